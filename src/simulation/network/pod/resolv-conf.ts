import { formatIp, parseIpSloppy } from '../../base/ip';
import { quote } from '../../base/go/quote';
import type { Pod } from '../../api';

/** DNS settings of a Pod as the kubelet hands them to the container runtime (pkg/kubelet/network/dns). */

export interface KubeletDns {
  readonly clusterDNS?: readonly string[] | null;
  readonly clusterDomain?: string;
  /** Text of the node's resolv.conf; null: the kubelet runs with `--resolv-conf ""`. */
  readonly resolvConf: string | null;
  readonly nodeIPs?: readonly string[];
}

export interface PodDns {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** In the order of their names; the kubelet's own order is a matter of chance. */
  readonly options: readonly string[];
}

export interface DnsEvent {
  readonly on: 'node' | 'pod';
  readonly type: 'Warning';
  readonly reason: 'DNSConfigForming' | 'MissingClusterDNS' | 'CheckLimitsForResolvConf';
  readonly message: string;
}

export type PodDnsResult = { readonly dns: PodDns; readonly events: readonly DnsEvent[] } | { readonly error: string; readonly events: readonly DnsEvent[] };

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const LONGEST_SEARCH = 253;
const LONGEST_SEARCH_LINE = 2048;

type Options = ReadonlyMap<string, string>;
interface Host {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: Options;
  readonly error?: string;
}

const optionName = (text: string): string => text.split(':')[0]!;

/** parseResolvConf: name servers add up, the last search line counts, options by name. Lines with `domain` or `;` mean nothing to it. */
export function parseResolvConf(text: string): Host {
  const nameservers: string[] = [];
  let searches: readonly string[] = [];
  const options = new Map<string, string>();
  let empty = false;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const [word = '', ...rest] = trimmed.startsWith('#') || trimmed === '' ? [] : trimmed.split(/\s+/);
    if (word === 'nameserver' && rest.length === 0) empty = true;
    else if (word === 'nameserver') nameservers.push(rest[0]!);
    else if (word === 'search') searches = rest.filter((one) => one !== '.').map((one) => one.replace(/\.$/, ''));
    else if (word === 'options') for (const one of rest) options.set(optionName(one), one);
  }
  return { nameservers, searches, options, ...(empty ? { error: 'nameserver list is empty ' } : {}) };
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** getPodDNSType: on the node's network ClusterFirst means the node's settings. */
function kindOf({ spec }: Pod): 'cluster' | 'host' | 'none' {
  switch (spec.dnsPolicy) {
    case 'None': return 'none';
    case 'Default': return 'host';
    case 'ClusterFirst': return spec.hostNetwork === true ? 'host' : 'cluster';
    default: return 'cluster';
  }
}

const warning = (on: 'node' | 'pod', reason: DnsEvent['reason'], message: string): DnsEvent => ({ on, type: 'Warning', reason, message });

/** formDNSSearchFitsLimits. */
function fittingSearches(all: readonly string[], events: DnsEvent[]): readonly string[] {
  let kept = all.slice(0, MOST_SEARCHES).filter((one) => one.length <= LONGEST_SEARCH);
  while (kept.join(' ').length > LONGEST_SEARCH_LINE) kept = kept.slice(0, -1);
  if (kept.length < all.length) events.push(warning('pod', 'DNSConfigForming', `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${kept.join(' ')}`));
  return kept;
}

/** Without a resolv.conf of the node: the resolver on the machine itself, in each of its families. */
function loopbackServers(nodeIPs: readonly string[]): readonly string[] {
  const servers = nodeIPs.map((text) => (parseIpSloppy(text)?.family === 6 ? '::1' : '127.0.0.1'));
  return servers.length === 0 ? ['127.0.0.1'] : servers;
}

/** mergeDNSOptions: the Pod's replace the others of their name; an option without a value has no colon. */
function mergedOptions(options: Options, own: readonly { readonly name?: string; readonly value?: string }[]): Options {
  const parts: [string, string][] = [...options.values()].map((text) => [optionName(text), text.slice(optionName(text).length + 1)]);
  const merged = new Map([...parts, ...own.map(({ name = '', value = '' }): [string, string] => [name, value])]);
  return new Map([...merged].map(([name, value]) => [name, value === '' ? name : `${name}:${value}`]));
}

/** GetPodDNS. */
export function podDns(kubelet: KubeletDns, pod: Pod): PodDnsResult {
  const { clusterDomain = '', resolvConf, nodeIPs = [] } = kubelet;
  const clusterDNS = kubelet.clusterDNS ?? [];
  const { namespace = '', name = '', uid = '' } = pod.metadata;
  const host = parseResolvConf(resolvConf ?? '');
  const events: DnsEvent[] = [];
  if (host.error !== undefined) return { error: `Encountered error while parsing resolv conf file. Error: ${host.error}`, events };
  let { nameservers, searches } = host;
  let options: Options = host.options;
  const kind = kindOf(pod);
  if (kind === 'none') [nameservers, searches, options] = [[], [], new Map()];
  else if (kind === 'cluster' && clusterDNS.length > 0) {
    nameservers = clusterDNS.map((text) => formatIp(parseIpSloppy(text)!));
    if (clusterDomain !== '') searches = unique([`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain, ...searches]);
    options = new Map([['ndots', 'ndots:5']]);
  } else {
    if (kind === 'cluster') {
      const message = 'kubelet does not have ClusterDNS IP configured and cannot create Pod using "ClusterFirst" policy. Falling back to "Default" policy.';
      events.push(warning('node', 'MissingClusterDNS', message), warning('pod', 'MissingClusterDNS', `pod: ${quote(`${name}_${namespace}(${uid})`)}. ${message}`));
    }
    if (resolvConf === null) [nameservers, searches] = [loopbackServers(nodeIPs), ['.']];
  }
  const { dnsConfig } = pod.spec;
  if (dnsConfig !== undefined) {
    nameservers = unique([...nameservers, ...(dnsConfig.nameservers ?? [])]);
    searches = unique([...searches, ...(dnsConfig.searches ?? [])]);
    options = mergedOptions(options, dnsConfig.options ?? []);
  }
  if (nameservers.length > MOST_NAMESERVERS) {
    nameservers = nameservers.slice(0, MOST_NAMESERVERS);
    events.push(warning('pod', 'DNSConfigForming', `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${nameservers.join(' ')}`));
  }
  const kept = fittingSearches(searches, events);
  return { dns: { nameservers, searches: kept, options: [...options.values()].sort() }, events };
}

/** CheckLimitsForResolvConf: what the kubelet says of the node's file at its start. `path` is how the file is called. */
export function checkResolvConf({ clusterDomain = '', resolvConf }: KubeletDns, path: string): readonly DnsEvent[] {
  if (resolvConf === null) return [];
  const { searches, error } = parseResolvConf(resolvConf);
  const most = MOST_SEARCHES - (clusterDomain === '' ? 0 : 3);
  const say = (message: string): readonly DnsEvent[] => [warning('node', 'CheckLimitsForResolvConf', message)];
  if (error !== undefined) return say(error);
  if (searches.length > most) return say(`Resolv.conf file '${path}' contains search line consisting of more than ${most} domains!`);
  if (searches.some((one) => one.length > LONGEST_SEARCH)) return say(`Resolv.conf file ${quote(path)} contains a search path which length is more than allowed ${LONGEST_SEARCH} chars!`);
  if (searches.join(' ').length > LONGEST_SEARCH_LINE) return say(`Resolv.conf file '${path}' contains search line which length is more than allowed ${LONGEST_SEARCH_LINE} chars!`);
  return [];
}
