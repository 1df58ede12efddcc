import type { ProxyEndpoint } from '../endpoints';
import { byChain } from '../netfilter/rules';
import type { Action, ChainGroup, Range, Rule, Term } from '../netfilter/rules';
import type { Plan } from '../plan';
import { rangesHold } from '../service-ports';
import type { ServicePort } from '../service-ports';
import type { ProxySettings } from '../settings';
import { comment, detected, jump } from './base';
import { CHAIN, endpointChain, portChains } from './names';
import type { PortChains } from './names';

/** What one Service port puts into the tables. */
export interface IptablesBlock extends ChainGroup {
  /** Into the common chains of the filter table. */
  readonly filter: readonly Rule[];
  /** Into the common chains of the nat table; written in every sync. */
  readonly shared: readonly Rule[];
  /** Its own chains of the nat table, in the order of their making, and their rules; written when it changed. */
  readonly ownChains: readonly string[];
  readonly own: readonly Rule[];
  /** Endpoints of the Service port, usable or not. */
  readonly endpointCount: number;
}

const LOOPBACK_COUNTER = 'localhost_nps_accepted_pkts';
const LOOPBACK: Range = { text: '127.0.0.0/8', prefix: { network: { family: 4, words: [0x7f000000] }, length: 8 } };

const portTerms = (protocol: string, port: number, ...more: readonly Term[]): Term[] => [{ on: 'protocol', is: protocol }, ...more, { on: 'port', is: port }];
const at = (address: string): Term => ({ on: 'destination', ranges: [{ text: address }] });

/** The addresses and ports that a Service port is reached at: jumps to its chains, or why it cannot be reached. */
function capture(plan: Plan, chains: PortChains, settings: ProxySettings): { filter: Rule[]; shared: Rule[] } {
  const { port, hasEndpoints, hasInternal, hasExternal } = plan;
  const { key } = port;
  const protocol = port.protocol.toLowerCase();
  const [filter, shared]: [Rule[], Rule[]] = [[], []];
  const refusal: readonly Action[] = [{ do: hasEndpoints ? 'drop' : 'reject' }];
  const reason = comment(hasEndpoints ? `${key} has no local endpoints` : `${key} has no endpoints`);
  const refuse = (chain: string, ...terms: readonly Term[]): void => void filter.push({ chain, terms: [reason, ...terms], actions: refusal });
  const usesFirewall = hasEndpoints && plan.restrictsSources;

  const toCluster = portTerms(protocol, port.port, at(port.clusterIP));
  if (hasInternal) shared.push(jump(CHAIN.services, [comment(`${key} cluster IP`), ...toCluster], plan.internal === 'local' ? chains.local : chains.cluster));
  else refuse(CHAIN.services, ...toCluster);
  for (const address of port.externalIPs) {
    const terms = portTerms(protocol, port.port, at(address));
    if (hasEndpoints) shared.push(jump(CHAIN.services, [comment(`${key} external IP`), ...terms], chains.external));
    if (!hasExternal) refuse(CHAIN.externalServices, ...terms);
  }
  for (const address of port.loadBalancerIPs) {
    const terms = portTerms(protocol, port.port, at(address));
    if (hasEndpoints) shared.push(jump(CHAIN.services, [comment(`${key} loadbalancer IP`), ...terms], usesFirewall ? chains.firewall : chains.external));
    if (usesFirewall) filter.push({ chain: CHAIN.proxyFirewall, terms: [comment(`${key} traffic not accepted by ${chains.firewall}`), ...terms], actions: [{ do: 'drop' }] });
  }
  if (!hasExternal) for (const address of port.loadBalancerIPs) refuse(CHAIN.externalServices, ...portTerms(protocol, port.port, at(address)));
  if (port.nodePort !== 0) {
    const bare: Term = { on: 'comment', text: key };
    if (hasEndpoints && settings.localhostNodePorts && settings.nfacct) {
      shared.push(jump(CHAIN.nodePorts, [bare, ...portTerms(protocol, port.nodePort, { on: 'destination', ranges: [LOOPBACK] }), { on: 'count', counter: LOOPBACK_COUNTER }], chains.external));
    }
    if (hasEndpoints) shared.push(jump(CHAIN.nodePorts, [bare, ...portTerms(protocol, port.nodePort)], chains.external));
    if (!hasExternal) refuse(CHAIN.externalServices, { on: 'local', side: 'destination' }, ...portTerms(protocol, port.nodePort));
  }
  if (port.healthCheckNodePort !== 0) {
    filter.push({ chain: CHAIN.nodePorts, terms: [comment(`${key} health check node port`), ...portTerms('tcp', port.healthCheckNodePort)], actions: [{ do: 'accept' }] });
  }
  return { filter, shared };
}

/** Which traffic is masqueraded, and who from outside gets which endpoints. */
function externalRules(plan: Plan, chains: PortChains, { localDetector }: ProxySettings): Rule[] {
  const { key } = plan.port;
  const rules: Rule[] = [];
  const add = (text: string, terms: readonly Term[], to: string): void => void rules.push(jump(chains.external, [comment(text), ...terms], to));
  if (!plan.port.externalLocal) add(`masquerade traffic for ${key} external destinations`, [], CHAIN.markMasquerade);
  else {
    if (localDetector !== undefined) add(`pod traffic for ${key} external destinations`, [detected(localDetector, false)], chains.cluster);
    const fromNode: Term = { on: 'local', side: 'source' };
    add(`masquerade LOCAL traffic for ${key} external destinations`, [fromNode], CHAIN.markMasquerade);
    add(`route LOCAL traffic for ${key} external destinations`, [fromNode], chains.cluster);
  }
  if (plan.hasExternal) rules.push(jump(chains.external, [], plan.external === 'local' ? chains.local : chains.cluster));
  return rules;
}

function firewallRules({ port }: Plan, chains: PortChains, { nodeIp }: ProxySettings): Rule[] {
  const about = comment(`${port.key} loadbalancer IP`);
  // A node that asks for the address of a load balancer may well have it itself, and then asks from it.
  const own: readonly Range[] = rangesHold(port.sourceRanges, nodeIp) ? port.loadBalancerIPs.map((text) => ({ text })) : [];
  return [
    ...[...port.sourceRanges, ...own].map((range) => jump(chains.firewall, [about, { on: 'source', ranges: [range] }], chains.external)),
    { chain: chains.firewall, terms: [comment(`other traffic to ${port.key} will be dropped by ${CHAIN.proxyFirewall}`)], actions: [] },
  ];
}

/** computeProbability. */
const shares: string[] = [];
const share = (n: number): string => (shares[n] ??= (1 / n).toFixed(10));

/** writeServiceToEndpointRules: first those who were here before, then by lot. */
function spreadRules(port: ServicePort, chain: string, endpoints: readonly ProxyEndpoint[], chainOf: (endpoint: ProxyEndpoint) => string, comments: boolean): Rule[] {
  const rules: Rule[] = [];
  const about = ({ address }: ProxyEndpoint): readonly Term[] => (comments ? [comment(`${port.key} -> ${address}`)] : []);
  const { affinitySeconds: seconds } = port;
  if (seconds !== undefined) {
    for (const endpoint of endpoints) rules.push(jump(chain, [...about(endpoint), { on: 'remembered', list: chainOf(endpoint), seconds }], chainOf(endpoint)));
  }
  endpoints.forEach((endpoint, i) => {
    const left = endpoints.length - i;
    rules.push(jump(chain, left === 1 ? about(endpoint) : [...about(endpoint), { on: 'chance', share: share(left) }], chainOf(endpoint)));
  });
  return rules;
}

function endpointRules({ affinitySeconds, key, protocol }: ServicePort, endpoint: ProxyEndpoint, chain: string, comments: boolean): Rule[] {
  const about: readonly Term[] = comments ? [{ on: 'comment', text: key }] : [];
  const remember: readonly Term[] = affinitySeconds === undefined ? [] : [{ on: 'remember', list: chain }];
  return [
    jump(chain, [...about, { on: 'source', ranges: [{ text: endpoint.ip }] }], CHAIN.markMasquerade),
    { chain, terms: [...about, ...remember, { on: 'protocol', is: protocol.toLowerCase() }], actions: [{ do: 'dnat', to: endpoint }] },
  ];
}

/** One round of the loop in syncProxyRules (pkg/proxy/iptables/proxier.go). `comments`: whether the endpoints' rules carry any; not in a large cluster. */
export function iptablesBlock(plan: Plan, endpointCount: number, settings: ProxySettings, comments: boolean): IptablesBlock {
  const { port } = plan;
  const chains = portChains(port);
  const { filter, shared } = capture(plan, chains, settings);
  const ownChains: string[] = [];
  const own: Rule[] = [];
  if (plan.hasInternal && (settings.masqueradeAll || settings.localDetector !== undefined)) {
    const outsiders = settings.masqueradeAll || settings.localDetector === undefined ? [] : [detected(settings.localDetector, true)];
    const terms = [comment(`${port.key} cluster IP`), ...portTerms(port.protocol.toLowerCase(), port.port, at(port.clusterIP)), ...outsiders];
    own.push(jump(plan.internal === 'local' ? chains.local : chains.cluster, terms, CHAIN.markMasquerade));
  }
  if (plan.usesExternalChain) {
    ownChains.push(chains.external);
    own.push(...externalRules(plan, chains, settings));
  }
  if (plan.hasEndpoints && plan.restrictsSources) {
    ownChains.push(chains.firewall);
    own.push(...firewallRules(plan, chains, settings));
  }
  const names = new Map(plan.reachable.map((endpoint) => [endpoint.address, endpointChain(port, endpoint.address)]));
  const chainOf = ({ address }: ProxyEndpoint): string => names.get(address)!;
  for (const [used, chain, endpoints] of [[plan.usesClusterChain, chains.cluster, plan.cluster], [plan.usesLocalChain, chains.local, plan.local]] as const) {
    if (!used) continue;
    ownChains.push(chain);
    own.push(...spreadRules(port, chain, endpoints ?? [], chainOf, comments));
  }
  for (const endpoint of plan.reachable) {
    ownChains.push(chainOf(endpoint));
    own.push(...endpointRules(port, endpoint, chainOf(endpoint), comments));
  }
  let chainMap: ReadonlyMap<string, readonly Rule[]> | undefined;
  return { filter, shared, ownChains, own, endpointCount, get chains() { return (chainMap ??= byChain(own)); } };
}
