/** Keeping the whole course in one language: what the page knows of it, and the turns in which the worker downloads it. */

/** Why it does not go on. `changed`: the host has another version by now; `start`: the worker could not begin. */
export type Problem = 'full' | 'network' | 'changed' | 'start';

export interface Status {
  state: 'no' | 'going' | 'stopped' | 'done';
  /** Bytes to download (gzip): what is kept of it, and all of it. */
  kept: number;
  all: number;
  problem: Problem | null;
}

/** Before the worker has answered, and where there is none. */
export type Whole = Status | { state: 'unknown' | 'impossible' };

export type Act = 'look' | 'go' | 'stop' | 'remove';

export interface WholeCourse {
  get: () => Whole;
  subscribe: (onChange: () => void) => () => void;
  /** Looks what there is; an interrupted download goes on. */
  look: () => Promise<void>;
  go: () => Promise<void>;
  stop: () => Promise<void>;
  remove: () => Promise<void>;
}

export interface Means {
  /** Whether there can be a worker at all. */
  possible: () => boolean;
  /** Asks the worker; null where none is there yet. Rejects where it does not answer. */
  ask: (act: Act) => Promise<Status | null>;
  /** Makes sure that a worker is there. Rejects where it cannot begin. */
  begin: () => Promise<void>;
  /** Bytes to download of the whole course, for as long as no worker says so. */
  size: () => Promise<number>;
}

export function createWholeCourse({ possible, ask, begin, size }: Means): WholeCourse {
  let whole: Whole = { state: 'unknown' };
  let runs = false;
  const listeners = new Set<() => void>();
  const set = (next: Whole) => {
    whole = next;
    for (const listener of listeners) listener();
  };
  const known = (): Status => ('kept' in whole ? whole : { state: 'no', kept: 0, all: 0, problem: null });
  const fail = (problem: Problem) => set({ ...known(), state: 'stopped', problem });

  const go = async () => {
    if (runs) return;
    runs = true;
    set({ ...known(), state: 'going', problem: null });
    try {
      await begin();
    } catch {
      runs = false;
      return fail('start');
    }
    // A worker that has come since the last look may hold a part of it.
    const held = await ask('look').catch(() => null);
    if (held && runs) set({ ...held, state: 'going', problem: null });
    while (runs) {
      const status = await ask('go').catch(() => null);
      if (!runs) return undefined;
      if (!status || status.problem) {
        runs = false;
        return status ? set({ ...status, state: 'stopped' }) : fail('network');
      }
      // Turn after turn, as long as this tab is open.
      if (status.state !== 'going') runs = false;
      set(status);
    }
    return undefined;
  };

  const leave = async (act: 'stop' | 'remove', state: 'stopped' | 'no') => {
    runs = false;
    set({ ...known(), state, problem: null });
    const status = await ask(act).catch(() => null);
    if (status && !runs) set(status);
  };

  return {
    get: () => whole,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    look: async () => {
      if (!possible()) return set({ state: 'impossible' });
      if (runs) return undefined;
      const status = await ask('look').catch(() => null);
      if (runs) return undefined;
      if (status?.state === 'going') {
        set(status);
        return go();
      }
      return set(status ?? { state: 'no', kept: 0, all: await size().catch(() => 0), problem: null });
    },
    go,
    stop: () => leave('stop', 'stopped'),
    remove: () => leave('remove', 'no'),
  };
}
