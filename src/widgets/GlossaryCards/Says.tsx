import { useMessages } from '@site/src/i18n/messages';
import { INTERVALS, nextBox, SESSION, type Card } from './leitner';
import { messages } from './messages';
import type { PairTerm, Question } from './pairs';

interface CardSayProps {
  /** The card that is asked; null for a new one. */
  card: Card | null;
  shown: boolean;
  /** The card that was answered last, where it lies now. */
  moved: { name: string; card: Card } | null;
  /** When nothing is left: cards answered today, and days until the next one. */
  done: { today: number; wait: number } | null;
}

/** Where the last card went, or what the two answers would do with this one. */
export function CardSay({ card, shown, moved, done }: CardSayProps) {
  const text = useMessages(messages);
  if (shown) {
    const up = nextBox(card?.box ?? 1, true);
    return text.stakes(up, INTERVALS[up]);
  }
  const went = moved && text.moved(moved.name, moved.card.box, INTERVALS[moved.card.box]);
  const rest = done && (done.today >= SESSION ? text.full(done.today) : text.rest(done.wait));
  return [went, rest].filter(Boolean).join(' ') || text.start;
}

interface PairSayProps {
  question: Question<PairTerm> | null;
  mark: boolean | null;
  marks: readonly boolean[];
  length: number;
}

/** Right or wrong in one sentence; after the last question also the score. */
export function PairSay({ question, mark, marks, length }: PairSayProps) {
  const text = useMessages(messages);
  if (!question || mark === null) return text.choose;
  const { asked, rival } = question;
  const said = mark ? text.saidRight(asked.name) : text.saidWrong(asked.name, rival.name);
  return marks.length < length ? said : `${said} ${text.roundDone(marks.filter(Boolean).length, length)}`;
}
