import type { Rule, Term } from '../netfilter/rules';
import type { LocalDetector, ProxySettings } from '../settings';
import { parsePrefix } from '../../../base/ip';
import { CHAIN } from './names';

/** Rules that are there whatever Services there are (syncProxyRules of pkg/proxy/iptables, outside its loop). */

export const comment = (text: string): Term => ({ on: 'comment', text: `"${text}"` });
export const jump = (chain: string, terms: readonly Term[], to: string): Rule => ({ chain, terms, actions: [{ do: 'jump', to }] });

const prefixRange = (text: string): { text: string; prefix: NonNullable<ReturnType<typeof parsePrefix>> } => ({ text, prefix: parsePrefix(text)! });
const NEW: Term = { on: 'state', any: ['NEW'] };

/** LocalTrafficDetector.IfLocal or IfNotLocal (pkg/proxy/util/localdetector.go). */
export const detected = (detector: LocalDetector, not: boolean): Term =>
  detector.by === 'source' ? { on: 'source', ranges: [prefixRange(detector.prefix)], not } : { on: 'interface', name: detector.name, prefix: detector.prefix, not };

type Jump = readonly [table: 'filter' | 'nat', to: string, from: string, comment: string, onlyNew: boolean];

/** iptablesJumpChains and iptablesKubeletJumpChains, in the order in which they are put in front of the built-in chains. */
const JUMPS: readonly Jump[] = [
  ['filter', CHAIN.externalServices, 'INPUT', 'kubernetes externally-visible service portals', true],
  ['filter', CHAIN.externalServices, 'FORWARD', 'kubernetes externally-visible service portals', true],
  ['filter', CHAIN.nodePorts, 'INPUT', 'kubernetes health check service ports', false],
  ['filter', CHAIN.services, 'FORWARD', 'kubernetes service portals', true],
  ['filter', CHAIN.services, 'OUTPUT', 'kubernetes service portals', true],
  ['filter', CHAIN.forward, 'FORWARD', 'kubernetes forwarding rules', false],
  ['filter', CHAIN.proxyFirewall, 'INPUT', 'kubernetes load balancer firewall', true],
  ['filter', CHAIN.proxyFirewall, 'OUTPUT', 'kubernetes load balancer firewall', true],
  ['filter', CHAIN.proxyFirewall, 'FORWARD', 'kubernetes load balancer firewall', true],
  ['nat', CHAIN.services, 'OUTPUT', 'kubernetes service portals', false],
  ['nat', CHAIN.services, 'PREROUTING', 'kubernetes service portals', false],
  ['nat', CHAIN.postrouting, 'POSTROUTING', 'kubernetes postrouting rules', false],
  ['filter', CHAIN.kubeletFirewall, 'INPUT', '', false],
  ['filter', CHAIN.kubeletFirewall, 'OUTPUT', '', false],
];

const BUILT_IN = { nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'], filter: ['INPUT', 'FORWARD', 'OUTPUT'] } as const;

/** The jumps out of the built-in chains of a table, by chain: what came last stands first. */
export function jumpRules(table: 'filter' | 'nat'): readonly Rule[] {
  return BUILT_IN[table].flatMap((chain) =>
    JUMPS.filter(([of, , from]) => of === table && from === chain)
      .map(([, to, , text, onlyNew]) => jump(chain, [...(onlyNew ? [NEW] : []), ...(text === '' ? [] : [comment(text)])], to))
      .reverse());
}

export const TOP_CHAINS = {
  filter: [CHAIN.services, CHAIN.externalServices, CHAIN.forward, CHAIN.nodePorts, CHAIN.proxyFirewall],
  nat: [CHAIN.services, CHAIN.nodePorts, CHAIN.postrouting, CHAIN.markMasquerade],
} as const;

/** Written before the rules of Services. */
export function rulesBefore({ masqueradeMark: mark, localhostNodePorts }: ProxySettings): { readonly filter: readonly Rule[]; readonly nat: readonly Rule[] } {
  const loopback = [prefixRange('127.0.0.0/8')];
  return {
    nat: [
      { chain: CHAIN.postrouting, terms: [{ on: 'mark', mark, not: true }], actions: [{ do: 'return' }] },
      { chain: CHAIN.postrouting, terms: [], actions: [{ do: 'unmark', mark }] },
      { chain: CHAIN.postrouting, terms: [comment('kubernetes service traffic requiring SNAT')], actions: [{ do: 'masquerade' }] },
      { chain: CHAIN.markMasquerade, terms: [], actions: [{ do: 'mark', mark }] },
    ],
    filter: localhostNodePorts
      ? [{
        chain: CHAIN.kubeletFirewall,
        terms: [comment('block incoming localnet connections'), { on: 'destination', ranges: loopback }, { on: 'source', ranges: loopback, not: true }, { on: 'state', any: ['RELATED', 'ESTABLISHED', 'DNAT'], not: true }],
        actions: [{ do: 'drop' }],
      }]
      : [],
  };
}

/** Written behind the rules of Services: the jump to the node ports has to be the last one. */
export function rulesAfter({ family, masqueradeMark: mark, localhostNodePorts, nodePortAddresses, nfacct }: ProxySettings): { readonly filter: readonly Rule[]; readonly nat: readonly Rule[] } {
  const last = comment('kubernetes service nodeports; NOTE: this must be the last rule in this chain');
  const noLoopback: readonly Term[] = family === 'IPv6' || !localhostNodePorts ? [{ on: 'destination', ranges: [prefixRange(family === 'IPv6' ? '::1/128' : '127.0.0.0/8')], not: true }] : [];
  const isServed = (address: string): boolean => localhostNodePorts || !(address === '::1' || address.startsWith('127.'));
  return {
    nat: nodePortAddresses === 'all'
      ? [jump(CHAIN.services, [last, { on: 'local', side: 'destination' }, ...noLoopback], CHAIN.nodePorts)]
      : nodePortAddresses.filter(isServed).map((text) => jump(CHAIN.services, [last, { on: 'destination', ranges: [{ text }] }], CHAIN.nodePorts)),
    filter: [
      { chain: CHAIN.forward, terms: [{ on: 'state', any: ['INVALID'] }, ...(nfacct ? [{ on: 'count', counter: 'ct_state_invalid_dropped_pkts' } as const] : [])], actions: [{ do: 'drop' }] },
      { chain: CHAIN.forward, terms: [comment('kubernetes forwarding rules'), { on: 'mark', mark }], actions: [{ do: 'accept' }] },
      { chain: CHAIN.forward, terms: [comment('kubernetes forwarding conntrack rule'), { on: 'state', any: ['RELATED', 'ESTABLISHED'] }], actions: [{ do: 'accept' }] },
    ],
  };
}
