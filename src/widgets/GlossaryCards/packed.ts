import { BOXES, type Box, type Card, type Progress } from './leitner';

/** Cards that lie in one box since one day: box, day, ids with a space between them. */
export type Pile = readonly [box: Box, day: number, ids: string];

/** Progress as it is stored and shared: plain JSON, only answered cards. 430 cards take about 6 KB, or 3.6 KB deflated in an address. */
export type Packed = readonly Pile[];

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_ID = 80;
const MAX_CARDS = 2000;
/** The year 4707. */
const MAX_DAY = 1_000_000;

/** Piles by box and day, ids sorted, so that equal progress gives equal text. */
export function pack(progress: Progress): Packed {
  const piles = new Map<string, { card: Card; ids: string[] }>();
  for (const [id, card] of progress) {
    const key = `${card.box} ${card.day}`;
    const pile = piles.get(key) ?? { card, ids: [] };
    piles.set(key, pile);
    pile.ids.push(id);
  }
  return [...piles.values()]
    .sort((a, b) => a.card.box - b.card.box || a.card.day - b.card.day)
    .map(({ card, ids }): Pile => [card.box, card.day, ids.sort().join(' ')]);
}

export const unpack = (packed: Packed): Progress => new Map(packed.flatMap(([box, day, ids]) => ids.split(' ').map((id) => [id, { box, day }] as const)));

/** A stored value as piles; undefined when any part of it is not understood. Ids that the glossary no longer has are kept. */
export function parsePacked(raw: unknown): Packed | undefined {
  if (!Array.isArray(raw) || raw.length > MAX_CARDS) return undefined;
  const seen = new Set<string>();
  const piles: Pile[] = [];
  for (const one of raw as readonly unknown[]) {
    if (!Array.isArray(one) || one.length !== 3) return undefined;
    const [rawBox, day, ids] = one as readonly unknown[];
    const box = BOXES.find((known) => known === rawBox);
    if (box === undefined || typeof day !== 'number' || !Number.isInteger(day) || day < 0 || day > MAX_DAY || typeof ids !== 'string') return undefined;
    for (const id of ids.split(' ')) {
      if (!ID.test(id) || id.length > MAX_ID || seen.has(id)) return undefined;
      seen.add(id);
    }
    piles.push([box, day, ids]);
  }
  return seen.size > MAX_CARDS ? undefined : piles;
}
