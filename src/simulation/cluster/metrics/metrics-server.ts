/**
 * metrics-server, as the program in its Pods (sigs.k8s.io/metrics-server pkg/server): each looks at all kubelets every 15 s, keeps what they told, and is ready as soon as
 * there are two points of something. It stops with its container, and what it kept is gone. Simplified: kubelets are asked at one moment.
 */
import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { klogPrefix } from '../../base/go/klog';
import type { Pod } from '../../api';
import { forbiddenMessage } from '../../policy/rbac';
import { decide } from '../apiserver/authorization/authorize';
import type { User } from '../apiserver/types';
import type { Controller, Work } from '../control/controller';
import { changeContainer, podOn, stateAt } from '../node/machine/machine';
import type { RuntimeContainer } from '../node/machine/machine';
import type { Cluster } from '../cluster-state';
import { keep, NOTHING_KEPT, RESOLUTION } from './points';
import type { Kept } from './points';
import { scrape } from './scrape';

/** The word `serves=` of its image. */
export const PROGRAM = 'metrics-server';
const LOOK = 'look';
/** From its start until its caches have heard of all nodes and Pods, µs. */
const SYNCED = 1_000_000;
/** Its listers' next try after a refusal, µs. */
const AGAIN = 5_000_000;
const MOST_LINES = 500;

export interface MetricsServerMemory {
  /** By container ID. */
  readonly kept: OrderedMap<string, Kept>;
}

interface Found {
  readonly pod: Pod;
  readonly node: string;
  readonly container: RuntimeContainer;
}

/** Its containers that run. */
function running(work: Work<MetricsServerMemory>): readonly Found[] {
  return work.view.list('pods').flatMap((pod) => {
    const node = pod.spec.nodeName ?? '';
    const machine = node === '' ? undefined : work.machine(node);
    const own = machine === undefined ? [] : (podOn(machine, pod.metadata.uid ?? '')?.containers ?? []);
    return own.filter((one) => one.behaviour.serves === PROGRAM && stateAt(one, work.now).state === 'running').map((container) => ({ pod, node, container }));
  });
}

function say({ pod, node, container }: Found, work: Work<MetricsServerMemory>, lines: readonly string[]): void {
  const machine = work.machine(node);
  if (machine === undefined || lines.length === 0) return;
  const said = lines.map((text) => ({ at: work.now, text }));
  work.setMachine(node, changeContainer(machine, pod.metadata.uid ?? '', container.id, (one) => ({ ...one, said: [...(one.said ?? []), ...said].slice(-MOST_LINES) })));
}

const argsOf = ({ pod, container }: Found): readonly string[] => {
  const spec = pod.spec.containers.find(({ name }) => name === container.name);
  return [...(spec?.command ?? []), ...(spec?.args ?? [])];
};

/** A flag's value; a flag without one is true. */
function flag(args: readonly string[], name: string): string | undefined {
  const found = args.find((one) => one === `--${name}` || one.startsWith(`--${name}=`));
  return found === undefined ? undefined : found.includes('=') ? found.slice(found.indexOf('=') + 1) : 'true';
}

const userOf = ({ metadata: { namespace = '' }, spec }: Pod): User => ({
  username: `system:serviceaccount:${namespace}:${spec.serviceAccountName ?? 'default'}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
});

/** What its listers may not read: without nodes and Pods it knows of nothing to look at. */
function forbiddenLists(store: Cluster['server']['store'], { username, groups = [] }: User): readonly (readonly [type: string, error: string])[] {
  const kinds = [['*v1.Node', 'nodes'], ['*v1.PartialObjectMetadata', 'pods']] as const;
  return kinds.flatMap(([type, resource]) => {
    const asked = { verb: 'list', apiGroup: '', resource };
    const user = { name: username, groups };
    return decide(store, user, asked).allowed ? [] : [[type, `failed to list ${type}: ${forbiddenMessage(user, asked, '')}`] as const];
  });
}

function tick(found: Found, work: Work<MetricsServerMemory>): void {
  const { container, pod, node } = found;
  const begin = (severity: 'I' | 'E', place: string): string => `${klogPrefix(severity, work.now, 1)} ${place}]`;
  const user = userOf(pod);
  const refused = forbiddenLists(work.cluster.server.store, user);
  if (refused.length > 0) {
    say(found, work, refused.map(([type, error]) => `${begin('E', 'reflector.go:200')} "Failed to watch" err=${JSON.stringify(error)} logger="UnhandledError" reflector="pkg/mod/k8s.io/client-go@v0.33.2/tools/cache/reflector.go:285" type=${JSON.stringify(type)}`));
    work.enqueueAfter(container.id, AGAIN);
    return;
  }
  const args = argsOf(found);
  const kept = byText.get(work.memory.kept, container.id);
  const first = kept === undefined ? [`${begin('I', 'serving.go:380')} Generated self-signed cert (/tmp/apiserver.crt, /tmp/apiserver.key)`, `${begin('I', 'secure_serving.go:211')} Serving securely on [::]:${flag(args, 'secure-port') ?? '443'}`] : [];
  const told = scrape(work.cluster, {
    insecure: flag(args, 'kubelet-insecure-tls') === 'true',
    addressTypes: (flag(args, 'kubelet-preferred-address-types') ?? 'Hostname,InternalDNS,InternalIP,ExternalDNS,ExternalIP').split(','),
    user, from: node,
  });
  const errors = told.failed.map(({ node: name, error, slow }) => `${begin('E', slow ? 'scraper.go:147' : 'scraper.go:149')} "Failed to scrape node${slow ? ', timeout to access kubelet' : ''}" err=${JSON.stringify(error)} node=${JSON.stringify(name)}${slow ? ' timeout="10s"' : ''}`);
  say(found, work, [...first, ...errors]);
  work.memory = { kept: byText.set(work.memory.kept, container.id, keep(kept ?? NOTHING_KEPT, told)) };
  work.enqueueAfter(container.id, RESOLUTION);
}

/** New ones begin when they have synced; what is gone is forgotten. */
function look(work: Work<MetricsServerMemory>): void {
  const now = running(work);
  for (const { container } of now) if (!byText.has(work.memory.kept, container.id)) work.enqueueAfter(container.id, Math.max(0, (container.startedAt ?? work.now) + SYNCED - work.now));
  for (const [id] of byText.entries(work.memory.kept)) if (!now.some(({ container }) => container.id === id)) work.memory = { kept: byText.delete(work.memory.kept, id) };
}

const isOwn = ({ spec }: Pod): boolean => spec.containers.some(({ image = '' }) => image.includes(PROGRAM));

export const metricsServer: Controller<MetricsServerMemory> = {
  name: PROGRAM,
  user: { username: '', groups: [] },
  process: PROGRAM,
  memory: { kept: null },
  handlers: { pods: ({ object }, desk) => (isOwn(object as Pod) ? desk.enqueue(LOOK) : undefined) },
  reads: ['nodes'],
  reconcile: (key, work) => {
    if (key === LOOK) return look(work);
    const found = running(work).find(({ container }) => container.id === key);
    if (found === undefined) work.memory = { kept: byText.delete(work.memory.kept, key) };
    else tick(found, work);
  },
};

/** What a container of it has kept so far. */
export const keptBy = (cluster: Cluster, container: string): Kept | undefined => byText.get((byText.get(cluster.controllers, PROGRAM)?.memory as MetricsServerMemory | undefined)?.kept ?? null, container);
