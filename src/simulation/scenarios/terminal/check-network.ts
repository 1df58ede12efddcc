/** What a check finds out over the network: from a Pod, or from the reader's machine; nothing is left of it. */
import type { Pod } from '../../api';
import type { LabelSelector } from '../../api/types';
import { labelSelectorMatches } from '../../api';
import { podClient } from '../../cluster/network';
import type { Client } from '../../cluster/network';
import type { Cluster } from '../../cluster/state';
import { objectsIn } from '../../cluster/store/store';
import { resolveGlibc } from '../../network/dns/resolver';
import { DEBIAN_TOOLS } from '../../network/tools';
import type { TerminalNetwork } from './network';

export interface Asked {
  /** A URL, or a name. */
  readonly target: string;
  /** Whose address is asked instead of the one that the name leads to: `ingress/web@lab`, `svc/web`, or an address. */
  readonly via: string;
  /** `deploy/client@lab`, `pod/web-0`; '' for the reader's machine. */
  readonly from: string;
}

/** Draws among endpoints: what holds has to hold for all of them. */
const LOTS = [0.05, 0.5, 0.95];
const PATIENCE = '5';
const ENDINGS: Readonly<Record<number, string>> = { 6: 'no-name', 7: 'refused', 28: 'timed-out', 35: 'no-tls', 52: 'closed', 56: 'reset', 60: 'certificate' };
const TABLES: Readonly<Record<string, string>> = { ingress: 'ingresses.networking.k8s.io', svc: 'services', service: 'services', gateway: 'gateways.gateway.networking.k8s.io', gtw: 'gateways.gateway.networking.k8s.io' };

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

function named(text: string): Named {
  const [, kind = '', name = '', namespace = 'default'] = /^([a-z]+)\/([^@]+?)(?:@(.+))?$/.exec(text.trim()) ?? [];
  return { kind, name, namespace };
}

/** A running Pod that is meant: the Pod itself, or one of a Deployment's. */
function podOf({ server: { store } }: Cluster, { kind, name, namespace }: Named): Pod | undefined {
  const pods = (objectsIn(store.tables, 'pods', namespace) as Pod[]).filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.phase === 'Running');
  if (kind === 'pod') return pods.find(({ metadata }) => metadata.name === name);
  const owner = objectsIn(store.tables, 'deployments.apps', namespace).find(({ metadata }) => metadata.name === name) as { readonly spec?: { readonly selector?: LabelSelector } } | undefined;
  return owner === undefined ? undefined : pods.find(({ metadata }) => labelSelectorMatches(owner.spec?.selector, metadata.labels ?? {}));
}

interface Addressed {
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] }; readonly addresses?: readonly { readonly value?: string }[] };
}

function addressOf({ server: { store } }: Cluster, via: string): string | undefined {
  if (!via.includes('/')) return via;
  const { kind, name, namespace } = named(via);
  const found = objectsIn(store.tables, TABLES[kind] ?? '', namespace).find(({ metadata }) => metadata.name === name) as Addressed | undefined;
  return found?.status?.loadBalancer?.ingress?.[0]?.ip ?? found?.status?.addresses?.[0]?.value;
}

function clientOf(cluster: Cluster, network: TerminalNetwork, from: string, lot: number): Client | undefined {
  if (from === '') return network.client(true);
  const pod = podOf(cluster, named(from));
  return pod === undefined ? undefined : podClient(cluster, network.glance(lot), pod, pod.spec.containers[0]?.name ?? '');
}

/** What was found out of a cluster that is still the same; a look goes through all of DNS and the rules, and is asked for again and again. */
interface Memo {
  readonly tables: unknown;
  readonly machines: unknown;
  readonly second: number;
  readonly found: Map<string, readonly string[]>;
}

const memos = new WeakMap<TerminalNetwork, Memo>();

function once(cluster: Cluster, network: TerminalNetwork, key: string, look: () => readonly string[]): readonly string[] {
  const [tables, machines, second] = [cluster.server.store.tables, cluster.machines, Math.floor(cluster.clock.now / 1_000_000)];
  let memo = memos.get(network);
  if (memo === undefined || memo.tables !== tables || memo.machines !== machines || memo.second !== second) {
    memo = { tables, machines, second, found: new Map() };
    memos.set(network, memo);
  }
  const found = memo.found.get(key) ?? look();
  memo.found.set(key, found);
  return found;
}

/** For each draw what a request gives: `200 BODY`, or how it ends (`refused`, `timed-out`, `no-name` …). Empty where nobody is there to ask. */
export const gotten = (cluster: Cluster, network: TerminalNetwork, asked: Asked): readonly string[] => once(cluster, network, `get ${asked.target} ${asked.via} ${asked.from}`, () => get(cluster, network, asked));

function get(cluster: Cluster, network: TerminalNetwork, { target, via, from }: Asked): readonly string[] {
  const address = via === '' ? '' : addressOf(cluster, via);
  if (address === undefined) return [];
  return LOTS.flatMap((lot) => {
    const client = clientOf(cluster, network, from, lot);
    if (client === undefined) return [];
    const { stdout, exitCode } = DEBIAN_TOOLS['curl']!(['-sSk', '-m', PATIENCE, ...(address === '' ? [] : ['--connect-to', `::${address}:`]), '-w', '\n%{http_code}', target], network.glance(lot).worldOf(client));
    const end = stdout.lastIndexOf('\n');
    return [exitCode === 0 ? `${stdout.slice(end + 1)} ${stdout.slice(0, end)}` : (ENDINGS[exitCode] ?? 'failed')];
  });
}

/** The addresses that a name leads to. */
export const resolved = (cluster: Cluster, network: TerminalNetwork, asked: Asked): readonly string[] => once(cluster, network, `resolve ${asked.target} ${asked.from}`, () => resolve(cluster, network, asked));

function resolve(cluster: Cluster, network: TerminalNetwork, { target, from }: Asked): readonly string[] {
  const client = clientOf(cluster, network, from, 0);
  if (client === undefined) return [];
  const { resolvConf, hosts, servers, now } = network.glance(0).worldOf(client);
  return resolveGlibc(target, { family: 'inet', resolvConf, hosts, servers, from: client.address, now }).addresses;
}
