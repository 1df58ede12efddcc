import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeskAsk, DeskReport } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import type { DumpLook } from '@site/src/simulation/scenarios/terminal/dump';
import type { Start } from '@site/src/simulation/scenarios/terminal/start';
import type { Console } from '@site/src/terminal/console';
import { useWidgetState, type WidgetState } from '../state';
import { SPEEDS, type Speed } from '../living/useLiving';
import { DeskEngine } from './engine';
import { DUMP, parseKept, type Kept } from './kept';

/** ms between two looks at the cluster while its time runs, and between two savings. */
const [FRAME, SAVE] = [150, 4000];
/** µs. A cluster that is left alone stops by itself. */
const DAY = 86_400_000_000;
const QUIET_AT_MOST = 1_800_000_000;

export { SPEEDS };

interface Options {
  /** The widget's name in storage. */
  readonly name: string;
  /** The starting states by name; the first is the one to begin with. */
  readonly starts: Readonly<Record<string, Start>>;
  /** What a lab asks for now: lines of checks for each step that is not done yet. */
  readonly checks?: (done: readonly string[]) => readonly (readonly string[])[];
}

export interface TerminalState {
  readonly report: DeskReport | null;
  readonly kept: WidgetState<Kept>;
  readonly running: boolean;
  readonly speed: Speed;
  readonly broken: string | null;
  /** The screen hears what the desk prints. */
  attach: (screen: Console | null) => void;
  ask: (asked: DeskAsk, own?: boolean) => void;
  play: () => void;
  pause: () => void;
  setSpeed: (speed: Speed) => void;
  next: () => void;
  quiet: () => void;
  goTo: (at: number) => void;
  /** Begins anew from a starting state. */
  restart: (start: string) => void;
  /** Reads a dump of another cluster; begins from one. */
  look: (text: string) => Promise<DumpLook>;
  load: (dump: string) => void;
  /** What the reader has put into the cluster, as YAML. */
  manifests: () => Promise<string>;
  /** Notes something that has to outlive a reload. */
  note: (part: Pick<Kept, 'done'> | Pick<Kept, 'helped'>) => void;
  /** The time runs only while somebody sees it. */
  setSeen: (seen: boolean) => void;
}

/** A terminal's cluster and shell in a worker, kept and brought back. */
export function useTerminal({ name, starts, checks }: Options): TerminalState {
  const names = Object.keys(starts);
  const [initial] = useState<Kept>(() => ({ start: names[0] ?? '', log: [], at: 0, shell: null, screen: '', done: [], helped: [] }));
  const kept = useWidgetState<Kept>({ name, version: 1, initial, parse: (raw) => parseKept(raw, names) });
  const [report, setReport] = useState<DeskReport | null>(null);
  const [running, setRunning] = useState(true);
  const [speed, setSpeed] = useState<Speed>(1);
  const [seen, setSeen] = useState(true);
  const [broken, setBroken] = useState<string | null>(null);
  const engine = useRef<DeskEngine | null>(null);
  const screen = useRef<Console | null>(null);
  const current = useRef<DeskReport | null>(null);
  /** What the desk stands at, so that what comes from elsewhere (a shared address, a reset) is told from the reader's own steps. */
  const known = useRef<Kept | null>(null);
  /** What was kept of this desk itself, since it was begun: of several steps at once the first may come back from the state after the last was made. */
  const own = useRef(new WeakSet<object>());
  const saved = useRef(0);
  /** It stands where it was left: before, what it says is no news and nothing to keep. */
  const ready = useRef(false);
  const latest = useRef({ starts, checks });
  latest.current = { starts, checks };
  const { setState } = kept;

  const save = useCallback(
    (part: Partial<Kept> = {}) => {
      const now = current.current;
      const before = known.current;
      if (now === null || before === null || !ready.current) return;
      saved.current = Date.now();
      known.current = { ...before, log: now.report.log, at: now.report.picture.now, shell: now.shell, screen: screen.current?.kept ?? before.screen, ...part };
      own.current.add(known.current);
      setState(known.current);
    },
    [setState],
  );

  const take = useCallback((next: DeskReport, own: boolean) => {
    if (!ready.current) return;
    const before = current.current;
    current.current = next;
    setReport(next);
    screen.current?.take(next, own);
    const ended = before !== null && before.mode !== 'ready' && next.mode === 'ready';
    const changed = before !== null && (before.report.log.length !== next.report.log.length || (own && next.mode === 'ready' && next.completed === undefined));
    if (ended || changed || Date.now() - saved.current > SAVE) save();
    // A command that waits lets time run.
    if (own && next.mode === 'running') setRunning(true);
  }, [save]);

  const failed = useCallback((why: unknown) => {
    setRunning(false);
    setBroken(why instanceof Error ? why.message : String(why));
  }, []);

  const send = useCallback(
    async (asked: DeskAsk, own = false) => {
      const there = engine.current;
      if (there === null) return;
      try {
        const next = await there.send({ asked });
        if (engine.current === there) take(next, own);
      } catch (why) {
        if (engine.current === there) failed(why);
      }
    },
    [failed, take],
  );

  const begin = useCallback(
    async (to: Kept) => {
      known.current = to;
      own.current = new WeakSet();
      ready.current = false;
      setBroken(null);
      engine.current ??= new DeskEngine();
      const there = engine.current;
      try {
        const start = to.dump === undefined ? (latest.current.starts[to.start] ?? {}) : { dump: to.dump };
        let next = await there.send({ begin: start });
        if (to.log.length > 0 || to.shell !== null) next = await there.send({ asked: { kind: 'restore', log: to.log, at: Math.min(to.at, next.report.begun + DAY), shell: to.shell } });
        const lines = latest.current.checks?.(to.done) ?? [];
        if (lines.length > 0) next = await there.send({ asked: { kind: 'checks', checks: lines, fresh: true } });
        // Another one was begun meanwhile.
        if (known.current !== to) return;
        ready.current = true;
        current.current = next;
        saved.current = Date.now();
        setReport(next);
        screen.current?.restore(to.screen);
        screen.current?.take(next, false);
        setRunning(true);
      } catch (why) {
        if (engine.current === there) failed(why);
      }
    },
    [failed],
  );

  useEffect(() => {
    if (kept.state !== known.current && !own.current.has(kept.state)) void begin(kept.state);
  }, [begin, kept.state]);

  useEffect(() => {
    const leave = () => save();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [save]);

  useEffect(
    () => () => {
      engine.current?.close();
      engine.current = null;
      known.current = null;
    },
    [],
  );

  const begun = report !== null;
  useEffect(() => {
    if (!running || !seen || !begun) return undefined;
    let [alive, asked] = [true, false];
    let last = performance.now();
    const tick = (now: number) => {
      if (!alive) return;
      const there = current.current;
      if (!asked && there !== null && now - last >= FRAME) {
        // A page that was hidden does not catch up.
        const passed = Math.min(now - last, 4 * FRAME);
        last = now;
        const { picture, begun: from } = there.report;
        if (picture.now - from >= DAY) setRunning(false);
        else {
          asked = true;
          void send({ kind: 'advance', until: Math.round(picture.now + passed * 1000 * speed) }).then(() => {
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
  }, [begun, running, seen, send, speed]);

  const still = (asked: Extract<DeskAsk, { readonly kind: 'cluster' }>['asked']) => {
    setRunning(false);
    void send({ kind: 'cluster', asked }).then(() => save());
  };
  const beginFrom = (to: Kept) => {
    setState(to);
    void begin(to);
  };
  const now = () => current.current?.report.picture.now ?? 0;

  return {
    report, kept, running, speed, broken,
    attach: useCallback((to: Console | null) => {
      screen.current = to;
      if (to === null || current.current === null) return;
      to.restore(known.current?.screen ?? '');
      to.take(current.current, false);
    }, []),
    ask: useCallback((asked, own = false) => void send(asked, own), [send]),
    play: () => setRunning(true),
    pause: () => {
      setRunning(false);
      save();
    },
    setSpeed,
    next: () => still({ kind: 'next', most: now() + 60_000_000 }),
    quiet: () => still({ kind: 'quiet', latest: now() + QUIET_AT_MOST }),
    goTo: (at) => still({ kind: 'rewind', at: Math.min(Math.max(at, current.current?.report.begun ?? at), current.current?.report.seen ?? at) }),
    restart: (start) => beginFrom({ ...initial, start }),
    load: (dump) => beginFrom({ ...initial, start: DUMP, dump }),
    look: async (text) => {
      if (engine.current === null) throw new Error('nothing has begun');
      return engine.current.look(text);
    },
    manifests: async () => (await engine.current?.send({ asked: { kind: 'manifests' } }))?.manifests ?? '',
    note: (part) => save(part),
    setSeen,
  };
}
