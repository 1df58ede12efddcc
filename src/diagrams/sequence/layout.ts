import type { SequenceActor, SequenceEvent, SequenceFacts } from '../facts';
import { textWidth, widest, wrap } from '../measure';

/** All lengths in px. */
export const seq = {
  pad: 12, actorSize: 14, textSize: 13, line: 13 * 1.35, bar: 8, loopWidth: 26,
} as const;

/** How much room columns and texts get. */
export interface Measure {
  readonly actorPad: number;
  readonly narrowestActor: number;
  readonly widestActor: number;
  readonly minGap: number;
  /** Texts break where they are wider. */
  readonly comfortable: number;
}

export const comfortable: Measure = { actorPad: 14, narrowestActor: 64, widestActor: 150, minGap: 116, comfortable: 190 };
export const snug: Measure = { actorPad: 10, narrowestActor: 56, widestActor: 100, minGap: 92, comfortable: 130 };
/** For a phone: the picture grows longer instead of wider. */
export const tight: Measure = { actorPad: 7, narrowestActor: 48, widestActor: 76, minGap: 72, comfortable: 92 };

export interface Column {
  readonly actor: SequenceActor;
  readonly x: number;
  readonly width: number;
  readonly lines: readonly string[];
}

export type MessageEvent = Extract<SequenceEvent, { kind: 'message' }>;
export type NoteEvent = Extract<SequenceEvent, { kind: 'note' }>;

export interface Grid {
  readonly columns: readonly Column[];
  readonly indexOf: (actor: string) => number;
  /** Room that text needs to the left of the first and to the right of the last column. */
  readonly left: number;
  readonly right: number;
  readonly actorHeight: number;
  /** Text of an event, broken into lines that fit its span. */
  readonly linesOf: (event: SequenceEvent) => readonly string[];
}

interface Need {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** What each text asks of the distance between columns; beyond the outermost columns it asks for a margin. */
function needs(
  events: readonly SequenceEvent[],
  indexOf: (actor: string) => number,
  linesOf: (event: SequenceEvent) => readonly string[],
): Need[] {
  const list: Need[] = [];
  for (const event of events) {
    if (event.kind === 'message') {
      const [a, b] = [indexOf(event.from), indexOf(event.to)];
      const width = widest(linesOf(event), seq.textSize);
      if (a === b) list.push({ from: a, to: a + 1, width: width + seq.loopWidth + 22 });
      else list.push({ from: Math.min(a, b), to: Math.max(a, b), width: width + 26 });
    } else if (event.kind === 'note') {
      const [a, b] = [indexOf(event.first), indexOf(event.last)];
      const width = widest(linesOf(event), seq.textSize) + 20;
      if (event.side === 'right') list.push({ from: a, to: a + 1, width: width + 18 });
      else if (event.side === 'left') list.push({ from: a - 1, to: a, width: width + 18 });
      else if (a === b) list.push({ from: a - 1, to: a, width: width / 2 + 8 }, { from: a, to: a + 1, width: width / 2 + 8 });
      else list.push({ from: Math.min(a, b), to: Math.max(a, b), width: width - 40 });
    }
  }
  // Short spans first: a long one can then use the room they already made.
  return list.sort((a, b) => a.to - a.from - (b.to - b.from));
}

/** Places the columns so that no text runs over its neighbours. Throws if an event names an unknown actor. */
export function layoutColumns(facts: SequenceFacts, measure: Measure): Grid {
  const index = new Map(facts.actors.map((actor, i) => [actor.id, i]));
  const indexOf = (actor: string): number => {
    const found = index.get(actor);
    if (found === undefined) throw new Error(`unknown participant "${actor}"`);
    return found;
  };

  let number: number | undefined;
  const broken = new Map<SequenceEvent, readonly string[]>();
  for (const event of facts.events) {
    if (event.kind === 'number') number = event.on ? 1 : undefined;
    if (event.kind === 'message') {
      const span = Math.max(1, Math.abs(indexOf(event.from) - indexOf(event.to)));
      const text = number === undefined ? event.text : `${number++}. ${event.text}`;
      broken.set(event, wrap(text, seq.textSize, Math.max(measure.comfortable, span * measure.minGap)));
    }
    if (event.kind === 'note') {
      const span = Math.abs(indexOf(event.first) - indexOf(event.last));
      broken.set(event, wrap(event.text, seq.textSize, Math.max(measure.comfortable, span * measure.minGap + 30)));
    }
  }
  const linesOf = (event: SequenceEvent): readonly string[] => broken.get(event) ?? [];

  const labels = facts.actors.map((actor) => wrap(actor.label, seq.actorSize, measure.widestActor));
  const widths = labels.map((lines) => Math.max(measure.narrowestActor, widest(lines, seq.actorSize) * 1.04 + measure.actorPad * 2));
  const gaps = widths.slice(1).map((width, i) => Math.max(measure.minGap, (width + (widths[i] ?? 0)) / 2 + measure.actorPad + 4));
  let left = (widths[0] ?? 0) / 2;
  let right = (widths.at(-1) ?? 0) / 2;
  for (const need of needs(facts.events, indexOf, linesOf)) {
    if (need.from < 0) left = Math.max(left, need.width);
    else if (need.to > gaps.length) right = Math.max(right, need.width);
    else {
      const span = gaps.slice(need.from, need.to);
      const missing = need.width - span.reduce((sum, gap) => sum + gap, 0);
      if (missing > 0) for (let i = need.from; i < need.to; i++) gaps[i] = (gaps[i] ?? 0) + missing / span.length;
    }
  }

  let depth = 0;
  let deepest = 0;
  for (const event of facts.events) {
    if (event.kind === 'open') deepest = Math.max(deepest, ++depth);
    if (event.kind === 'close') depth--;
  }
  const margin = deepest * 10;
  let x = seq.pad + margin + left;
  const columns = facts.actors.map((actor, i): Column => {
    if (i > 0) x += gaps[i - 1] ?? 0;
    return { actor, x, width: widths[i] ?? 0, lines: labels[i] ?? [] };
  });
  const actorHeight = Math.max(...labels.map((lines) => lines.length)) * seq.actorSize * 1.35 + 18;
  return { columns, indexOf, left: left + margin, right: right + margin, actorHeight, linesOf };
}

/** Width in px that a block needs for its tab and condition, so that the frame is never narrower than its words. */
export const blockTabWidth = (word: string): number => textWidth(word, 12) + 16;
