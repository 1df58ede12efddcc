import { useEffect, useMemo, useRef, useState } from 'react';
import { estimateWork, runLab, type LabRun } from './run';
import type { RunAnswer, RunRequest } from './run.worker';
import type { LabState } from './state';

/** Plugin rounds that fit into a frame with room to spare; measured at about 10 µs each. */
const SYNC_LIMIT = 400;

/** The run for a state: at once when it is small, otherwise from a worker, the last result staying until the new one is there. */
export function useRun(state: LabState): { run: LabRun; busy: boolean } {
  const small = estimateWork(state) <= SYNC_LIMIT || typeof Worker === 'undefined';
  const immediate = useMemo(() => (small ? runLab(state) : null), [small, state]);
  const [late, setLate] = useState<{ state: LabState; run: LabRun } | null>(null);
  const worker = useRef<Worker | null>(null);
  const requests = useRef(0);

  useEffect(() => {
    if (small) return undefined;
    worker.current ??= new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });
    const current = worker.current;
    requests.current += 1;
    const request: RunRequest = { id: requests.current, state };
    const answer = (event: MessageEvent<RunAnswer>) => {
      if (event.data.id === request.id) setLate({ state, run: event.data.run });
    };
    // A worker that cannot be loaded (offline, say) must not leave the picture empty.
    const fail = () => setLate({ state, run: runLab(state) });
    current.addEventListener('message', answer);
    current.addEventListener('error', fail);
    current.postMessage(request);
    return () => {
      current.removeEventListener('message', answer);
      current.removeEventListener('error', fail);
    };
  }, [small, state]);

  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );

  const empty = useMemo(() => runLab({ ...state, manifest: '' }), [state]);
  if (immediate !== null) return { run: immediate, busy: false };
  return { run: late?.run ?? empty, busy: late?.state !== state };
}
