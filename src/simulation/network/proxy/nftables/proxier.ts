import { byText, compareText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { byChain } from '../netfilter/rules';
import type { ChainGroup, Element, RuleGroup, Table } from '../netfilter/rules';
import { planPort } from '../plan';
import type { ServicePort } from '../service-ports';
import type { ProxySettings } from '../settings';
import { categorizeEndpoints } from '../topology';
import { endpointsFor } from '../tracker';
import type { Tracked, TrackedChange } from '../tracker';
import { baseElements, baseRules, declarationLine, declarations } from './base';
import type { Operation } from './base';
import { nftablesBlock } from './block';
import type { NftablesBlock } from './block';
import { MAP, SET } from './names';
import { command, elementLine, nftRuleLine, verdictText } from './text';

export interface NftablesState {
  readonly mode: 'nftables';
  readonly settings: ProxySettings;
  readonly tracked: Tracked;
  /** By Service port, in the order of their texts. */
  readonly blocks: OrderedMap<string, NftablesBlock>;
  /** Empty chains that nothing leads to any more, with the second in which they were emptied: the kernel cannot always let go of them at once. */
  readonly stale: OrderedMap<string, number>;
}

export interface NftablesSync {
  readonly state: NftablesState;
  readonly full: boolean;
  /** Lines of the transaction; of a full sync those of the whole table. Made for who asks. */
  readonly transaction: () => readonly string[];
  /** Old chains that went in a transaction of their own before it. */
  readonly deletedChains: readonly string[];
}

const blockKey = ({ key, protocol }: ServicePort): string => `${key}\0${protocol}`;
const idOf = ({ container, key }: Element): string => `${container}\0${key}`;

/** The order in which the sets and maps are cleaned up. */
const CONTAINERS: readonly string[] = [SET.clusterIPs, MAP.serviceIPs, MAP.firewallIPs, MAP.noEndpointServices, MAP.noEndpointNodePorts, MAP.serviceNodePorts, SET.hairpin];

/** Which of these elements one of the blocks has. */
function heldBy(blocks: OrderedMap<string, NftablesBlock>, wanted: ReadonlySet<string>): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  if (wanted.size === 0) return found;
  for (const [, { elements }] of byText.entries(blocks)) for (const element of elements) if (wanted.has(idOf(element))) found.set(idOf(element), element);
  return found;
}

/**
 * syncProxyRules of pkg/proxy/nftables: only what differs is written. `before` undefined: the first sync, or a full one. `now` in seconds: chains that
 * have been empty for more than one are deleted. Services are written in the order of their names, as are chains to empty and elements to delete.
 */
export function syncNftables(settings: ProxySettings, before: NftablesState | undefined, { tracked, changed }: TrackedChange, now = 0): NftablesSync {
  const services = before === undefined ? [...byText.entries(tracked.services)].map(([name]) => name) : [...changed].sort(compareText);
  let blocks: OrderedMap<string, NftablesBlock> = before?.blocks ?? null;
  const old: NftablesBlock[] = [];
  for (const service of before === undefined ? [] : services) {
    for (const port of byText.get(before!.tracked.services, service) ?? []) {
      const block = byText.get(blocks, blockKey(port));
      if (block !== undefined) old.push(block);
      blocks = byText.delete(blocks, blockKey(port));
    }
  }
  const fresh: [string, NftablesBlock][] = [];
  for (const service of services) {
    for (const port of byText.get(tracked.services, service) ?? []) fresh.push([blockKey(port), nftablesBlock(planPort(port, categorizeEndpoints(endpointsFor(tracked, port), port, settings)), settings)]);
  }
  fresh.sort(([a], [b]) => compareText(a, b));
  const others = blocks;
  if (blocks === null) blocks = byText.from(fresh);
  else for (const [key, block] of fresh) blocks = byText.set(blocks, key, block);
  if (before === undefined) {
    const state: NftablesState = { mode: 'nftables', settings, tracked, blocks, stale: null };
    return { state, full: true, transaction: () => nftTable(state), deletedChains: [] };
  }
  const active = new Set(fresh.flatMap(([, { ownChains }]) => ownChains));
  const deletedChains = [...byText.entries(before.stale)].flatMap(([chain, since]) => (now - since > 1 ? [chain] : []));
  let stale: OrderedMap<string, number> = null;
  for (const chain of [...[...byText.entries(before.stale)].map(([name]) => name).filter((name) => !deletedChains.includes(name)), ...old.flatMap(({ ownChains }) => ownChains)]) {
    if (!active.has(chain)) stale = byText.set(stale, chain, now);
  }
  const written = fresh.map(([, block]) => block);
  const transaction = (): readonly string[] => [
    ...freshLines(settings, written, old, others),
    ...[...byText.entries(stale)].map(([chain]) => command('flush', 'chain', settings.family, chain)),
    ...leftovers(settings, written, old, others),
  ];
  return { state: { mode: 'nftables', settings, tracked, blocks, stale }, full: false, transaction, deletedChains };
}

/** Chains, rules and sets of what changed, and elements that were not there or said something else (ensureElem). */
function freshLines({ family }: ProxySettings, fresh: readonly NftablesBlock[], old: readonly NftablesBlock[], others: OrderedMap<string, NftablesBlock>): string[] {
  const before = new Map(old.flatMap(({ elements }) => elements).map((element) => [idOf(element), element]));
  const unknown = new Set(fresh.flatMap(({ elements }) => elements).map(idOf).filter((id) => !before.has(id)));
  const there = new Map([...before, ...heldBy(others, unknown)]);
  const valueOf = ({ verdict }: Element): string => (verdict === undefined ? '' : verdictText(verdict, family));
  const ensure = (element: Element): string[] => {
    const known = there.get(idOf(element));
    if (known !== undefined && valueOf(known) === valueOf(element)) return [];
    there.set(idOf(element), element);
    return [...(known === undefined ? [] : [elementLine('delete', element, family)]), elementLine('add', element, family)];
  };
  const lineOf = (one: Operation): string[] => {
    switch (one.add) {
      case 'chain': return [command('add', 'chain', family, one.name), command('flush', 'chain', family, one.name)];
      case 'set': return [command('add', 'set', family, `${one.name} { ${one.body} }`)];
      case 'rule': return [nftRuleLine(one.rule, family)];
      case 'element': return ensure(one.element);
    }
  };
  return fresh.flatMap(({ operations }) => operations.flatMap(lineOf));
}

/** Affinity sets and elements that nobody has any more (cleanupLeftoverKeys). */
function leftovers({ family }: ProxySettings, fresh: readonly NftablesBlock[], old: readonly NftablesBlock[], others: OrderedMap<string, NftablesBlock>): string[] {
  const now = new Set(fresh.flatMap(({ elements }) => elements).map(idOf));
  const sets = new Set(fresh.flatMap(({ ownSets }) => ownSets));
  const gone = new Map(old.flatMap(({ elements }) => elements).filter((element) => !now.has(idOf(element))).map((element) => [idOf(element), element]));
  for (const id of heldBy(others, new Set(gone.keys())).keys()) gone.delete(id);
  const deletedSets = old.flatMap(({ ownSets }) => ownSets).filter((name) => !sets.has(name)).sort(compareText);
  return [
    ...deletedSets.map((name) => command('delete', 'set', family, name)),
    ...CONTAINERS.flatMap((container) => [...gone.values()].filter((element) => element.container === container).map((element) => elementLine('delete', element, family)).sort(compareText)),
  ];
}

/** The table as text: what is declared, rules by chain, elements; each sorted. */
export function nftTable({ settings, blocks, stale }: NftablesState): readonly string[] {
  const { family } = settings;
  const all = [...byText.entries(blocks)].map(([, block]) => block);
  const declared = declarations(settings);
  const lines = (kind: string, own: readonly (readonly [name: string, line: string])[] = []): string[] =>
    [...declared.filter((one) => one.kind === kind).map((one): [string, string] => [one.name, declarationLine(one, family)]), ...own].sort(([a], [b]) => compareText(a, b)).map(([, line]) => line);
  const chains = [...all.flatMap(({ ownChains }) => ownChains), ...[...byText.entries(stale)].map(([name]) => name)];
  const sets = all.flatMap(({ operations }) => operations.flatMap((one) => (one.add === 'set' ? [[one.name, command('add', 'set', family, `${one.name} { ${one.body} }`)] as const] : [])));
  const rules = byChain([...baseRules(settings), ...all.flatMap(({ operations }) => operations.flatMap((one) => (one.add === 'rule' ? [one.rule] : [])))]);
  const elements = new Set([...baseElements(settings), ...all.flatMap((block) => block.elements)].map((element) => elementLine('add', element, family)));
  return [
    ...lines('table'),
    ...lines('chain', chains.map((name) => [name, command('add', 'chain', family, name)])),
    ...lines('set', sets),
    ...lines('map'),
    ...[...rules].sort(([a], [b]) => compareText(a, b)).flatMap(([, list]) => list.map((rule) => nftRuleLine(rule, family))),
    ...[...elements].sort(compareText),
  ];
}

/** The table as the kernel walks through it. */
export function nftablesTable({ settings, blocks }: NftablesState): Table {
  const base = new Map([...byChain(baseRules(settings))].map(([chain, rules]): [string, readonly RuleGroup[]] => [chain, [{ rules, group: undefined }]]));
  const elements = new Map<string, { element: Element; group: ChainGroup | undefined }>(baseElements(settings).map((element) => [idOf(element), { element, group: undefined }]));
  for (const [, block] of byText.entries(blocks)) for (const element of block.elements) elements.set(idOf(element), { element, group: block });
  return {
    chain: (name, group) => {
      const own = group?.chains.get(name);
      return own === undefined ? (base.get(name) ?? []) : [{ rules: own, group }];
    },
    element: (container, key) => elements.get(`${container}\0${key}`),
  };
}
