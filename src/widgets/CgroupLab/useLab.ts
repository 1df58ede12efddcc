import { useCallback, useEffect, useRef, useState } from 'react';
import { useWidgetState } from '../state';
import type { WidgetState } from '../state';
import { parseConfig, PRESET_CONFIGS, takeOver, type LabConfig } from './config';
import type { LabFile } from './containers';
import type { Preset } from './presets';
import { anew, first as firstHeld, passWithin, settle, type Held } from './held';
import { forkMany, needsNewNode, pass, reconfigure, restart, sayNow, WINDOW_US, write } from './session';
import type { Session } from './session';

export const SPEEDS = { slow: 0.1, half: 0.5, real: 1 } as const;
export type Speed = keyof typeof SPEEDS;

/** One step of the Step button: a period. */
const STEP_US = 100_000;
/** A tab that slept must not make up for hours at once. */
const LONGEST_FRAME_MS = 100;

export interface Lab {
  kept: WidgetState<LabConfig>;
  session: Session;
  running: boolean;
  setRunning: (running: boolean) => void;
  speed: Speed;
  setSpeed: (speed: Speed) => void;
  step: () => void;
  writeFile: (file: LabFile, text: string) => void;
  change: (config: LabConfig) => void;
  choose: (index: number) => void;
  restart: () => void;
  fork: () => void;
}

/** Throttling shows when time is slow; memory takes seconds to fill. */
const speedOf = (preset: Preset): Speed => (preset === 'leak' || preset === 'cache' || preset === 'processes' ? 'real' : 'slow');

/** Does the change alter who wants CPU? Then its effect should show at once, even while paused. */
function changesLoad(from: LabConfig, to: LabConfig): boolean {
  const load = (config: LabConfig): string => JSON.stringify(config.containers.map(({ name, work, threads, processes, requestMs, pauseMs }) => [name, work, threads, processes, requestMs, pauseMs]));
  return load(from) !== load(to);
}

/** The lab's kept configuration and the node that runs it. */
export function useLab(first: Preset): Lab {
  const kept = useWidgetState<LabConfig>({ name: 'cgroup-lab', version: 2, initial: PRESET_CONFIGS[first], parse: parseConfig, take: takeOver });
  const { state, setState } = kept;
  const [{ session, owed }, setHeld] = useState(() => firstHeld(state));
  const [running, setRunningNow] = useState(false);
  const [speed, setSpeed] = useState<Speed>(speedOf(state.preset));

  const act = useCallback((make: (session: Session) => Session, shows = false) => {
    const next = make(session);
    const fresh = needsNewNode(session.config, next.config);
    // A new node, and one whose effect is to show, has a second pass; a running one has time anyway.
    const held: Held = fresh || (shows && !running) ? settle({ session: next, owed: WINDOW_US }, true) : { session: next, owed };
    setHeld(held);
    if (next.config !== state) setState(next.config);
  }, [owed, running, session, setState, state]);

  // A reset, an undo or a shared link brings a configuration that this session has never seen.
  const known = useRef(session.config);
  known.current = session.config;
  useEffect(() => {
    if (state === known.current) return;
    setHeld((before) => anew(state, before.session.saidSerial + 1));
    setRunningNow(false);
  }, [state]);

  useEffect(() => {
    if (!running) return undefined;
    let frame = 0;
    let last: number | null = null;
    const tick = (now: number): void => {
      const elapsed = last === null ? 0 : Math.min(LONGEST_FRAME_MS, now - last);
      last = now;
      // What this frame has no time for is dropped: on a slow machine the lab's time is slow.
      if (elapsed > 0) setHeld((before) => ({ ...passWithin(before.session, elapsed * 1000 * SPEEDS[speed]), owed: 0 }));
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [running, speed]);

  useEffect(() => {
    if (owed <= 0 || running) return undefined;
    const frame = requestAnimationFrame(() => setHeld((before) => settle(before, false)));
    return () => cancelAnimationFrame(frame);
  }, [owed, running]);

  // A kill is worth a look: time stops there.
  const killed = session.said.code === 'oom' ? session.said.event : null;
  useEffect(() => {
    if (killed !== null) setRunningNow(false);
  }, [killed]);

  const { chosen } = session.config;
  return {
    kept, session, running, speed, setSpeed,
    setRunning: (next) => {
      setRunningNow(next);
      if (!next) setHeld((before) => ({ ...before, session: sayNow(before.session) }));
    },
    step: () => act((before) => {
      const after = pass(before, STEP_US);
      return after.saidSerial === before.saidSerial ? sayNow(after) : after;
    }),
    writeFile: (file, text) => act((before) => write(before, chosen, file, text), file.startsWith('cpu.')),
    change: (config) => {
      if (config.preset !== state.preset) setSpeed(speedOf(config.preset));
      act((before) => reconfigure(before, config), changesLoad(session.config, config));
    },
    choose: (index) => act((before) => sayNow({ ...before, said: { code: 'ran' }, config: { ...before.config, chosen: index } })),
    restart: () => act((before) => restart(before, chosen)),
    fork: () => act((before) => forkMany(before, chosen, 5)),
  };
}

