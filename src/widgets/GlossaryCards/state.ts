import { stages } from '@site/src/curriculum/parts';
import { GUIDES } from '@site/src/glossary/entries';
import { parsePacked, type Packed } from './packed';
import { ROUND } from './pairs';

export const TABS = ['cards', 'pairs'] as const;
export type Tab = (typeof TABS)[number];

export const ALL = 'all';
/** Every deck: all terms, those of one stage of the course, those of the guides. */
export const DECKS: readonly string[] = [ALL, ...stages.map(({ id }) => id), GUIDES];

export interface GlossaryCardsState {
  readonly tab: Tab;
  /** One of `DECKS`. */
  readonly deck: string;
  readonly cards: Packed;
  /** Number of the round of pairs, from 0; with the glossary it decides which questions are asked and how. */
  readonly seed: number;
  /** Index of the question that is shown, 0 to `ROUND - 1`. */
  readonly at: number;
  /** Was each answer of this round right? One longer than `at` once the shown question is answered. */
  readonly marks: readonly boolean[];
}

export const INITIAL: GlossaryCardsState = { tab: 'cards', deck: ALL, cards: [], seed: 0, at: 0, marks: [] };

const MAX_SEED = 1_000_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isBelow = (value: unknown, bound: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < bound;

/** The stored or shared value as a state; undefined when any part of it is not understood. */
export function parseState(raw: unknown): GlossaryCardsState | undefined {
  if (!isRecord(raw)) return undefined;
  const { seed, at, marks } = raw;
  const tab = TABS.find((known) => known === raw.tab);
  const deck = DECKS.find((known) => known === raw.deck);
  const cards = parsePacked(raw.cards);
  if (tab === undefined || deck === undefined || cards === undefined || !isBelow(seed, MAX_SEED) || !isBelow(at, ROUND)) return undefined;
  if (!Array.isArray(marks) || !marks.every((mark) => typeof mark === 'boolean') || (marks.length !== at && marks.length !== at + 1)) return undefined;
  return { tab, deck, cards, seed, at, marks };
}

/** Is the shown question answered? */
export const isAnswered = ({ at, marks }: GlossaryCardsState): boolean => marks.length > at;

/** Marks the shown question, once. */
export const withMark = (state: GlossaryCardsState, right: boolean): GlossaryCardsState => (isAnswered(state) ? state : { ...state, marks: [...state.marks, right] });

/** The next question of a round of `length`; after the last one the next round. */
export function withNext(state: GlossaryCardsState, length: number): GlossaryCardsState {
  if (!isAnswered(state)) return state;
  return state.at + 1 < length ? { ...state, at: state.at + 1 } : { ...state, seed: (state.seed + 1) % MAX_SEED, at: 0, marks: [] };
}
