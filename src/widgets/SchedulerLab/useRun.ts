import { startTransition, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { estimateWork, explainAttempt, needsDevices, runLab, type Explained, type LabRun } from './run';
import type { RunAnswer, RunRequest } from './run.worker';
import type { LabState } from './lab-state';

/** Plugin rounds that fit into a frame with room to spare; measured at about 10 µs each. */
const SYNC_LIMIT = 400;

type Ask = RunRequest extends infer R ? (R extends RunRequest ? Omit<R, 'id'> : never) : never;

/** Asks the lab's worker, which is made with the first question; `fail` where it cannot be loaded (offline, say). Returns how to stop listening. */
function ask(worker: RefObject<Worker | null>, counter: RefObject<number>, question: Ask, hear: (answer: RunAnswer) => void, fail: () => void): () => void {
  worker.current ??= new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });
  const current = worker.current;
  counter.current += 1;
  const id = counter.current;
  const answer = ({ data }: MessageEvent<RunAnswer>) => {
    if (data.id === id) hear(data);
  };
  current.addEventListener('message', answer);
  current.addEventListener('error', fail);
  current.postMessage({ ...question, id });
  return () => {
    current.removeEventListener('message', answer);
    current.removeEventListener('error', fail);
  };
}

function useWorker() {
  const worker = useRef<Worker | null>(null);
  const counter = useRef(0);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );
  return { worker, counter };
}

/** The run for a state: at once when it is small, otherwise from a worker, the last result staying until the new one is there. */
export function useRun(state: LabState): { run: LabRun; busy: boolean } {
  const small = (estimateWork(state) <= SYNC_LIMIT && !needsDevices(state)) || typeof Worker === 'undefined';
  const immediate = useMemo(() => (small ? runLab(state) : null), [small, state]);
  const [late, setLate] = useState<{ state: LabState; run: LabRun } | null>(null);
  const { worker, counter } = useWorker();

  useEffect(() => {
    if (small) return undefined;
    // A worker that cannot be loaded must not leave the picture empty.
    return ask(worker, counter, { kind: 'run', state }, (answer) => {
      // Hundreds of nodes are drawn in pieces, so that the page goes on meanwhile.
      if (answer.kind === 'run') startTransition(() => setLate({ state, run: answer.run }));
    }, () => setLate({ state, run: runLab(state) }));
  }, [counter, small, state, worker]);

  // The last result, of whichever way, stays in sight until the next one is there.
  const [last, setLast] = useState(immediate);
  if (immediate !== null && immediate !== last) setLast(immediate);
  const waiting = immediate === null && late === null && last === null;
  const empty = useMemo(() => (waiting ? runLab({ ...state, manifest: '', actions: [] }) : null), [waiting, state]);
  if (immediate !== null) return { run: immediate, busy: false };
  const run = late?.run ?? last ?? empty;
  if (run === null) throw new Error('there is a run, an earlier one or an empty one');
  return { run, busy: late?.state !== state };
}

/** What the scheduler thought in one attempt of a large run, and about one node; null until it is worked out, or where nothing is asked. */
export function useExplained(state: LabState, happening: number | null, node: string | null): Explained | null {
  const [found, setFound] = useState<{ state: LabState; happening: number; node: string | null; explained: Explained | null } | null>(null);
  const { worker, counter } = useWorker();
  useEffect(() => {
    if (happening === null) return undefined;
    const keep = (explained: Explained | null) => setFound({ state, happening, node, explained });
    if (typeof Worker === 'undefined') {
      keep(explainAttempt(state, happening, node));
      return undefined;
    }
    return ask(worker, counter, { kind: 'explain', state, happening, node }, (answer) => answer.kind === 'explain' && keep(answer.explained), () => keep(explainAttempt(state, happening, node)));
  }, [counter, happening, node, state, worker]);
  // The words of another node of the same attempt stay until those of this one are there.
  return found !== null && found.state === state && found.happening === happening ? found.explained : null;
}
