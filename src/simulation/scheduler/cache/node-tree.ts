import type { Node } from '../../api';
import { byText, orderedBy } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';

/** component-helpers node/topology GetZoneKey: region and zone together. */
function zoneKey(node: Node): string {
  const labels = node.metadata.labels ?? {};
  const region = labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}:\u0000:${zone}`;
}

type Members = OrderedMap<number, string>;

/** The zones in the order in which they came, each with its nodes in the order in which they came. Plain data, replaced and never changed. */
export interface NodeTreeState {
  readonly zones: OrderedMap<number, Members>;
  readonly turnOfZone: OrderedMap<string, number>;
  readonly turnOfNode: OrderedMap<string, number>;
  readonly turns: number;
}

export const NO_NODES: NodeTreeState = { zones: null, turnOfZone: null, turnOfNode: null, turns: 0 };

const byTurn = orderedBy<number>((a, b) => a - b);

/** backend/cache/node_tree.go: the order in which nodes are visited, one of each zone in turn. */
export class NodeTree {
  state: NodeTreeState = NO_NODES;

  add(node: Node): void {
    const { zones, turnOfZone, turnOfNode, turns } = this.state;
    const [key, name] = [zoneKey(node), node.metadata.name ?? ''];
    const zone = byText.get(turnOfZone, key) ?? turns;
    this.state = {
      zones: byTurn.set(zones, zone, byTurn.set(byTurn.get(zones, zone) ?? null, turns, name)),
      turnOfZone: byText.set(turnOfZone, key, zone),
      turnOfNode: byText.set(turnOfNode, name, turns),
      turns: turns + 1,
    };
  }

  remove(node: Node): void {
    const { zones, turnOfZone, turnOfNode, turns } = this.state;
    const [key, name] = [zoneKey(node), node.metadata.name ?? ''];
    const [zone, turn] = [byText.get(turnOfZone, key), byText.get(turnOfNode, name)];
    if (zone === undefined || turn === undefined) return;
    const left = byTurn.delete(byTurn.get(zones, zone) ?? null, turn);
    this.state = {
      zones: left === null ? byTurn.delete(zones, zone) : byTurn.set(zones, zone, left),
      turnOfZone: left === null ? byText.delete(turnOfZone, key) : turnOfZone,
      turnOfNode: byText.delete(turnOfNode, name),
      turns,
    };
  }

  /** True when the node changed its zone and with it its turn. */
  update(before: Node, after: Node): boolean {
    if (zoneKey(before) === zoneKey(after)) return false;
    this.remove(before);
    this.add(after);
    return true;
  }

  list(): string[] {
    const order: string[] = [];
    const zones = [...byTurn.entries(this.state.zones)].map(([, members]) => [...byTurn.entries(members)].map(([, name]) => name));
    const longest = zones.reduce((most, { length }) => Math.max(most, length), 0);
    for (let round = 0; round < longest; round += 1) {
      for (const members of zones) if (round < members.length) order.push(members[round] ?? '');
    }
    return order;
  }
}
