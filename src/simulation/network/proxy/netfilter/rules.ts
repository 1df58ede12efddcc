import type { Prefix } from '../../../base/ip';

/**
 * Rules of netfilter as objects, for both of kube-proxy's modes: the packet walk decides by them and the texts for iptables-restore and nft are
 * printed from them, so that what is shown is what decides.
 */

/** Addresses: with `prefix` a range, without it the one address that the text is. */
export interface Range {
  readonly text: string;
  readonly prefix?: Prefix;
}

/** Parts of a packet that sets and maps are asked for. */
export type Field = 'source' | 'destination' | 'protocol' | 'port';

/** What a rule asks for, in the order in which it is written; all of it has to be true. `braces`: how nft separates the ranges of an anonymous set. */
export type Term =
  | { readonly on: 'source' | 'destination'; readonly ranges: readonly Range[]; readonly not?: boolean; readonly braces?: ' , ' | ',' }
  | { readonly on: 'protocol'; readonly is: string }
  | { readonly on: 'port'; readonly is: number }
  | { readonly on: 'interface'; readonly name: string; readonly prefix: boolean; readonly not?: boolean }
  /** The address is one of this machine's. */
  | { readonly on: 'local'; readonly side: 'source' | 'destination' }
  | { readonly on: 'mark'; readonly mark: string; readonly not?: boolean }
  /** State of the connection, any of them. */
  | { readonly on: 'state'; readonly any: readonly string[]; readonly not?: boolean }
  /** True for this share of packets, as written. */
  | { readonly on: 'chance'; readonly share: string }
  /** The client is on a list, and was put there no longer ago than this. */
  | { readonly on: 'remembered'; readonly list: string; readonly seconds: number }
  | { readonly on: 'member'; readonly set: string; readonly key: readonly Field[] }
  /** Always true: puts the client on a list, counts the packet, says something to people. */
  | { readonly on: 'remember'; readonly list: string }
  | { readonly on: 'count'; readonly counter: string }
  | { readonly on: 'comment'; readonly text: string };

/** What a rule does, in order. */
export type Action =
  | { readonly do: 'jump' | 'goto'; readonly to: string }
  | { readonly do: 'accept' | 'drop' | 'reject' | 'return' | 'masquerade' }
  | { readonly do: 'mark' | 'unmark'; readonly mark: string }
  | { readonly do: 'dnat'; readonly to: Target }
  /** One of these, each as likely. */
  | { readonly do: 'spread'; readonly to: readonly Target[] }
  | { readonly do: 'spread-chains'; readonly to: readonly string[] }
  | { readonly do: 'remember'; readonly list: string }
  /** A map from parts of the packet to what to do. */
  | { readonly do: 'lookup'; readonly map: string; readonly key: readonly Field[] };

export interface Target {
  readonly address: string;
  readonly ip: string;
  readonly port: number;
}

export interface Rule {
  readonly chain: string;
  readonly terms: readonly Term[];
  readonly actions: readonly Action[];
  /** nftables only: there a comment stands behind the rule. */
  readonly comment?: string;
}

/** An entry of a set (without verdict) or map. */
export interface Element {
  readonly container: string;
  readonly key: string;
  readonly verdict?: Action;
  readonly comment?: string;
}

export const KEY_SEPARATOR = ' . ';

/** Rules that belong together because one Service port made them, with the chains that only they jump to. */
export interface RuleGroup {
  readonly rules: readonly Rule[];
  readonly group: ChainGroup | undefined;
}

export interface ChainGroup {
  readonly chains: ReadonlyMap<string, readonly Rule[]>;
}

/** What the walk needs of one table. A chain is a list of pieces: its rules stand in the order of the pieces. */
export interface Table {
  chain(name: string, group: ChainGroup | undefined): readonly RuleGroup[];
  element(container: string, key: string): { readonly element: Element; readonly group: ChainGroup | undefined } | undefined;
}

/** Rules by chain, each chain in order. */
export function byChain(rules: readonly Rule[]): Map<string, Rule[]> {
  const chains = new Map<string, Rule[]>();
  for (const rule of rules) {
    const chain = chains.get(rule.chain);
    if (chain === undefined) chains.set(rule.chain, [rule]);
    else chain.push(rule);
  }
  return chains;
}
