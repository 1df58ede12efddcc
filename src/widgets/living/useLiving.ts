import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '@site/src/simulation/cluster/apiserver/types';
import type { Entry, Input } from '@site/src/simulation/cluster/history/history';
import { changesBetween, type PictureChange } from '@site/src/simulation/cluster/picture/changes';
import type { Picture } from '@site/src/simulation/cluster/picture/picture';
import type { SceneName } from './scenes';
import type { Ask, Report } from '@site/src/simulation/scenarios/living/session';
import { useWidgetState, type WidgetState } from '../state';
import { engineOf, Overdue, preparedReport, type Begin, type Engine } from './engine';
import { parseKept, type Kept } from './kept';

/** Virtual seconds a second. */
export const SPEEDS = [1, 5, 20, 100] as const;
export type Speed = (typeof SPEEDS)[number];

/** µs. A cluster that is left alone stops by itself. */
const DAY = 86_400_000_000;
const QUIET_AT_MOST = 1_800_000_000;
/** ms between two pictures while time runs. */
const FRAME = 100;

export interface Living<Options, View> {
  readonly picture: Picture;
  readonly view: View;
  readonly options: Options;
  /** Between which moments the reader can move, µs. */
  readonly begun: number;
  readonly seen: number;
  readonly log: readonly Entry[];
  /** What the last picture changed; the newest last. */
  readonly changes: readonly PictureChange[];
  readonly running: boolean;
  readonly speed: Speed;
  /** A question is not answered yet. */
  readonly busy: boolean;
  /** What went wrong in the cluster's own program, as it says it. */
  readonly broken: string | null;
  /** After how many seconds its worker was stopped, since it did not answer; it stands at its beginning again. */
  readonly overdue: number | null;
  play: () => void;
  pause: () => void;
  setSpeed: (speed: Speed) => void;
  next: () => void;
  quiet: () => void;
  advance: (us: number) => Promise<void>;
  goTo: (at: number) => void;
  /** Goes to a moment, and lets time run from there. */
  playFrom: (at: number) => void;
  /** Does something; a request's answer comes back. `undefined` where nothing can be done. */
  act: (input: Input) => Promise<Answer | undefined>;
  /** Begins anew, with other options if they are given. */
  restart: (options?: Options) => void;
  readonly kept: WidgetState<Kept<Options>>;
}

interface LivingOptions<Options> {
  /** The widget's name in storage. */
  readonly name: string;
  readonly scene: SceneName;
  readonly options: Options;
  /** Options as somebody stored or shared them; undefined where they cannot be read. */
  readonly parseOptions: (raw: unknown) => Options | undefined;
  /** Time runs from the start, once the reader has done something. */
  readonly speed?: Speed;
  /** The clock goes on by itself after something was done. */
  readonly playAfterAct?: boolean;
}

/** While time passes the moment is kept so often, ms. */
const KEEP_EVERY = 2000;

/**
 * A cluster that the reader plays with, in a worker: its picture now, and what can be done with it and its time. What the reader did is kept and replayed on the next visit:
 * the same inputs give the same history.
 */
export function useLiving<Options, View>({ name, scene, options, parseOptions, speed: first = 5, playAfterAct = true }: LivingOptions<Options>): Living<Options, View> {
  const [initial] = useState<Kept<Options>>(() => ({ options, log: [], at: 0 }));
  const kept = useWidgetState<Kept<Options>>({ name, version: 1, initial, parse: (raw) => parseKept(raw, parseOptions) });
  const [report, setReport] = useState<Report>(() => preparedReport({ scene, options }));
  const [changes, setChanges] = useState<readonly PictureChange[]>([]);
  const [running, setRunning] = useState(false);
  const [speed, setSpeed] = useState<Speed>(first);
  const [pending, setPending] = useState(0);
  const [broken, setBroken] = useState<string | null>(null);
  const [overdue, setOverdue] = useState<number | null>(null);
  const engine = useRef<Promise<Engine> | null>(null);
  const current = useRef(report);
  /** What the engine stands at, so that what comes from elsewhere (a shared address, a reset) is told from the reader's own steps. */
  const known = useRef<Kept<Options>>(initial);
  /** What was kept of this cluster itself, since it was begun: of several steps at once the first may come back from the state after the last was made. */
  const own = useRef(new WeakSet<object>());

  const show = useCallback((next: Report) => {
    setChanges(changesBetween(current.current.picture, next.picture));
    current.current = next;
    setReport(next);
  }, []);

  const { setState } = kept;
  const failed = useCallback(
    (why: unknown) => {
      setRunning(false);
      if (!(why instanceof Overdue)) return setBroken(why instanceof Error ? why.message : String(why));
      // What was kept led here and would again: the effect below begins without it.
      setOverdue(why.seconds);
      setState({ options: known.current.options, log: [], at: 0 });
    },
    [setState],
  );

  const engineNow = useCallback((begin: Begin): Promise<Engine> => {
    engine.current ??= engineOf(begin).then(({ engine: there }) => there);
    return engine.current;
  }, []);

  const ask = useCallback(
    async (asked: Ask): Promise<Report | undefined> => {
      setPending((n) => n + 1);
      try {
        const there = await engineNow({ scene, options: known.current.options });
        const next = await there.ask(asked);
        show(next);
        return next;
      } catch (why) {
        failed(why);
        return undefined;
      } finally {
        setPending((n) => n - 1);
      }
    },
    [engineNow, failed, scene, show],
  );

  const record = useCallback(
    (next: Report | undefined) => {
      if (next === undefined) return;
      known.current = { options: known.current.options, log: next.log, at: next.picture.now };
      own.current.add(known.current);
      setState(known.current);
    },
    [setState],
  );

  const begin = useCallback(
    async (to: Kept<Options>) => {
      setRunning(false);
      setBroken(null);
      known.current = to;
      own.current = new WeakSet();
      const old = engine.current;
      const begun = (async () => {
        const there = await old?.catch(() => null);
        const first: Begin = { scene, options: to.options };
        return there?.alive === true ? { engine: there, report: await there.anew(first) } : engineOf(first);
      })();
      engine.current = begun.then(({ engine: there }) => there);
      setPending((n) => n + 1);
      try {
        const { engine: there, report: fresh } = await begun;
        const next = to.log.length > 0 || to.at > fresh.begun ? await there.ask({ kind: 'replay', log: to.log, at: Math.min(to.at, fresh.begun + DAY) }) : fresh;
        // Another one was begun meanwhile.
        if (known.current !== to) return;
        show(next);
        setChanges([]);
      } catch (why) {
        failed(why);
      } finally {
        setPending((n) => n - 1);
      }
    },
    [failed, scene, show],
  );

  // What was kept, shared or reset takes the cluster with it.
  useEffect(() => {
    if (kept.state !== known.current && !own.current.has(kept.state)) void begin(kept.state);
  }, [begin, kept.state]);

  useEffect(
    () => () => {
      void engine.current?.then((there) => there.close(), () => undefined);
      engine.current = null;
    },
    [],
  );

  useEffect(() => {
    if (!running) return undefined;
    let [alive, asked] = [true, false];
    let last = performance.now();
    const tick = (now: number) => {
      if (!alive) return;
      if (!asked && now - last >= FRAME) {
        // A page that was hidden does not catch up.
        const passed = Math.min(now - last, 5 * FRAME);
        last = now;
        const { picture, begun } = current.current;
        if (picture.now - begun >= DAY) setRunning(false);
        else {
          asked = true;
          void ask({ kind: 'advance', until: Math.round(picture.now + passed * 1000 * speed) }).then(() => {
            asked = false;
          });
        }
      }
      frame = requestAnimationFrame(tick);
    };
    let frame = requestAnimationFrame(tick);
    return () => {
      alive = false;
      cancelAnimationFrame(frame);
    };
  }, [ask, running, speed]);

  // A reader who leaves while time passes comes back to about that moment.
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(() => record(current.current), KEEP_EVERY);
    return () => window.clearInterval(timer);
  }, [record, running]);

  const pause = useCallback(() => {
    setRunning(false);
    record(current.current);
  }, [record]);

  const still = (asked: Ask) => {
    setRunning(false);
    void ask(asked).then(record);
  };

  return {
    picture: report.picture, view: report.view as View, options: known.current.options, begun: report.begun, seen: report.seen, log: report.log, changes, running, speed, busy: pending > 0, broken, overdue, kept,
    play: () => setRunning(true),
    pause,
    setSpeed,
    next: () => still({ kind: 'next', most: report.picture.now + 60_000_000 }),
    quiet: () => still({ kind: 'quiet', latest: report.picture.now + QUIET_AT_MOST }),
    advance: async (us) => {
      setRunning(false);
      record(await ask({ kind: 'advance', until: current.current.picture.now + us }));
    },
    goTo: (at) => still({ kind: 'rewind', at: Math.min(Math.max(at, report.begun), report.seen) }),
    playFrom: (at) => {
      setRunning(false);
      void ask({ kind: 'rewind', at: Math.min(Math.max(at, report.begun), report.seen) }).then(() => setRunning(true));
    },
    act: async (input) => {
      setOverdue(null);
      const next = await ask({ kind: 'input', input });
      record(next);
      if (next !== undefined && playAfterAct) setRunning(true);
      return next?.answer;
    },
    restart: (other) => {
      const to: Kept<Options> = { options: other ?? known.current.options, log: [], at: 0 };
      setState(to);
      void begin(to);
    },
  };
}
