import type { Node, Pod } from '../../api';
import { failure, notFound } from '../apiserver/failures';
import { proxied } from '../apiserver/proxy';
import type { Answer, ApiServer, Failure, Request, Stream } from '../apiserver/types';
import { objectAt } from '../store/store';
import { keyOf } from '../store/table';
import { logFault } from './log-options';
import type { Done, NodeDoor } from './types';

/** The subresources of a Pod that its machine answers. */
export const MACHINE_SUBRESOURCES: ReadonlySet<string> = new Set(['log', 'exec', 'attach', 'portforward']);

const PODS = { group: '', resource: 'pods' };
const KUBELET_PORT = 10_250;

type Refused = { readonly failure: Failure };

/** VisitContainers: init containers, containers, ephemeral ones. */
const containerNames = ({ spec }: Pod): string[] => [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].map(({ name }) => name);

/** validateContainer (pkg/registry/core/pod strategy.go). */
function containerOf(pod: Pod, asked: string): string | Refused {
  const name = pod.metadata.name ?? '';
  if (asked !== '') return containerNames(pod).includes(asked) ? asked : { failure: failure('BadRequest', `container ${asked} is not valid for pod ${name}`) };
  const [only, ...more] = pod.spec.containers;
  if (only !== undefined && more.length === 0) return only.name;
  return { failure: failure('BadRequest', `a container name must be specified for pod ${name}, choose one of: [${containerNames(pod).join(' ')}]`) };
}

/** KubeletClientConfig's preferred address. */
const addressOf = (node: Node): string => (node.status?.addresses ?? []).find(({ type }) => type === 'InternalIP')?.address ?? node.metadata.name ?? '';

const PATHS: Readonly<Record<string, string>> = { log: 'containerLogs', exec: 'exec', attach: 'attach', portforward: 'portForward' };

/** What a client sees of a kubelet that cannot be reached: of a log it is a URL, of a stream the dial. */
function unreached(node: Node, pod: Pod, container: string, subresource: string, reach: 'refused' | 'silent'): Failure {
  const host = `${addressOf(node)}:${KUBELET_PORT}`;
  const dial = `dial tcp ${host}: ${reach === 'refused' ? 'connect: connection refused' : 'i/o timeout'}`;
  const said = subresource === 'log' ? `Get "https://${host}/${PATHS[subresource] ?? ''}/${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}/${container}": ${dial}` : `error dialing backend: ${dial}`;
  return failure('', said);
}

/** The kubelet's 401: of a log it is passed on as an error of the API server's own (apiserver registry/generic/rest: GenericHttpResponseChecker), of a stream as the kubelet words it (pkg/kubelet/server: InstallAuthFilter). */
const unauthorized = (pod: string, subresource: string): Failure =>
  (subresource === 'log' ? failure('Unauthorized', `the server has asked for the client to provide credentials ( pods/log ${pod})`) : failure('', 'Unauthorized', { code: 401 }));

export interface MachineAnswered<C> {
  readonly cluster: C;
  readonly answer: Answer;
}

const streamed = <C>({ cluster, answer }: Done<C, Stream>): MachineAnswered<C> => ({ cluster, answer: 'failure' in answer ? answer : { code: 101, stream: answer } });

/** LogLocation, streamLocation and PortForwardLocation, and what the kubelet there answers. The request is allowed. */
export function askMachine<C extends { readonly server: ApiServer }>(door: NodeDoor<C> | undefined, cluster: C, { namespace = 'default', name = '', subresource = '', options = {} }: Request): MachineAnswered<C> {
  const refuse = (why: Failure): MachineAnswered<C> => ({ cluster, answer: { failure: why } });
  const { tables } = cluster.server.store;
  const wrong = subresource === 'log' ? logFault(name, options) : undefined;
  if (wrong !== undefined) return refuse(wrong);
  const pod = objectAt(tables, 'pods', keyOf(namespace, name)) as Pod | undefined;
  if (pod === undefined) return refuse(notFound(PODS, name));
  const forwards = subresource === 'portforward';
  const container = forwards ? '' : containerOf(pod, typeof options['container'] === 'string' ? options['container'] : '');
  if (typeof container !== 'string') return refuse(container.failure);
  const nodeName = pod.spec.nodeName ?? '';
  if (nodeName === '') return subresource === 'log' ? { cluster, answer: { code: 204, text: '' } } : refuse(failure('BadRequest', `pod ${name} does not have a host assigned`));
  const node = objectAt(tables, 'nodes', nodeName) as Node | undefined;
  if (node === undefined) return refuse(notFound({ group: '', resource: 'nodes' }, nodeName));
  // A node that nobody models is one whose kubelet does not run.
  const reach = door?.reach(cluster, nodeName) ?? 'refused';
  if (reach === 'unauthorized') return refuse(unauthorized(name, subresource));
  if (door === undefined || reach !== 'answers') return refuse(unreached(node, pod, container, subresource, reach === 'silent' ? 'silent' : 'refused'));
  if (subresource === 'log') {
    const logs = door.logs(cluster, pod, { ...options, container });
    return { cluster, answer: 'failure' in logs ? logs : { code: 200, ...logs } };
  }
  if (forwards) return streamed(door.portForward(cluster, pod, { port: Number(options['port'] ?? 0), sent: String(options['sent'] ?? '') }));
  if (subresource === 'attach') return streamed(door.attach(cluster, pod, { ...options, container }));
  const command = options['command'];
  if (!Array.isArray(command) || command.length === 0) return refuse(failure('BadRequest', 'you must specify at least one command for the container'));
  return streamed(door.exec(cluster, pod, { ...options, container, command: command.map(String) }));
}

const NO_NETWORK = 'the proxy of Pods, Services and nodes is not simulated without a network\n';

/** What is answered behind the subresource `proxy`. The request is allowed. */
export function askedNetwork<C extends { readonly server: ApiServer }>(door: NodeDoor<C> | undefined, cluster: C, request: Request): Answer {
  const { fetch, lot } = door ?? {};
  if (fetch === undefined) return { code: 501, http: { status: 501, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: NO_NETWORK } };
  return proxied(cluster.server.store.tables, request, (asked) => fetch(cluster, asked), lot ?? (() => 0));
}
