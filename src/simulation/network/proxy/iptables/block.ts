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

/** Chains in the order of their making, and their rules. */
export interface OwnChains {
  readonly chains: readonly string[];
  readonly rules: readonly Rule[];
}

/** What one Service port puts into the tables. */
export interface IptablesBlock extends ChainGroup {
  /** Into the common chains of the filter table; written in every sync. */
  readonly filter: readonly Rule[];
  /** Into the common chains of the nat table; written in every sync. */
  readonly shared: readonly Rule[];
  /** Its own chains of the nat table, written when it changed. Made for who asks and not kept: rules for many endpoints weigh a lot. */
  readonly own: () => OwnChains;
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

/** computeProbability, as a term; one for each number of endpoints. */
const chances: Term[] = [];
const chance = (n: number): Term => (chances[n] ??= { on: 'chance', share: (1 / n).toFixed(10) });

interface Chained {
  readonly endpoint: ProxyEndpoint;
  readonly chain: string;
  /** Jumps to its chain. */
  readonly actions: readonly Action[];
}

const MARK: readonly Action[] = [{ do: 'jump', to: CHAIN.markMasquerade }];
const NO_TERMS: readonly Term[] = [];

/** writeServiceToEndpointRules: first those who were here before, then by lot. */
function spreadRules(rules: Rule[], port: ServicePort, chain: string, endpoints: readonly Chained[], comments: boolean): void {
  const about = ({ endpoint }: Chained): readonly Term[] => (comments ? [comment(`${port.key} -> ${endpoint.address}`)] : NO_TERMS);
  const { affinitySeconds: seconds } = port;
  if (seconds !== undefined) {
    for (const one of endpoints) rules.push({ chain, terms: [...about(one), { on: 'remembered', list: one.chain, seconds }], actions: one.actions });
  }
  for (let i = 0; i < endpoints.length; i += 1) {
    const one = endpoints[i]!;
    const left = endpoints.length - i;
    rules.push({ chain, terms: left === 1 ? about(one) : comments ? [...about(one), chance(left)] : [chance(left)], actions: one.actions });
  }
}

/** A Pod that is sent to itself has to see another source; then on to it. */
function endpointRules(rules: Rule[], { affinitySeconds, key, protocol }: ServicePort, endpoints: readonly Chained[], comments: boolean): void {
  const about: readonly Term[] = comments ? [{ on: 'comment', text: key }] : NO_TERMS;
  const served: readonly Term[] = [...about, { on: 'protocol', is: protocol.toLowerCase() }];
  for (const { endpoint, chain } of endpoints) {
    const source: Term = { on: 'source', ranges: [{ text: endpoint.ip }] };
    rules.push({ chain, terms: comments ? [...about, source] : [source], actions: MARK });
    const terms: readonly Term[] = affinitySeconds === undefined ? served : [...about, { on: 'remember', list: chain }, served.at(-1)!];
    rules.push({ chain, terms, actions: [{ do: 'dnat', to: endpoint }] });
  }
}

function ownChains(plan: Plan, chains: PortChains, settings: ProxySettings, comments: boolean): OwnChains {
  const { port } = plan;
  const names: string[] = [];
  const own: Rule[] = [];
  if (plan.hasInternal && (settings.masqueradeAll || settings.localDetector !== undefined)) {
    const outsiders = settings.masqueradeAll || settings.localDetector === undefined ? [] : [detected(settings.localDetector, true)];
    const terms = [comment(`${port.key} cluster IP`), ...portTerms(port.protocol.toLowerCase(), port.port, at(port.clusterIP)), ...outsiders];
    own.push(jump(plan.internal === 'local' ? chains.local : chains.cluster, terms, CHAIN.markMasquerade));
  }
  if (plan.usesExternalChain) {
    names.push(chains.external);
    own.push(...externalRules(plan, chains, settings));
  }
  if (plan.hasEndpoints && plan.restrictsSources) {
    names.push(chains.firewall);
    own.push(...firewallRules(plan, chains, settings));
  }
  const chained = plan.reachable.map((endpoint): Chained => {
    const chain = endpointChain(port, endpoint.address);
    return { endpoint, chain, actions: [{ do: 'jump', to: chain }] };
  });
  const ofThese = (endpoints: readonly ProxyEndpoint[]): readonly Chained[] => (endpoints.length === chained.length ? chained : chained.filter(({ endpoint }) => endpoints.includes(endpoint)));
  for (const [used, chain, endpoints] of [[plan.usesClusterChain, chains.cluster, plan.cluster], [plan.usesLocalChain, chains.local, plan.local]] as const) {
    if (!used) continue;
    names.push(chain);
    spreadRules(own, port, chain, ofThese(endpoints ?? []), comments);
  }
  for (const { chain } of chained) names.push(chain);
  endpointRules(own, port, chained, comments);
  return { chains: names, rules: own };
}

/** One round of the loop in syncProxyRules (pkg/proxy/iptables/proxier.go). `comments`: whether the endpoints' rules carry any; not in a large cluster. */
export function iptablesBlock(plan: Plan, endpointCount: number, settings: ProxySettings, comments: boolean): IptablesBlock {
  const chains = portChains(plan.port);
  const { filter, shared } = capture(plan, chains, settings);
  const own = (): OwnChains => ownChains(plan, chains, settings, comments);
  let chainMap: ReadonlyMap<string, readonly Rule[]> | undefined;
  return {
    filter, shared, own, endpointCount,
    get chains() { return (chainMap ??= byChain(own().rules)); },
  };
}
