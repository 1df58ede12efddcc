/** Whether what a step of a lab asks for (check-syntax.ts) holds. */
import { findResults, JsonPathError, parseTemplate, sprint } from '../../api/jsonpath';
import type { Json } from '../../api/jsonpath';
import type { Kind } from '../../api/kind';
import { compareQuantity, parseQuantity } from '../../api/quantity';
import { parseLabelSelector, requirementsMatch } from '../../api/selector';
import { groupQualified } from '../../api/status';
import { readFile } from '../../resources';
import { readKubeconfig } from '../../kubectl/config/kubeconfig';
import { withManagers } from '../../cluster/apiserver/managers';
import { servedRegistry, serving } from '../../cluster/apiserver/served';
import { byText } from '../../base/ordered-map';
import { componentNames, ETCD_MEMBERS, isStopped } from '../../cluster/components';
import { BOX } from '../../cluster/node/host/box';
import { hostNames } from '../../cluster/node/host/host';
import { servicesOf } from '../../cluster/node/host/services/state';
import { valueInEtcd } from '../../cluster/encryption/stored-value';
import { fileInPod } from '../../cluster/node/machine/inside';
import { logOf } from '../../cluster/node/machine/container-log';
import { podOn } from '../../cluster/node/machine/machine';
import { objectAt, objectsIn } from '../../cluster/store/store';
import { keyOf } from '../../cluster/store/table';
import type { Cluster, ClusterConfig } from '../../cluster/state';
import type { Pod } from '../../api';
import type { ApiObject } from '../../api/types';
import { HOME } from '../../shell/files/home';
import type { Tree } from '../../shell/files/tree';
import { isAllowed } from './check-access';
import { gotten, resolved } from './check-network';
import { CheckFault } from './check-syntax';
import type { Check, Operator } from './check-syntax';
import { controlPlaneParts } from './check-control-plane';
import { etcdMembers, snapshotsOn } from './check-snapshots';
import type { TerminalNetwork } from './network';
import { claimsIn } from './printed-claims';

/** What a check looks at. */
export interface Scene {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  readonly network: TerminalNetwork;
  readonly tree: Tree;
  /** What was typed since the step began, and what it printed. */
  readonly commands: readonly { readonly line: string; readonly out: string; readonly status: number }[];
}

/** Its objects are the cluster's own: they are meant only where this namespace is said. */
const SYSTEM = 'kube-system';

const kindOf = (kinds: readonly Kind[], word: string): Kind | undefined => {
  const [name, group = ''] = [word.split('.')[0], word.split('.').slice(1).join('.')];
  return kinds.find(({ kind, resource }) => resource !== undefined && (group === '' || resource.group === group) && (resource.plural === name || resource.singular === name || resource.shortNames.includes(name ?? '') || kind.toLowerCase() === name));
};

function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const read = parseLabelSelector(selector);
  if (!read.ok) throw new CheckFault(read.error);
  return requirementsMatch(read.value, labels);
}

/** Of a kubelet, whether systemd starts its unit at boot. */
function beginsAtBoot(cluster: Cluster, component: string): { readonly enabled?: boolean } {
  const machine = component.startsWith('kubelet/') ? byText.get(cluster.machines, component.slice('kubelet/'.length)) : undefined;
  return machine === undefined ? {} : { enabled: !servicesOf(machine).disabled.includes('kubelet') };
}

/** The parts of the cluster as a check asks for them: `component/kube-scheduler : status.state == Running`, `component/kubelet/node-b : status.enabled == true`. */
const componentsOf = ({ config, cluster }: Scene): readonly ApiObject[] =>
  componentNames(hostNames(config).filter((host) => byText.has(cluster.machines, host) && !ETCD_MEMBERS.some((name) => name === host)))
    .map((name) => ({ apiVersion: 'v1', kind: 'Component', metadata: { name }, status: { state: isStopped(cluster.components, name) ? 'Stopped' : 'Running', ...beginsAtBoot(cluster, name) } }));

/** Of the Linux machine: Docker's containers, and its cgroups with the files that a check asks for. */
function boxObjects(cluster: Cluster, resource: string): readonly ApiObject[] {
  const kept = byText.get(cluster.machines, BOX)?.box;
  if (kept === undefined) return [];
  const of = (kind: string, name: string, more: object): ApiObject => ({ apiVersion: 'v1', kind, metadata: { name }, ...more });
  if (resource !== 'cgroup') return kept.containers.map(({ name, image, ended, restart }) => of('Container', name, { image, restart, state: ended === undefined ? 'running' : 'exited', exitCode: ended?.code }));
  const lines = (text: string): Readonly<Record<string, string>> => Object.fromEntries(text.trim().split('\n').map((line) => line.split(' ') as [string, string]));
  return kept.host.cgroups.filter(({ path }) => path !== '').map(({ path }) => of('Cgroup', path, { 'cpu.max': readFile(kept.host, path, 'cpu.max')?.trim(), 'cpu.stat': lines(readFile(kept.host, path, 'cpu.stat') ?? '') }));
}

function objectsOf(scene: Scene, what: Extract<Check['what'], { readonly kind: 'objects' }>, managers = false): readonly ApiObject[] {
  const { config, cluster } = scene;
  const { tables } = cluster.server.store;
  const { field } = what;
  const fits = (object: ApiObject): boolean => field === undefined || valuesAt(object, field.path).includes(field.value) === field.is;
  if (what.resource === 'container' || what.resource === 'containers' || what.resource === 'cgroup') return boxObjects(cluster, what.resource).filter(fits).filter(({ metadata }) => what.name === '' || metadata.name === what.name);
  if (what.resource === 'controlplane') return controlPlaneParts(config, cluster).filter(fits).filter(({ metadata }) => what.name === '' || metadata.name === what.name);
  if (what.resource === 'etcdmembers') return etcdMembers(cluster).filter(fits);
  if (/^snapshots?$/.test(what.resource)) return snapshotsOn(cluster, scene.tree).filter(fits);
  if (/^components?$/.test(what.resource)) return componentsOf(scene).filter(fits).filter(({ metadata }) => what.name === '' || metadata.name === what.name);
  const kind = kindOf(servedRegistry(config.server, cluster.server.store).kinds, what.resource);
  if (kind?.resource === undefined) throw new CheckFault(`the server has no resource type "${what.resource}"`);
  const stored = objectsIn(tables, groupQualified(kind.resource.group, kind.resource.plural));
  const { registry } = serving(config.server, cluster.server.store);
  const all = managers ? stored.map((object) => withManagers(registry, object)) : stored;
  const named = what.name !== '' && what.namespace === '' && kind.resource.namespaced ? 'default' : what.namespace;
  return all.filter(fits).filter(({ metadata }) => (what.name === '' || metadata.name === what.name) && (!kind.resource!.namespaced || (named === '' ? metadata.namespace !== SYSTEM : metadata.namespace === named)) && (what.selector === '' || selects(what.selector, metadata.labels ?? {})));
}

/** The values that a path leads to in an object; none where it leads nowhere. */
export function valuesAt(object: unknown, path: string): readonly string[] {
  const full = path.replace(/\[\?(\w+)=([^\]]+)\]/g, '[?(@.$1=="$2")]').replace(/\[([A-Za-z][\w-]*)\]/g, '[?(@.type=="$1")]');
  try {
    return findResults(parseTemplate(`{${full.startsWith('.') || full.startsWith('[') ? '' : '.'}${full}}`), object as Json, { allowMissingKeys: true }).flat().map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : sprint(value)));
  } catch (error) {
    if (error instanceof JsonPathError) return [];
    throw error;
  }
}

function compared(values: readonly string[], operator: Operator, wanted: string): boolean {
  if (operator === 'exists') return values.length > 0;
  if (operator === 'absent') return values.length === 0;
  if (operator === 'contains') return values.some((value) => value.includes(wanted));
  if (operator === 'lacks') return values.length > 0 && values.every((value) => !value.includes(wanted));
  if (operator === '!=') return values.length > 0 && values.every((value) => value !== wanted);
  if (values.length === 0) return false;
  return values.every((value) => {
    if (operator === '==' && value === wanted) return true;
    const [a, b] = [parseQuantity(value), parseQuantity(wanted)];
    if (!a.ok || !b.ok) return false;
    const order = compareQuantity(a.value, b.value);
    return operator === '==' ? order === 0 : operator === '>=' ? order >= 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order < 0;
  });
}

function holdsForObjects(scene: Scene, { what, path, operator, value }: Check): boolean {
  if (what.kind !== 'objects') return false;
  const objects = objectsOf(scene, what, path.includes('managedFields'));
  if (path === 'count') return compared([String(objects.length)], operator, value);
  if (path === '' && operator === 'exists') return objects.length > 0;
  if (path === '' && operator === 'absent') return objects.length === 0;
  return objects.length > 0 && objects.every((object) => compared(valuesAt(object, path), operator, value));
}

function eventHappened({ cluster }: Scene, reason: string, about: string): boolean {
  const [kind = '', name = ''] = about.split('/');
  return objectsIn(cluster.server.store.tables, 'events').some((event) => {
    const { reason: said, involvedObject } = event as unknown as { readonly reason?: string; readonly involvedObject?: { readonly kind?: string; readonly name?: string } };
    return said === reason && (about === '' || (involvedObject?.kind?.toLowerCase() === kind.toLowerCase() && (name === '' || involvedObject.name === name || involvedObject.name?.startsWith(`${name}-`) === true)));
  });
}

/** A file of the reader's machine, or of a Pod: `pod/web@lab:/data/note`. */
function textOf({ cluster, tree }: Scene, path: string): string | undefined {
  const [, name, namespace = 'default', inside = ''] = /^pod\/([^@:]+)(?:@([^:]+))?:(\/.*)$/.exec(path) ?? [];
  if (name !== undefined) {
    const pod = objectAt(cluster.server.store.tables, 'pods', keyOf(namespace, name)) as Pod | undefined;
    return pod === undefined ? undefined : fileInPod(cluster, pod, inside);
  }
  const node = tree[path.startsWith('/') ? path : `${HOME}/${path}`];
  return node?.kind === 'file' ? node.text : undefined;
}

const says = (text: string, pattern: RegExp | undefined, value: string): boolean => (pattern === undefined ? text.includes(value) : pattern.test(text));

/** What a Pod's first container has printed last: `pod/load@lab`. */
function lastLineOf({ cluster }: Scene, about: string): string | undefined {
  const [, name = '', namespace = 'default'] = /^pod\/([^@]+)(?:@(.+))?$/.exec(about) ?? [];
  const pod = objectAt(cluster.server.store.tables, 'pods', keyOf(namespace, name)) as Pod | undefined;
  const machine = byText.get(cluster.machines, pod?.spec.nodeName ?? '');
  const container = machine === undefined ? undefined : podOn(machine, pod?.metadata.uid ?? '')?.containers.find((one) => one.name === pod?.spec.containers[0]?.name);
  return container === undefined ? undefined : logOf(container, cluster.clock.now, container.behaviour.chatter === undefined ? 0 : cluster.clock.now - 10_000_000).at(-1)?.text;
}

/** Whether it holds now. */
export function holds(scene: Scene, check: Check): boolean {
  const { what, operator, path, value } = check;
  switch (what.kind) {
    case 'objects': return holdsForObjects(scene, check);
    case 'event': return eventHappened(scene, what.reason, what.about);
    case 'printed': return scene.commands.some(({ out }) => says(out, what.pattern, value));
    case 'ran': return scene.commands.some(({ line, status }) => says(line.replace(/^k /, 'kubectl '), what.pattern, value) && status === 0);
    case 'claims': return scene.commands.some(({ out }) => claimsIn(out).some((claims) => compared(valuesAt(claims, path), operator, value)));
    case 'get': {
      const answers = gotten(scene.cluster, scene.network, what);
      return compared(operator === 'contains' ? answers : answers.map((answer) => answer.replace(/ [^]*$/, '')), operator, value);
    }
    case 'resolve': {
      const addresses = resolved(scene.cluster, scene.network, what);
      return compared(path === 'count' ? [String(addresses.length)] : addresses, operator, value);
    }
    case 'can': return isAllowed(scene.config, scene.cluster, what) === (value === 'yes');
    case 'file': case 'etcd': case 'log': {
      const text = what.kind === 'file' ? textOf(scene, what.path) : what.kind === 'etcd' ? valueInEtcd(scene.cluster, what.path) : lastLineOf(scene, what.path);
      return text === undefined ? operator === 'absent' : compared([text], operator, value);
    }
    case 'config': {
      const node = scene.tree[`${HOME}/.kube/config`];
      const config = readKubeconfig(node?.kind === 'file' ? node.text : '');
      const context = config.contexts.get(config.currentContext);
      const seen = { context: config.currentContext, namespace: context?.namespace ?? '', user: context?.user ?? '', cluster: context?.cluster ?? '' };
      return compared(valuesAt(seen, path).filter((one) => one !== ''), operator, value);
    }
  }
}
