import { useMemo, useState } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { stages } from '@site/src/curriculum/parts';
import type { GlossaryEntry } from '@site/src/glossary/entries';
import { SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { CardStage } from './CardStage';
import { deckOf, inCourseOrder } from './decks';
import { DeckControls } from './DeckControls';
import styles from './GlossaryCards.module.css';
import { answer, counts, daysToNext, session } from './leitner';
import { messages } from './messages';
import { pack, unpack } from './packed';
import { roundOf } from './pairs';
import { PairStage } from './PairStage';
import { CardSay, PairSay } from './Says';
import { ALL, DECKS, INITIAL, isAnswered, parseState, TABS, withMark, withNext, type GlossaryCardsState } from './state';
import { useToday } from './useToday';

/** The widget over any list of terms, in the language of the page. */
export function Practice({ entries }: { entries: readonly GlossaryEntry[] }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const kept = useWidgetState<GlossaryCardsState>({ name: 'glossary-cards', version: 1, initial: INITIAL, parse: parseState, personal: true });
  const { state, setState } = kept;
  const today = useToday();
  // Neither is worth keeping: the card whose meaning is shown, and the one that was answered last.
  const [open, setOpen] = useState<string | null>(null);
  const [last, setLast] = useState<string | null>(null);

  const terms = useMemo(() => inCourseOrder(entries), [entries]);
  const byId = useMemo(() => new Map(terms.map((term) => [term.id, term])), [terms]);
  const deck = useMemo(() => deckOf(terms, state.deck).map(({ id }) => id), [terms, state.deck]);
  const progress = useMemo(() => unpack(state.cards), [state.cards]);
  const queue = useMemo(() => session(deck, progress, today), [deck, progress, today]);
  const tally = useMemo(() => counts(deck, progress, today), [deck, progress, today]);
  const questions = useMemo(() => roundOf(terms, state.seed), [terms, state.seed]);

  const term = byId.get(queue[0] ?? '') ?? null;
  const card = term ? (progress.get(term.id) ?? null) : null;
  const shown = term !== null && open === term.id;
  const question = questions[state.at] ?? null;
  const lastMark = isAnswered(state) ? state.marks[state.at]! : null;
  const onCards = state.tab === 'cards';

  const closeCard = () => {
    setOpen(null);
    setLast(null);
  };
  const judge = (knew: boolean) => {
    if (!term) return;
    setState((now) => ({ ...now, cards: pack(answer(unpack(now.cards), term.id, knew, today)) }));
    setOpen(null);
    setLast(term.id);
  };
  const size = (id: string) => deckOf(terms, id).length;
  const deckNames = DECKS.map((id) => {
    const index = stages.findIndex((stage) => stage.id === id);
    return { id, label: index >= 0 ? text.stage(index + 1, stages[index]!.name[locale], size(id)) : id === ALL ? text.all(size(id)) : text.guides(size(id)) };
  });

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={onCards ? text.tryCards : text.tryPairs}
      kept={kept}
      onReset={closeCard}
      says={
        onCards ? (
          <CardSay
            card={card}
            shown={shown}
            moved={last !== null && progress.has(last) ? { name: byId.get(last)?.name ?? last, card: progress.get(last)! } : null}
            done={term ? null : { today: tally.today, wait: daysToNext(deck, progress, today) ?? 1 }}
          />
        ) : (
          <PairSay question={question} mark={lastMark} marks={state.marks} length={questions.length} />
        )
      }
      simplifies={
        <ul className={styles.simplifies}>
          {text.simplifies.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
      stage={
        <div className={styles.stage}>
          <SegmentedControl legend={text.tab} options={TABS.map((tab) => ({ value: tab, label: text.tabs[tab] }))} value={state.tab} onChange={(tab) => setState((now) => ({ ...now, tab }))} />
          {onCards ? (
            <CardStage key={state.deck} term={term} card={card} shown={shown} left={queue.length} onShow={() => setOpen(term?.id ?? null)} onAnswer={judge} />
          ) : (
            <PairStage
              question={question}
              mark={lastMark}
              at={state.at}
              length={questions.length}
              marks={state.marks}
              onPick={(right) => setState((now) => withMark(now, right))}
              onNext={() => setState((now) => withNext(now, questions.length))}
            />
          )}
        </div>
      }
      controls={
        onCards && (
          <DeckControls
            decks={deckNames}
            deck={state.deck}
            onDeck={(id) => {
              closeCard();
              setState((now) => ({ ...now, deck: id }));
            }}
            counts={tally}
            size={deck.length}
          />
        )
      }
    />
  );
}
