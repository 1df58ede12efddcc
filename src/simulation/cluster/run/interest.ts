import type { Node, Pod } from '../../api';
import type { AnyController } from '../control/controller';
import type { KnownResource } from '../control/kinds';
import type { Change } from '../store/store';

/** Who is told of what, and in which order they are asked. */
export interface Interests {
  readonly places: ReadonlyMap<string, number>;
  readonly controllers: ReadonlyMap<string, AnyController>;
  /** Names of those that hear of all objects of a resource. */
  readonly all: ReadonlyMap<string, readonly string[]>;
  /** Names of those that hear of a node and of its Pods alone. */
  readonly byNode: ReadonlyMap<string, readonly string[]>;
  /** Those that hear of what they have no handler for. */
  readonly others: readonly AnyController[];
  /** By resource those that hear of all its objects, as far as it was asked for. */
  readonly everywhere: Map<string, readonly AnyController[]>;
}

const known = new WeakMap<readonly AnyController[], Interests>();

const OF_NODES: ReadonlySet<string> = new Set(['pods', 'nodes']);

function append(map: Map<string, string[]>, key: string, name: string): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [name]);
  else found.push(name);
}

export function interestsOf(controllers: readonly AnyController[]): Interests {
  const found = known.get(controllers);
  if (found !== undefined) return found;
  const all = new Map<string, string[]>();
  const byNode = new Map<string, string[]>();
  for (const { name, node, handlers } of controllers) {
    if (node !== undefined) append(byNode, node, name);
    for (const resource of Object.keys(handlers)) if (node === undefined || !OF_NODES.has(resource)) append(all, resource, name);
  }
  const interests: Interests = { places: new Map(controllers.map(({ name }, place) => [name, place])), controllers: new Map(controllers.map((one) => [one.name, one])), all, byNode, others: controllers.filter(({ others }) => others !== undefined), everywhere: new Map() };
  known.set(controllers, interests);
  return interests;
}

/** The nodes that a change is about: of a Pod the one that it has, and had. */
function nodesOf({ resource, object, old }: Pick<Change, 'resource' | 'object' | 'old'>): readonly string[] {
  if (resource === 'nodes') return [(object as Node).metadata.name ?? ''];
  const [is, was] = [(object as Pod).spec.nodeName, (old as Pod | undefined)?.spec.nodeName];
  const names = was === is ? [is] : [is, was];
  return names.filter((name): name is string => name !== undefined && name !== '');
}

/** Those that hear of every object of a resource. */
function everyHearerOf({ all, controllers, everywhere, others }: Interests, resource: string): readonly AnyController[] {
  const known = everywhere.get(resource);
  if (known !== undefined) return known;
  const found = [...(all.get(resource) ?? []).map((name) => controllers.get(name)!), ...others.filter(({ handlers }) => handlers[resource as KnownResource] === undefined)];
  everywhere.set(resource, found);
  return found;
}

/** Who is to hear of a change. */
export function hearersOf(interests: Interests, change: Pick<Change, 'resource' | 'object' | 'old'>): readonly AnyController[] {
  const { byNode, controllers } = interests;
  const every = everyHearerOf(interests, change.resource);
  if (byNode.size === 0 || !OF_NODES.has(change.resource)) return every;
  const there = nodesOf(change).flatMap((node) => byNode.get(node) ?? []).map((name) => controllers.get(name)!);
  return [...every, ...there.filter(({ handlers }) => handlers[change.resource as KnownResource] !== undefined)];
}

/** Is a controller to hear of a change? */
export function hears({ node, handlers, others }: AnyController, change: Pick<Change, 'resource' | 'object' | 'old'>): boolean {
  if (handlers[change.resource as KnownResource] === undefined) return others !== undefined;
  return node === undefined || !OF_NODES.has(change.resource) || nodesOf(change).includes(node);
}
