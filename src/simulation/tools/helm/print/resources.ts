/** The objects of a release as `helm status` shows them (helm pkg/kube: client.go Get, pkg/cmd: status.go). */
import { listOf, objectOf } from '../../../api/schema/values';
import type { ApiObject } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { runKubectl } from '../../../kubectl/run';
import type { Configuration } from '../actions/configuration';
import type { Resource } from '../kube';
import { Refused } from '../machine';

type Found = Map<string, { readonly namespace: string; readonly plural: string; readonly group: string; readonly object: JsonObject }[]>;

const SELECTING = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

/** getSelectorFromObject. */
function selectorOf({ kind }: Resource, object: JsonObject): Readonly<Record<string, string>> | undefined {
  const selector = objectOf(objectOf(object['spec'])['selector']);
  if (SELECTING.includes(kind.kind)) return selector['matchLabels'] === undefined ? undefined : (objectOf(selector['matchLabels']) as Readonly<Record<string, string>>);
  return kind.kind === 'ReplicationController' && Object.keys(selector).length > 0 ? (selector as Readonly<Record<string, string>>) : undefined;
}

/** What there is of a release's objects, and the Pods that belong to them, by version and kind. */
export function found({ kube }: Configuration, resources: readonly Resource[]): Found {
  const all: Found = new Map();
  const add = (key: string, one: { readonly namespace: string; readonly plural: string; readonly group: string; readonly object: JsonObject }): unknown => all.set(key, [...(all.get(key) ?? []), one]);
  const seen = new Set<string>();
  for (const resource of resources) {
    const { group = '', version = '', plural = '' } = resource.kind.resource ?? {};
    let object: JsonObject;
    try {
      object = kube.get(resource);
    } catch (error) {
      if (error instanceof Refused) continue;
      throw error;
    }
    add(`${version}/${resource.kind.kind}`, { namespace: resource.namespace, plural, group, object });
    const selector = selectorOf(resource, object);
    const key = JSON.stringify(selector);
    if (selector === undefined || seen.has(key)) continue;
    seen.add(key);
    for (const pod of kube.podsOf(resource.namespace, selector) as readonly ApiObject[]) add('v1/Pod(related)', { namespace: resource.namespace, plural: 'pods', group: '', object: pod as unknown as JsonObject });
  }
  return all;
}

/** The objects themselves, for JSON and YAML. */
export const asObjects = (all: Found): Readonly<Record<string, readonly unknown[]>> => Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, items]) => [key, items.map(({ object }) => object)]));

/** `kubectl get` of some objects of one kind. */
function table({ machine }: Configuration, plural: string, group: string, namespace: string, names: readonly string[]): string {
  let text = '';
  const steps = runKubectl({ ...machine, now: () => machine.now(), registry: () => machine.registry(), authenticate: (credentials) => machine.authenticate(credentials), out: (part) => { text += part; }, err: () => undefined }, [
    'get', group === '' ? plural : `${plural}.${group}`, ...names, ...(namespace === '' ? [] : ['-n', namespace]),
  ]);
  let next = steps.next();
  while (next.done !== true) next = steps.next(next.value.do === 'request' ? machine.ask(next.value.request) : undefined);
  return text;
}

/** The blocks under RESOURCES; helm has them in no order, here they are in that of their titles. */
export function asTables(configuration: Configuration, all: Found): string {
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, items]) => {
    const printed = items.map(({ plural, group, namespace, object }) => table(configuration, plural, group, namespace, [String(objectOf(object['metadata'])['name'])]));
    const related = title.endsWith('(related)');
    const { plural, group, namespace } = items[0]!;
    const text = related ? table(configuration, plural, group, namespace, listOf(items.map(({ object }) => objectOf(object['metadata'])['name'])).map(String)) : printed.map((one, index) => (index === 0 ? one : one.slice(one.indexOf('\n') + 1))).join('');
    return `==> ${title}\n${text}\n`;
  }).join('');
}
