import { iptablesJumps, iptablesTables, syncIptables } from './iptables/proxier';
import type { IptablesState, IptablesSync } from './iptables/proxier';
import { iptablesRestore } from './iptables/restore';
import { nftablesTable, syncNftables } from './nftables/proxier';
import type { NftablesState, NftablesSync } from './nftables/proxier';
import type { Table } from './netfilter/rules';
import type { ProxySettings } from './settings';
import { nothingTracked, track } from './tracker';
import type { ProxyEvent } from './tracker';

export type ProxyState = IptablesState | NftablesState;
export interface ProxySync {
  readonly state: ProxyState;
  readonly full: boolean;
  /** What is handed to the kernel: input of iptables-restore, or a transaction of nft. Made when it is asked for. */
  readonly lines: () => readonly string[];
  /** The kernel's table of connections is looked through for stale ones. */
  readonly checksConntrack: boolean;
}

const ofIptables = (sync: IptablesSync): Omit<ProxySync, 'checksConntrack'> => ({ state: sync.state, full: sync.full, lines: () => iptablesRestore(sync) });
const ofNftables = ({ state, full, transaction }: NftablesSync): Omit<ProxySync, 'checksConntrack'> => ({ state, full, lines: transaction });

/**
 * One sync of a proxier with what it heard since the last one. Pure: the state given stays as it was. Other settings than before (a zone label of the node, say) make
 * it a full one. `now`: seconds on any clock that does not go back.
 */
export function syncProxy(settings: ProxySettings, before: ProxyState | undefined, events: readonly ProxyEvent[], now = 0): ProxySync {
  const change = track(before?.tracked ?? nothingTracked(settings.family, settings.nodeName), events);
  const same = before?.settings === settings;
  const synced = settings.mode === 'iptables'
    ? ofIptables(syncIptables(settings, same && before.mode === 'iptables' ? before : undefined, change))
    : ofNftables(syncNftables(settings, same && before.mode === 'nftables' ? before : undefined, change, now));
  return { ...synced, checksConntrack: change.checksConntrack };
}

/** A table of the kernel with its name and the base chains that a hook runs, in order. */
export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
export interface HookChain {
  readonly table: Table;
  readonly name: string;
  readonly chain: string;
}
export type Hooks = Readonly<Record<Hook, readonly HookChain[]>>;

function hooksOf(state: ProxyState): Hooks {
  if (state.mode === 'iptables') {
    const tables = iptablesTables(state);
    const nat = (chain: string): HookChain => ({ table: tables.nat, name: 'nat', chain });
    const filter = (chain: string): HookChain => ({ table: tables.filter, name: 'filter', chain });
    return { prerouting: [nat('PREROUTING')], input: [filter('INPUT')], forward: [filter('FORWARD')], output: [nat('OUTPUT'), filter('OUTPUT')], postrouting: [nat('POSTROUTING')] };
  }
  const table = nftablesTable(state);
  const all = (...chains: readonly string[]): readonly HookChain[] => chains.map((chain) => ({ table, name: 'kube-proxy', chain }));
  return {
    prerouting: all('filter-prerouting-pre-dnat', 'nat-prerouting'),
    input: all('filter-input'),
    forward: all('filter-forward'),
    output: all('filter-output-pre-dnat', 'nat-output', 'filter-output'),
    postrouting: all('nat-postrouting'),
  };
}

const made = new WeakMap<ProxyState, Hooks>();

/** The tables of a state by hook; made once for a state. */
export function hooks(state: ProxyState): Hooks {
  let known = made.get(state);
  if (known === undefined) made.set(state, (known = hooksOf(state)));
  return known;
}

export { iptablesJumps };
