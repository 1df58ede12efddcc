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
  const interests: Interests = { places: new Map(controllers.map(({ name }, place) => [name, place])), controllers: new Map(controllers.map((one) => [one.name, one])), all, byNode, others: controllers.filter(({ others }) => others !== undefined) };
  known.set(controllers, interests);
  return interests;
}

/** The nodes that a change is about: of a Pod the one that it has, and had. */
function nodesOf({ resource, object, old }: Pick<Change, 'resource' | 'object' | 'old'>): readonly string[] {
  if (resource === 'nodes') return [(object as Node).metadata.name ?? ''];
  const [is, was] = [(object as Pod).spec.nodeName, (old as Pod | undefined)?.spec.nodeName];
  return [...new Set([is, was].filter((name) => name !== undefined && name !== ''))] as string[];
}

/** Who is to hear of a change. */
export function* hearersOf({ all, byNode, controllers, others }: Interests, change: Pick<Change, 'resource' | 'object' | 'old'>): Generator<AnyController> {
  for (const name of all.get(change.resource) ?? []) yield controllers.get(name)!;
  for (const one of others) if (one.handlers[change.resource as KnownResource] === undefined) yield one;
  if (byNode.size === 0 || !OF_NODES.has(change.resource)) return;
  for (const node of nodesOf(change)) {
    for (const name of byNode.get(node) ?? []) {
      const controller = controllers.get(name)!;
      if (controller.handlers[change.resource as KnownResource] !== undefined) yield controller;
    }
  }
}

/** Is a controller to hear of a change? */
export function hears({ node, handlers, others }: AnyController, change: Pick<Change, 'resource' | 'object' | 'old'>): boolean {
  if (handlers[change.resource as KnownResource] === undefined) return others !== undefined;
  return node === undefined || !OF_NODES.has(change.resource) || nodesOf(change).includes(node);
}
