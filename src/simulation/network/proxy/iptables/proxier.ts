import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { byChain } from '../netfilter/rules';
import type { ChainGroup, Rule, RuleGroup, Table } from '../netfilter/rules';
import { planPort } from '../plan';
import type { ServicePort } from '../service-ports';
import type { ProxySettings } from '../settings';
import { categorizeEndpoints } from '../topology';
import { endpointsFor } from '../tracker';
import type { Tracked, TrackedChange } from '../tracker';
import { jumpRules, rulesAfter, rulesBefore } from './base';
import { iptablesBlock } from './block';
import type { IptablesBlock } from './block';
import { iptablesLine } from './text';

/** At this many endpoints rules lose their comments and old chains are no longer looked for in each sync (largeClusterEndpointsThreshold). */
const LARGE_CLUSTER = 1000;

export interface IptablesState {
  readonly mode: 'iptables';
  readonly settings: ProxySettings;
  readonly tracked: Tracked;
  /** By Service port, in the order of their texts. */
  readonly blocks: OrderedMap<string, IptablesBlock>;
  /** Endpoints of all Service ports. */
  readonly endpoints: number;
  /** Chains in the kernel that no rule leads to any more. */
  readonly stale: readonly string[];
}

/** One call of iptables-restore. */
export interface IptablesSync {
  readonly state: IptablesState;
  readonly full: boolean;
  /** Blocks whose own chains are written, by Service port in their order. */
  readonly written: readonly (readonly [string, IptablesBlock])[];
  readonly deletedChains: readonly string[];
}

/** Text orders as the port's name does, whatever the protocol. */
const blockKey = ({ key, protocol }: ServicePort): string => `${key}\0${protocol}`;

/**
 * syncProxyRules of pkg/proxy/iptables: the rules of Services that changed are made again. `before` undefined: the first sync, or a full one.
 * Go maps have no order: Services are written in the order of their names, chains to delete in the order of theirs. `cleanupDue`: the sync period has
 * passed since old chains were last looked for, which in a large cluster is not done in each sync.
 */
export function syncIptables(settings: ProxySettings, before: IptablesState | undefined, { tracked, changed }: TrackedChange, cleanupDue = before === undefined): IptablesSync {
  let blocks: OrderedMap<string, IptablesBlock> = before?.blocks ?? null;
  let endpoints = before?.endpoints ?? 0;
  const gone: string[] = [...(before?.stale ?? [])];
  const services = before === undefined ? [...byText.entries(tracked.services)].map(([name]) => name) : [...changed].sort();
  const fresh: (readonly [string, ServicePort, readonly ReturnType<typeof endpointsFor>[number][]])[] = [];
  for (const service of services) {
    for (const port of before === undefined ? [] : (byText.get(before.tracked.services, service) ?? [])) {
      const old = byText.get(blocks, blockKey(port));
      if (old === undefined) continue;
      blocks = byText.delete(blocks, blockKey(port));
      endpoints -= old.endpointCount;
      gone.push(...old.own().chains);
    }
    for (const port of byText.get(tracked.services, service) ?? []) {
      const all = endpointsFor(tracked, port);
      endpoints += all.length;
      fresh.push([blockKey(port), port, all]);
    }
  }
  const comments = endpoints <= LARGE_CLUSTER;
  const written: [string, IptablesBlock][] = [];
  for (const [key, port, all] of fresh) written.push([key, iptablesBlock(planPort(port, categorizeEndpoints(all, port, settings)), all.length, settings, comments)]);
  written.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (blocks === null) blocks = byText.from(written);
  else for (const [key, block] of written) blocks = byText.set(blocks, key, block);
  const kept = gone.length === 0 ? new Set<string>() : new Set(written.flatMap(([, { own }]) => own().chains));
  const stale = gone.filter((chain) => !kept.has(chain)).sort();
  const cleans = comments || cleanupDue;
  return { state: { mode: 'iptables', settings, tracked, blocks, endpoints, stale: cleans ? [] : stale }, full: before === undefined, written, deletedChains: cleans ? stale : [] };
}

/** The jumps that kube-proxy puts into the built-in chains, as `iptables -S` shows them. */
export const iptablesJumps = (): readonly string[] => (['nat', 'filter'] as const).flatMap((table) => jumpRules(table).map((rule) => `-t ${table} ${iptablesLine(rule)}`));

const noElement = (): undefined => undefined;

/** The tables as the kernel walks through them. */
export function iptablesTables({ settings, blocks }: IptablesState): Readonly<Record<'filter' | 'nat', Table>> {
  const all = [...byText.entries(blocks)].map(([, block]) => block);
  const tableOf = (table: 'filter' | 'nat', rulesOf: (block: IptablesBlock) => readonly Rule[]): Table => {
    const pieces = new Map<string, RuleGroup[]>();
    const add = (rules: readonly Rule[], group: ChainGroup | undefined): void => {
      for (const [chain, list] of byChain(rules)) {
        const known = pieces.get(chain);
        if (known === undefined) pieces.set(chain, [{ rules: list, group }]);
        else known.push({ rules: list, group });
      }
    };
    add([...jumpRules(table), ...rulesBefore(settings)[table]], undefined);
    for (const block of all) add(rulesOf(block), block);
    add(rulesAfter(settings)[table], undefined);
    return {
      chain: (name, group) => {
        const own = group?.chains.get(name);
        return own === undefined ? (pieces.get(name) ?? []) : [{ rules: own, group }];
      },
      element: noElement,
    };
  };
  return { filter: tableOf('filter', ({ filter }) => filter), nat: tableOf('nat', ({ shared }) => shared) };
}
