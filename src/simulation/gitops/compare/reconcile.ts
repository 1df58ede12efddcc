/** Putting together what Git wants and what there is (gitops-engine pkg/sync/reconcile.go; pkg/cache GetManagedLiveObjs). */
import { isHook, isIgnored } from '../hooks/hooks';
import { groupOf, keyOf, kindOf, metadataOf, namespaceOf, printKey } from '../objects';
import type { JsonObject } from '../objects';
import type { Pair } from '../health/application-health';
import type { IsNamespaced } from './target';
import { applicationOf } from './tracking';
import type { Tracking } from './tracking';

/** Whether an object is somebody's child: its owner stands for it. Endpoints are their Service's even where they do not say so. */
function hasOwner(object: JsonObject): boolean {
  const { ownerReferences } = metadataOf(object);
  return (Array.isArray(ownerReferences) && ownerReferences.length > 0) || (groupOf(object) === '' && kindOf(object) === 'Endpoints');
}

/** The application's live objects and those that stand where Git wants one, by key. */
export function managedLive(live: readonly JsonObject[], targets: readonly JsonObject[], application: string, tracking: Tracking): Map<string, JsonObject> {
  const wanted = new Set(targets.map((target) => printKey(keyOf(target))));
  const managed = new Map<string, JsonObject>();
  for (const object of live) {
    const key = printKey(keyOf(object));
    if (wanted.has(key) || (!hasOwner(object) && applicationOf(object, tracking) === application)) managed.set(key, object);
  }
  return managed;
}

export interface Reconciliation {
  /** Objects that Git has, then those that only the cluster has. */
  readonly pairs: readonly Pair[];
  readonly hooks: readonly JsonObject[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** sync.Reconcile. Upstream's order of what only the cluster has is chance; here it is that of their keys. */
export function reconcile(targets: readonly JsonObject[], live: ReadonlyMap<string, JsonObject>, namespace: string, isNamespaced: IsNamespaced): Reconciliation {
  const rest = new Map(live);
  const objects = targets.filter((target) => !isIgnored(target));
  const pairs = objects.filter((target) => !isHook(target)).map((target): Pair => {
    const namespaced = isNamespaced(target);
    const places = [...(namespaced === false ? [] : [namespaceOf(target) || namespace]), ...(namespaced === true ? [] : [''])];
    const key = places.map((place) => printKey({ ...keyOf(target), namespace: place })).find((one) => rest.has(one));
    const found = key === undefined ? undefined : rest.get(key);
    if (key !== undefined) rest.delete(key);
    return { target, live: found };
  });
  const extra = [...rest].sort(([a], [b]) => compare(a, b)).map(([, object]): Pair => ({ target: undefined, live: object }));
  return { pairs: [...pairs, ...extra], hooks: objects.filter(isHook) };
}
