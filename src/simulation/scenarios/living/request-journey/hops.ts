/** The way of a declaration through the cluster: who wrote what, one after the other, and what each write changed. */
import type { Happening } from '../../../cluster/cluster';

export const ACTORS = ['kubectl', 'deployment-controller', 'replicaset-controller', 'endpointslice-controller', 'kube-scheduler', 'kubelet'] as const;
export type Actor = (typeof ACTORS)[number];

export interface Change {
  /** `spec.nodeName`. */
  readonly path: string;
  /** As JSON; null for what is gone. */
  readonly value: string | null;
}

export interface Hop {
  /** µs since 1970. */
  readonly at: number;
  readonly actor: Actor;
  /** `POST /api/v1/namespaces/default/pods`. */
  readonly request: string;
  readonly kind: string;
  readonly name: string;
  readonly revision: string;
  readonly changes: readonly Change[];
}

export interface JourneyView {
  readonly hops: readonly Hop[];
  /** What each object looked like when it was last written, as flat texts by path. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const NO_HOPS: JourneyView = { hops: [], objects: {} };

const METHODS: Readonly<Record<string, string>> = { create: 'POST', update: 'PUT', patch: 'PATCH', delete: 'DELETE' };
/** What every write touches, and what says nothing to a reader. */
const NOISE = /^metadata\.(resourceVersion|managedFields|uid|creationTimestamp|generat|namespace|labels|annotations)|ownerReferences.*\.(apiVersion|uid|controller|blockOwnerDeletion)$|(lastTransitionTime|lastUpdateTime|lastProbeTime|observedGeneration|startTime)$|^spec\.(template|selector|strategy|volumes|tolerations|dnsPolicy|schedulerName|securityContext|serviceAccount|terminationGrace|enableServiceLinks|preemptionPolicy|priority|restartPolicy|revisionHistoryLimit|progressDeadlineSeconds)|conditions\[\w+\]\.(type|message)$|volumeMounts|imagePullPolicy|terminationMessage|\.resources/;
const MOST_CHANGES = 8;
const MOST_HOPS = 60;

function flatten(value: unknown, path: string, into: Record<string, string>): void {
  if (NOISE.test(path)) return;
  if (Array.isArray(value)) value.forEach((one, at) => flatten(one, `${path}[${nameIn(one) ?? at}]`, into));
  else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) flatten(one, path === '' ? key : `${path}.${key}`, into);
  else if (value !== undefined) into[path] = JSON.stringify(value);
}

/** Conditions and containers are told by their type and name, not by their place. */
function nameIn(one: unknown): string | undefined {
  if (typeof one !== 'object' || one === null) return undefined;
  const { type, name } = one as { type?: unknown; name?: unknown };
  return typeof type === 'string' ? type : typeof name === 'string' ? name : undefined;
}

function actorOf(username: string): Actor | undefined {
  if (username.startsWith('system:node:')) return 'kubelet';
  return ACTORS.find((actor) => username === `system:${actor}` || username.endsWith(`:${actor}`)) ?? (username.startsWith('system:') ? undefined : 'kubectl');
}

function changesOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Change[] {
  const changed = Object.entries(after).filter(([path, value]) => before[path] !== value).map(([path, value]): Change => ({ path, value }));
  const gone = Object.keys(before).filter((path) => after[path] === undefined).map((path): Change => ({ path, value: null }));
  return [...changed, ...gone].filter(({ path }) => path !== 'apiVersion' && path !== 'kind').slice(0, MOST_CHANGES);
}

/** A Binding is answered with a Status: what it wrote is the node's name. */
const withNode = (before: Readonly<Record<string, string>>, body: unknown): Record<string, string> => ({ ...before, 'spec.nodeName': JSON.stringify((body as { target?: { name?: string } }).target?.name ?? '') });

function pathOf(group: string, resource: string, namespace: string, name: string, subresource: string): string {
  return [group === '' ? '/api/v1' : `/apis/${group}/v1`, `namespaces/${namespace}`, resource, name, subresource].filter((part) => part !== '').join('/');
}

/** The view with one more thing that happened. Writes to Leases and Events are left out. */
export function withHappening(view: JourneyView, happening: Happening): JourneyView {
  if (happening.kind !== 'request' || 'failure' in happening.answer || view.hops.length >= MOST_HOPS) return view;
  const { request, answer, at } = happening;
  const { verb, group, resource, namespace = '', subresource = '', user } = request;
  const [actor, method] = [actorOf(user.username), METHODS[verb]];
  if (actor === undefined || method === undefined || resource === 'leases' || resource === 'events' || !('object' in answer)) return view;
  const { object } = answer;
  const name = request.name ?? object.metadata.name ?? '';
  const bound = subresource === 'binding';
  const own = bound ? name : (object.metadata.name ?? name);
  const key = `${resource}/${own}`;
  const before = view.objects[key] ?? {};
  const after: Record<string, string> = bound ? withNode(before, request.body) : {};
  if (!bound) flatten(object, '', after);
  const changes = changesOf(before, after);
  const hop: Hop = {
    at, actor, request: `${method} ${pathOf(group, resource, namespace, verb === 'create' && !bound ? '' : own, subresource)}`,
    kind: bound ? 'Pod' : object.kind, name: own, revision: object.metadata.resourceVersion ?? '', changes,
  };
  return { hops: [...view.hops, hop], objects: { ...view.objects, [key]: after } };
}
