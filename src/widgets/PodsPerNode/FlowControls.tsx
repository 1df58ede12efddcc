import { useEffect, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { Button, SegmentedControl } from '../parts';
import { PLAYS, STEPS } from './flow';
import { flowMessages } from './flowMessages';
import { advance, kill, lastStep } from './journey';
import styles from './Flow.module.css';
import { withPlay, type PodsPerNodeState } from './state';

const STEP_MS = 1800;

interface FlowControlsProps {
  state: PodsPerNodeState;
  onChange: (next: PodsPerNodeState | ((now: PodsPerNodeState) => PodsPerNodeState)) => void;
}

export function FlowControls({ state, onChange }: FlowControlsProps) {
  const text = useMessages(flowMessages);
  const [playing, setPlaying] = useState(false);
  const atEnd = state.step >= lastStep(state);
  const runs = playing && !atEnd;

  useEffect(() => {
    if (!runs) return undefined;
    const timer = window.setInterval(() => onChange(advance), STEP_MS);
    return () => window.clearInterval(timer);
  }, [runs, onChange]);

  const change = (next: PodsPerNodeState) => {
    setPlaying(false);
    onChange(next);
  };

  return (
    <div className={styles.controls}>
      <SegmentedControl legend={text.play} options={PLAYS.map((play) => ({ value: play, label: text.plays[play] }))} value={state.play} onChange={(play) => change(withPlay(state, play))} />
      <div className={styles.buttons}>
        <Button disabled={state.step === 0} onClick={() => change({ ...state, step: state.step - 1 })}>
          {text.back}
        </Button>
        <Button primary disabled={atEnd} onClick={() => change(advance(state))}>
          {text.next}
        </Button>
        <Button disabled={atEnd} aria-pressed={runs} onClick={() => setPlaying(!runs)}>
          {runs ? text.pause : text.run}
        </Button>
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => change(kill(state, 'actor'))}>{text.kill(text.actors[STEPS[state.play][state.step]!.actor])}</Button>
        <Button onClick={() => change(kill(state, 'control-plane'))}>{text.killAll}</Button>
        <Button disabled={state.dead === 'none'} onClick={() => change({ ...state, dead: 'none', deadAt: 0 })}>
          {text.revive}
        </Button>
      </div>
    </div>
  );
}
