import type { Node } from '../../api';

/** component-helpers node/topology GetZoneKey: region and zone together. */
function zoneKey(node: Node): string {
  const labels = node.metadata.labels ?? {};
  const region = labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}:\u0000:${zone}`;
}

/** backend/cache/node_tree.go: the order in which nodes are visited, one of each zone in turn. */
export class NodeTree {
  private readonly zones = new Map<string, string[]>();

  add(node: Node): void {
    const key = zoneKey(node);
    const members = this.zones.get(key);
    if (members === undefined) this.zones.set(key, [node.metadata.name ?? '']);
    else members.push(node.metadata.name ?? '');
  }

  remove(node: Node): void {
    const key = zoneKey(node);
    const members = this.zones.get(key) ?? [];
    const at = members.indexOf(node.metadata.name ?? '');
    if (at >= 0) members.splice(at, 1);
    if (members.length === 0) this.zones.delete(key);
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
    const longest = Math.max(0, ...[...this.zones.values()].map((members) => members.length));
    for (let round = 0; round < longest; round += 1) {
      for (const members of this.zones.values()) if (round < members.length) order.push(members[round] ?? '');
    }
    return order;
  }
}
