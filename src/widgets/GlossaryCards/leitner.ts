/**
 * Spaced repetition by the Leitner system (Sebastian Leitner, So lernt man lernen, 1972): five boxes, a card that was known moves up one box,
 * a card that was missed goes back to the first. Leitner filled boxes of different size; here each box has a fixed interval in days.
 * Days are whole numbers that the caller passes in (days since 1970-01-01 in the reader's time zone).
 */
export const BOXES = [1, 2, 3, 4, 5] as const;
export type Box = (typeof BOXES)[number];

/** Days from an answer until the card of this box is due again. */
export const INTERVALS: Readonly<Record<Box, number>> = { 1: 1, 2: 2, 3: 4, 4: 8, 5: 16 };

/** Cards of one deck that are asked on one day. */
export const SESSION = 20;

/** A card that was answered: the box in which it lies, and the day of the last answer. A card never answered has none. */
export interface Card {
  readonly box: Box;
  readonly day: number;
}

/** Answered cards by the id of their term. */
export type Progress = ReadonlyMap<string, Card>;

/** The box after an answer. A new card counts as one from the first box, so knowing it at once moves it to the second. */
export const nextBox = (box: Box, knew: boolean): Box => (knew ? (Math.min(box + 1, BOXES.length) as Box) : 1);

/** Progress after one answer on `day`. */
export function answer(progress: Progress, id: string, knew: boolean, day: number): Progress {
  return new Map(progress).set(id, { box: nextBox(progress.get(id)?.box ?? 1, knew), day });
}

export const dueDay = ({ box, day }: Card): number => day + INTERVALS[box];

/** Is a card to be asked on `day`? One answered more than a day ahead (a clock that was wrong; a day is the widest time zones differ) is due too. */
export const isDue = (card: Card, day: number): boolean => dueDay(card) <= day || card.day > day + 1;

/** What a deck looks like on one day. `boxes[0]` counts the cards never answered, `boxes[1]`–`boxes[5]` those in each box. */
export interface Counts {
  readonly due: number;
  readonly fresh: number;
  /** Cards whose last answer was "knew it": those above the first box. */
  readonly known: number;
  readonly today: number;
  readonly boxes: readonly number[];
}

export function counts(deck: readonly string[], progress: Progress, day: number): Counts {
  const cards = deck.map((id) => progress.get(id));
  const boxes = [0, ...BOXES].map((box) => cards.filter((card) => (card?.box ?? 0) === box).length);
  return {
    due: cards.filter((card) => card && isDue(card, day)).length,
    fresh: boxes[0]!,
    known: boxes.slice(2).reduce((sum, n) => sum + n, 0),
    today: cards.filter((card) => card?.day === day).length,
    boxes,
  };
}

/** Ids still to be asked on `day`: due cards, the longest overdue first, then new ones in the order of the deck; with those answered on `day` at most `SESSION`. */
export function session(deck: readonly string[], progress: Progress, day: number): string[] {
  const due = deck.flatMap((id) => {
    const card = progress.get(id);
    return card && isDue(card, day) ? [{ id, since: dueDay(card) }] : [];
  });
  const fresh = deck.filter((id) => !progress.has(id));
  const left = Math.max(0, SESSION - counts(deck, progress, day).today);
  return [...due.sort((a, b) => a.since - b.since).map(({ id }) => id), ...fresh].slice(0, left);
}

/** Days until the next card of the deck is due; null when none was answered. At least 1, since what is left over from a full session waits for tomorrow. */
export function daysToNext(deck: readonly string[], progress: Progress, day: number): number | null {
  const days = deck.flatMap((id) => {
    const card = progress.get(id);
    return card ? [dueDay(card) - day] : [];
  });
  return days.length > 0 ? Math.max(1, Math.min(...days)) : null;
}
