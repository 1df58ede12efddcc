import type { ProxyEndpoint } from '../endpoints';
import { detected } from '../iptables/base';
import { byChain, KEY_SEPARATOR } from '../netfilter/rules';
import type { Action, ChainGroup, Element, Range, Rule, Term } from '../netfilter/rules';
import type { Plan } from '../plan';
import { rangesHold } from '../service-ports';
import type { ServicePort } from '../service-ports';
import type { ProxySettings } from '../settings';
import { affinitySet } from './base';
import type { Operation } from './base';
import { CHAIN, endpointNames, MAP, portChains, SET } from './names';
import type { PortChains } from './names';

/** What one Service port puts into the table, in the order in which the proxier writes it. */
export interface NftablesBlock extends ChainGroup {
  readonly operations: readonly Operation[];
  readonly elements: readonly Element[];
  readonly ownChains: readonly string[];
  readonly ownSets: readonly string[];
}

type Names = ReturnType<typeof endpointNames>;

/** The addresses and ports that a Service port is reached at, as entries of the maps. */
function captured(plan: Plan, chains: PortChains, fwChain: Operation[]): Operation[] {
  const { port, hasEndpoints, hasExternal } = plan;
  const protocol = port.protocol.toLowerCase();
  const operations: Operation[] = [];
  const refusal: Action = hasEndpoints ? { do: 'drop' } : { do: 'goto', to: CHAIN.reject };
  const external: Action = { do: 'goto', to: chains.external };
  const put = (container: string, parts: readonly (string | number)[], verdict?: Action, comment?: string): void =>
    void operations.push({ add: 'element', element: { container, key: parts.join(KEY_SEPARATOR), ...(verdict === undefined ? {} : { verdict }), ...(comment === undefined ? {} : { comment }) } });

  put(SET.clusterIPs, [port.clusterIP]);
  const toCluster = [port.clusterIP, protocol, port.port];
  if (plan.hasInternal) put(MAP.serviceIPs, toCluster, { do: 'goto', to: plan.internal === 'local' ? chains.local : chains.cluster });
  else put(MAP.noEndpointServices, toCluster, refusal, port.key);
  for (const address of port.externalIPs) {
    if (hasEndpoints) put(MAP.serviceIPs, [address, protocol, port.port], external);
    if (!hasExternal) put(MAP.noEndpointServices, [address, protocol, port.port], refusal, port.key);
  }
  operations.push(...fwChain);
  for (const address of port.loadBalancerIPs) {
    if (hasEndpoints) put(MAP.serviceIPs, [address, protocol, port.port], external);
    if (plan.restrictsSources) put(MAP.firewallIPs, [address, protocol, port.port], { do: 'goto', to: chains.firewall });
  }
  if (!hasExternal) for (const address of port.loadBalancerIPs) put(MAP.noEndpointServices, [address, protocol, port.port], refusal, port.key);
  if (port.nodePort !== 0) {
    if (hasEndpoints) put(MAP.serviceNodePorts, [protocol, port.nodePort], external);
    if (!hasExternal) put(MAP.noEndpointNodePorts, [protocol, port.nodePort], refusal, port.key);
  }
  return operations;
}

function externalRules(plan: Plan, chains: PortChains, { localDetector, masqueradeMark: mark }: ProxySettings): Rule[] {
  const rules: Rule[] = [];
  const add = (terms: readonly Term[], action: Action, comment: string): void => void rules.push({ chain: chains.external, terms, actions: [action], comment });
  if (!plan.port.externalLocal) add([], { do: 'mark', mark }, 'masquerade');
  else {
    const toCluster: Action = { do: 'goto', to: chains.cluster };
    const fromNode: Term = { on: 'local', side: 'source' };
    if (localDetector !== undefined) add([detected(localDetector, false)], toCluster, 'short-circuit pod traffic');
    add([fromNode], { do: 'mark', mark }, 'masquerade local traffic');
    add([fromNode], toCluster, 'short-circuit local traffic');
  }
  if (plan.hasExternal) rules.push({ chain: chains.external, terms: [], actions: [{ do: 'goto', to: plan.external === 'local' ? chains.local : chains.cluster }] });
  return rules;
}

function firewallRule({ port }: Plan, chains: PortChains, { nodeIp }: ProxySettings): Rule {
  const own: readonly Range[] = rangesHold(port.sourceRanges, nodeIp) ? port.loadBalancerIPs.map((text) => ({ text })) : [];
  return { chain: chains.firewall, terms: [{ on: 'source', ranges: [...port.sourceRanges, ...own], not: true, braces: ' , ' }], actions: [{ do: 'drop' }] };
}

/** writeServiceToEndpointDNATs, and writeServiceToEndpointJumps where clients keep their endpoint. */
function spreadRules(port: ServicePort, chain: string, endpoints: readonly ProxyEndpoint[], namesOf: (endpoint: ProxyEndpoint) => Names): Rule[] {
  const { affinitySeconds: seconds } = port;
  if (seconds === undefined) return [{ chain, terms: [{ on: 'protocol', is: port.protocol.toLowerCase() }], actions: [{ do: 'spread', to: endpoints }] }];
  return [
    ...endpoints.map((endpoint): Rule => ({ chain, terms: [{ on: 'remembered', list: namesOf(endpoint).affinity, seconds }], actions: [{ do: 'goto', to: namesOf(endpoint).chain }] })),
    { chain, terms: [], actions: [{ do: 'spread-chains', to: endpoints.map((endpoint) => namesOf(endpoint).chain) }] },
  ];
}

/** One round of the loop in syncProxyRules (pkg/proxy/nftables/proxier.go). */
export function nftablesBlock(plan: Plan, settings: ProxySettings): NftablesBlock {
  const { port } = plan;
  const protocol = port.protocol.toLowerCase();
  const chains = portChains(port);
  const sticky = port.affinitySeconds !== undefined;
  const names = new Map(sticky ? plan.reachable.map((endpoint) => [endpoint.address, endpointNames(port, endpoint)]) : []);
  const namesOf = ({ address }: ProxyEndpoint): Names => names.get(address)!;
  const chain = (name: string): Operation => ({ add: 'chain', name });
  const operations: Operation[] = [];
  for (const endpoint of plan.reachable) {
    if (sticky) operations.push(chain(namesOf(endpoint).chain));
    // A Pod that is sent to itself has to see another source than itself.
    if (endpoint.local) operations.push({ add: 'element', element: { container: SET.hairpin, key: [endpoint.ip, endpoint.ip, protocol, endpoint.port].join(KEY_SEPARATOR) } });
  }
  if (plan.usesClusterChain) operations.push(chain(chains.cluster));
  if (plan.usesLocalChain) operations.push(chain(chains.local));
  if (plan.usesExternalChain) operations.push(chain(chains.external));
  operations.push(...captured(plan, chains, plan.restrictsSources ? [chain(chains.firewall)] : []));
  const rules: Rule[] = [];
  if (plan.usesExternalChain) rules.push(...externalRules(plan, chains, settings));
  if (plan.restrictsSources) rules.push(firewallRule(plan, chains, settings));
  operations.push(...rules.map((rule): Operation => ({ add: 'rule', rule })));
  if (port.affinitySeconds !== undefined) {
    const body = affinitySet(settings.family, port.affinitySeconds);
    operations.push(...plan.reachable.map((endpoint): Operation => ({ add: 'set', name: namesOf(endpoint).affinity, body })));
  }
  const spread = [
    ...(plan.usesClusterChain ? spreadRules(port, chains.cluster, plan.cluster ?? [], namesOf) : []),
    ...(plan.usesLocalChain ? spreadRules(port, chains.local, plan.local ?? [], namesOf) : []),
    ...(sticky
      ? plan.reachable.flatMap((endpoint): Rule[] => [
        { chain: namesOf(endpoint).chain, terms: [], actions: [{ do: 'remember', list: namesOf(endpoint).affinity }] },
        { chain: namesOf(endpoint).chain, terms: [{ on: 'protocol', is: protocol }], actions: [{ do: 'dnat', to: endpoint }] },
      ])
      : []),
  ];
  operations.push(...spread.map((rule): Operation => ({ add: 'rule', rule })));
  let chainMap: ReadonlyMap<string, readonly Rule[]> | undefined;
  return {
    operations,
    elements: operations.flatMap((one) => (one.add === 'element' ? [one.element] : [])),
    ownChains: operations.flatMap((one) => (one.add === 'chain' ? [one.name] : [])),
    ownSets: operations.flatMap((one) => (one.add === 'set' ? [one.name] : [])),
    get chains() { return (chainMap ??= byChain([...rules, ...spread])); },
  };
}
