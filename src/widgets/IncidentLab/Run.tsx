import { useEffect, useMemo, useRef, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { causeOf, heldSince, isSteady, startOf, type Incident } from '@site/src/simulation/scenarios/incidents/incident';
import { FIRST_SESSION } from '../terminal/firstSession';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { frameMessages } from '../WidgetFrame/messages';
import { Case } from './Case';
import { Result } from './Result';
import { codeOf, givenUp, withGuess, withMended, type IncidentState } from './state';
import shared from '../parts/task.module.css';

interface RunProps {
  readonly incident: Incident<string>;
  readonly state: IncidentState;
  setState: (next: (before: IncidentState) => IncidentState) => void;
  onSame: () => void;
  onAnother: () => void;
}

const NONE: readonly boolean[] = [];

/** The case above its terminal; once it is over, the result in its place. */
export function Run({ incident, state, setState, onSame, onAnother }: RunProps) {
  const { notices } = useMessages(frameMessages);
  const cause = causeOf(incident, state.seed);
  const name = codeOf(state);
  const starts = useMemo(() => ({ [name]: startOf(incident, cause) }), [cause, incident, name]);
  const terminal = useTerminal({ name: 'incident-desk', starts, checks: () => [incident.check] });
  const { report, kept } = terminal;
  const now = report?.report.picture.now ?? null;
  const passed = report === null ? null : Math.max(0, report.report.picture.now - report.report.begun);
  const held = report?.held[0] ?? NONE;
  const works = held.length === incident.check.length && held.every(Boolean);
  const before = useRef<number | null>(null);
  const [since, setSince] = useState<number | null>(null);

  useEffect(() => {
    if (now === null || passed === null) return;
    const back = before.current === null ? 0 : before.current - now;
    before.current = now;
    // Time that is moved back has passed all the same; what held then is looked at anew.
    if (back > 0) setState((old) => (old.ended === null ? { ...old, rewound: old.rewound + back } : old));
    const next = heldSince(back > 0 ? null : since, works, now);
    if (next !== since) setSince(next);
    if (state.mended === null && state.ended === null && isSteady(next, now, incident.steady)) setState((old) => withMended(old, passed));
  }, [incident.steady, now, passed, setState, since, state.ended, state.mended, works]);

  const at = passed ?? 0;
  const { notice } = kept;
  return (
    <div className={shared.stack}>
      {state.ended === null ? (
        <Case
          incident={incident}
          state={state}
          passed={passed}
          held={held}
          steadyFor={since === null || now === null ? null : (now - since) / 1_000_000}
          onHint={() => setState((old) => ({ ...old, hints: old.hints + 1 }))}
          onGuess={(guess) => setState((old) => withGuess(old, guess, cause.id, at))}
          onGiveUp={() => setState((old) => givenUp(old, at))}
        />
      ) : (
        <Result incident={incident} state={state} onSame={onSame} onAnother={onAnother} />
      )}
      {(notice === 'storage-full' || notice === 'too-large') && <p role="status">{notices[notice]}</p>}
      <TerminalBody terminal={terminal} first={FIRST_SESSION} />
    </div>
  );
}
