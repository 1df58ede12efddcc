import { useEffect, useMemo } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { PlaceContext, usePlace } from '@site/src/islands/place';
import { addSteps, addTime } from '@site/src/progress/change';
import { noteOutline } from '@site/src/progress/outlines';
import { labOutline } from '@site/src/progress/place';
import { progressStore } from '@site/src/progress/store';
import { useWidgetState } from '../state';
import { terminalMessages } from '../terminal/messages';
import { WidgetFrame } from '../WidgetFrame';
import { Choose, drawSeed } from './Choose';
import { forgetDesks, sharedChoice } from '../terminal/runs';
import { clockText } from '../living/clock';
import { messages } from './messages';
import { Run } from './Run';
import { begin, chosen, FIRST_SEED, parseState, scoreOf, type IncidentState, type Incidents } from './state';
import { useSolved } from './useSolved';

/** An incident is chosen, gone through, and told. */
export function Simulator({ incidents }: { readonly incidents: Incidents }) {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const place = usePlace();
  const initial = useMemo(() => chosen(incidents[0]?.id ?? '', FIRST_SEED), [incidents]);
  const kept = useWidgetState<IncidentState>({ name: 'incident-lab', version: 1, initial, parse: (raw) => parseState(raw, incidents) });
  const { state, setState } = kept;
  const incident = incidents.find(({ id }) => id === state.incident) ?? incidents[0];
  const desk = useMemo(() => (place === null ? null : { page: place.page, id: `${place.id}-${state.run}` }), [place, state.run]);
  const [page, id] = [place?.page ?? '', place?.id ?? ''];
  const solved = useSolved(page, id);
  const score = state.ended === null || state.gaveUp ? null : scoreOf(state, state.ended);

  const all = incidents.map((one) => one.id).join('\n');
  useEffect(() => {
    if (page !== '') noteOutline(labOutline(page, id), all.split('\n'));
  }, [all, id, page]);

  useEffect(() => {
    if (score !== null && page !== '') progressStore.update((progress) => addTime(addSteps(progress, page, id, [state.incident]), page, id, state.incident, score));
  }, [id, page, score, state.incident]);

  const start = (what: Pick<IncidentState, 'incident' | 'seed'>) => {
    if (place !== null && kept.aside === null) forgetDesks('incident-lab', place);
    setState(begin(what, Date.now()));
  };

  const says = () => {
    if (state.run === 0) return text.saysChoose(incident?.title ?? '');
    if (state.ended !== null) return score === null ? text.saysGaveUp : text.saysSolved(clockText(1_000_000 * score));
    return state.mended !== null ? text.saysMended : state.named ? text.saysNamed : text.saysRunning;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={{ ...kept, share: place === null ? null : () => sharedChoice(place.id, { incident: state.incident, seed: state.seed }), save: null, open: null }}
      stage={
        state.run === 0 || incident === undefined ? (
          <Choose incidents={incidents} state={state} solved={solved} onChoose={(what) => setState({ ...chosen(what.incident, what.seed) })} onBegin={() => start(state)} />
        ) : (
          <PlaceContext value={desk}>
            <Run key={state.run} incident={incident} state={state} setState={setState} onSame={() => start(state)} onAnother={() => setState(chosen(state.incident, drawSeed()))} />
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
