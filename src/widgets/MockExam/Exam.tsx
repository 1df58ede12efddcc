import { useMemo } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { PASS } from '@site/src/exam/curriculum';
import { KINDS, newSeed } from '@site/src/exam/draw';
import { marksOf } from '@site/src/exam/grade';
import type { Task } from '@site/src/exam/task';
import { PlaceContext, usePlace } from '@site/src/islands/place';
import { addSitting } from '@site/src/progress/change';
import { progressStore } from '@site/src/progress/store';
import { useWidgetState } from '../state';
import { terminalMessages } from '../terminal/messages';
import { WidgetFrame } from '../WidgetFrame';
import { Choose } from './Choose';
import { forgetDesks, sharedChoice } from '../terminal/runs';
import { messages } from './messages';
import { Results } from './Results';
import { Sitting } from './Sitting';
import { begin, chosen, initialState, left, parseState, saidOf, setOf, sittingOf, type ExamState } from './state';
import { useNow } from './useNow';
import { useNumber } from './useNumber';

/** A set is chosen, sat and graded. */
export function Exam({ pool }: { readonly pool: readonly Task<string>[] }) {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const points = useNumber();
  const place = usePlace();
  const kept = useWidgetState<ExamState>({ name: 'mock-exam', version: 1, initial: initialState, parse: (raw) => parseState(raw, pool) });
  const { state, setState } = kept;
  const set = useMemo(() => setOf(pool, state), [pool, state]);
  const running = state.begun !== null && state.ended === null;
  const now = useNow(running);
  const remaining = left(state, now);
  const desk = useMemo(() => (place === null ? null : { page: place.page, id: `${place.id}-${state.begun ?? 0}` }), [place, state.begun]);
  const marks = state.held === null ? null : marksOf(set, state.held);

  const start = (from: ExamState) => {
    if (place !== null && kept.aside === null) forgetDesks('mock-exam', place);
    setState(begin(pool, from, Date.now()));
  };
  const graded = (held: readonly boolean[]) => {
    const domains = Object.fromEntries(marksOf(set, held).domains.map(({ domain, points: got }) => [domain, Math.round(got * 10)]));
    if (place !== null && state.begun !== null) progressStore.update((progress) => addSitting(progress, place.page, state.kind, sittingOf(state.seed, state.begun!), domains));
    setState((before) => ({ ...before, held }));
  };

  const says = () => {
    if (state.begun === null) return text.saysChoose(set.length, KINDS[state.kind].minutes, state.seed);
    if (marks !== null) return text.saysEnd(points(marks.points), PASS, marks.passed);
    if (state.ended !== null) return text.saysGrading;
    const minutes = now === 0 ? null : saidOf(remaining);
    return minutes === null || minutes >= KINDS[state.kind].minutes ? text.saysRunning : text.saysLeft(minutes);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={state.begun === null ? text.tryFirst : state.ended === null ? text.tryRunning : text.tryAfter}
      kept={{ ...kept, share: place === null ? null : () => sharedChoice(place.id, { kind: state.kind, seed: state.seed }), save: null, open: null }}
      stage={
        state.begun === null ? (
          <Choose state={state} set={set} results={<Results page={place?.page ?? ''} onTake={(kind, seed) => setState(chosen(kind, seed))} />} onChange={(next) => setState(next)} onBegin={() => start(state)} />
        ) : (
          <PlaceContext value={desk}>
            <Sitting
              key={state.begun}
              state={state}
              set={set}
              marks={marks}
              remaining={now === 0 ? null : remaining}
              setState={setState}
              onGraded={graded}
              onAgain={() => start(state)}
              onAnother={() => setState(chosen(state.kind, newSeed(Math.random)))}
            />
          </PlaceContext>
        )
      }
      says={says()}
      simplifies={
        <>
          <p>{text.simplifies}</p>
          <p>{model}</p>
        </>
      }
    />
  );
}
