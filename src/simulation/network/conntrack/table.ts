import { staleFlows } from '../proxy';
import type { ProxyState } from '../proxy';
import { entryAt } from './entry';
import type { Entry, Tracked, Tuple } from './entry';

/** The connections that the nodes of a cluster remember. */
export type Table = readonly Tracked[];

const MOST = 2000;

const same = (a: Tuple, b: Tuple): boolean => a.from === b.from && a.to === b.to && a.toPort === b.toPort;

/** Takes in what kernels noted down; what is long over goes. Both questions that a resolver sends at once go out of one socket, so the second is the first one's connection. */
export function noted(table: Table, fresh: readonly Tracked[], now: number): Table {
  const added = fresh.filter((one) => one.protocol === 'TCP' || !table.some((known) => known.node === one.node && known.protocol === 'UDP' && known.at === one.at && known.original.toPort === 53 && same(known.original, one.original)));
  if (added.length === 0) return table;
  return [...table.filter((one) => entryAt(one, now) !== undefined), ...added].slice(-MOST);
}

/** Their programs hold these connections no longer. */
export const closed = (table: Table, those: ReadonlySet<Tracked>, now: number): Table => table.map((one) => (those.has(one) && one.until === undefined ? { ...one, until: now } : one));

const address = (ip: string, port: number): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

/** Without what a running kube-proxy has taken out of its node's table because nobody serves there any more (CleanStaleEntries). */
export function cleaned(table: Table, node: string, rules: ProxyState | undefined): Table {
  if (rules === undefined) return table;
  const flows = table.filter((one) => one.node === node && one.protocol === 'UDP').map((one) => ({
    one, protocol: one.protocol, from: address(one.original.from, one.original.fromPort), to: address(one.original.to, one.original.toPort), answers: address(one.reply.from, one.reply.fromPort),
  }));
  const stale = new Set(staleFlows(rules.tracked, flows).map(({ one }) => one));
  return stale.size === 0 ? table : table.filter((one) => !stale.has(one));
}

/** What a node remembers now, what was noted last first. */
export const entriesOf = (table: Table, node: string, now: number): readonly { readonly tracked: Tracked; readonly entry: Entry }[] =>
  table.filter((one) => one.node === node).flatMap((tracked) => {
    const entry = entryAt(tracked, now);
    return entry === undefined ? [] : [{ tracked, entry }];
  }).reverse();
