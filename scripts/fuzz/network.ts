import { proxySettings, route, syncProxy } from '../../src/simulation/network/proxy';
import type { ProxyMode } from '../../src/simulation/network/proxy';
import { randomWorld, worldEvents } from '../../src/simulation/network/proxy/testing/world';
import type { World } from '../../src/simulation/network/proxy/testing/world';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

/** The verdicts of one connection in one mode, before and after the changes. */
function play(world: World, mode: ProxyMode): string[] {
  const first = syncProxy(proxySettings(world.configuration, world.host, mode, world.family), undefined, worldEvents(world));
  const second = syncProxy(first.state.settings, first.state, world.changes);
  if (first.lines().length === 0) throw new Broken(`${mode}: no rules at all`);
  second.lines();
  const node = { localAddresses: world.host.localAddresses };
  return [first, second].flatMap(({ state }) => world.connections.map((connection) => {
    const found = route(state, node, connection);
    if (found.verdict !== 'DNAT') return found.verdict;
    const sum = found.endpoints.reduce((total, { probability }) => total + probability, 0);
    if (Math.abs(sum - 1) > 1e-8) throw new Broken(`${mode}: chances of ${JSON.stringify(connection)} add up to ${sum}`);
    if (found.endpoints.some(({ steps }) => steps.length === 0)) throw new Broken(`${mode}: ${JSON.stringify(connection)} is sent on by no rule`);
    return 'DNAT';
  }));
}

/** Services, slices and changes, with connections to them. */
export const target: FuzzTarget<World> = {
  about: 'random Services and connections have a verdict in both modes, with the rules that lead to it; chances add up to 1',
  count: 100_000,
  make: randomWorld,
  play(world) {
    const verdicts = new Set([...play(world, 'iptables'), ...play(world, 'nftables')]);
    return [...verdicts].sort().join(' ');
  },
};
