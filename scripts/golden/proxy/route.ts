import { hostOf, localAddressesOf, modesOf } from './host';
import type { Objects } from './host';
import { proxySettings, route, syncProxy } from '@site/src/simulation/network/proxy';
import type { Connection, EarlierConnection, Family, ProxyState, Route } from '@site/src/simulation/network/proxy';

type RouteCase = Objects & { readonly modes: readonly ('iptables' | 'nftables')[]; readonly connections: readonly (Connection & { readonly earlier?: readonly EarlierConnection[] })[] };

function shown(found: Route): unknown {
  if (found.verdict !== 'DNAT') return { verdict: found.verdict };
  return { verdict: 'DNAT', endpoints: found.endpoints.map(({ endpoint, probability, snat }) => ({ endpoint, probability, snat })) };
}

/** Where each connection goes; in both modes, where the case is for both: if they differ that is said instead. */
export function replayRoute(one: RouteCase): unknown {
  const node = { localAddresses: localAddressesOf(one), podCIDRs: one.node.spec?.podCIDRs ?? [] };
  const [first, ...others] = one.modes.map((mode) => {
    const states = new Map<Family, ProxyState>();
    const stateOf = (family: Family): ProxyState => {
      let state = states.get(family);
      if (state === undefined) states.set(family, (state = syncProxy(proxySettings(one.config, hostOf(one), mode, family), undefined, one.events).state));
      return state;
    };
    return one.connections.map(({ earlier, ...connection }) => shown(route(stateOf(connection.to.includes(':') ? 'IPv6' : 'IPv4'), node, connection, earlier)));
  });
  const differing = others.find((other) => modesOf(other) !== modesOf(first));
  return differing === undefined ? first : { modesDiffer: [first, differing] };
}
