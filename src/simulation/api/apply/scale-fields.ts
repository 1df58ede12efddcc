import type { JsonObject } from '../schema/walk';
import { difference, hasPath, setOfFields } from './field-set';
import { decodeManagedFields, encodeManagedFields } from './managed-fields';
import type { ManagedFields, ManagerEntry } from './managed-fields';

const REPLICAS = ['spec', 'replicas'] as const;
const PATH = REPLICAS.map((name) => `f:${name}`);
const SET = setOfFields([REPLICAS]);
const SCALE_VERSION = 'autoscaling/v1';

const decode = (entries: unknown): ManagedFields => decodeManagedFields(entries) ?? new Map<string, ManagerEntry>();
const identity = ({ manager, operation, subresource }: ManagerEntry): string => JSON.stringify([manager, operation, subresource]);
const encode = (entries: readonly ManagerEntry[]): readonly JsonObject[] | undefined => encodeManagedFields(new Map(entries.map((entry) => [JSON.stringify([identity(entry), entry.apiVersion]), entry])));

/** ScaleHandler.ToSubresource (apimachinery pkg/util/managedfields): who owns an object's replicas owns those of its Scale. */
export function scaleEntries(parent: unknown, apiVersion: string): readonly JsonObject[] | undefined {
  const owners = [...decode(parent).values()].filter((entry) => entry.apiVersion === apiVersion && hasPath(entry.set, PATH));
  return encode(owners.map((entry) => ({ ...entry, apiVersion: SCALE_VERSION, set: SET })));
}

/** ScaleHandler.ToParent: the object's managers after its Scale was written. */
export function parentEntries(parent: unknown, scale: unknown, apiVersion: string): readonly JsonObject[] | undefined {
  // Whoever is new here has no time: it is looked up among the object's own managers.
  const times = new Map([...decode(parent).values()].map((entry) => [identity(entry), entry.time]));
  const scaled = new Map([...decode(scale).values()].filter(({ set }) => hasPath(set, PATH)).map((entry) => [identity(entry), entry]));
  const kept = [...decode(parent).values()].flatMap((entry): readonly ManagerEntry[] => {
    if (entry.apiVersion !== apiVersion || !hasPath(entry.set, PATH)) return [entry];
    if (scaled.delete(identity(entry))) return [entry];
    const set = difference(entry.set, SET);
    return set.members.size + set.children.size === 0 ? [] : [{ ...entry, set }];
  });
  return encode([...kept, ...[...scaled.values()].map((entry) => ({ ...entry, apiVersion, set: SET, time: times.get(identity(entry)) }))]);
}
