import { useCallback, useEffect, useRef, useState } from 'react';
import type { SchedulerConfiguration } from '@site/src/simulation/scheduler';
import type { Change, WhatIf } from '@site/src/simulation/scheduler/why-pending';
import type { DumpReport } from './analyse';
import type { DumpAnswer, DumpRequest } from './dump.worker';

export interface DumpState {
  readonly progress: { readonly phase: 'reading' | 'explaining'; readonly done: number; readonly total: number } | null;
  readonly report: DumpReport | null;
  /** What the core or the browser says about a file that cannot be read. */
  readonly failure: string | null;
  readonly outcome: { readonly about: string; readonly what: WhatIf } | null;
}

const NOTHING: DumpState = { progress: null, report: null, failure: null, outcome: null };

/** A dump in a worker of its own; the worker is made with the first file. */
export function useDump() {
  const worker = useRef<Worker | null>(null);
  const [state, setState] = useState<DumpState>(NOTHING);
  useEffect(() => () => worker.current?.terminate(), []);

  const ask = useCallback((request: DumpRequest) => {
    if (worker.current === null) {
      const made = new Worker(new URL('./dump.worker.ts', import.meta.url), { type: 'module' });
      made.onmessage = ({ data }: MessageEvent<DumpAnswer>) => {
        switch (data.kind) {
          case 'progress':
            return setState((before) => ({ ...before, progress: data }));
          case 'report':
            return setState({ ...NOTHING, report: data.report });
          case 'whatIf':
            return setState((before) => ({ ...before, outcome: { about: data.about, what: data.outcome } }));
          case 'failed':
            return setState({ ...NOTHING, failure: data.message });
        }
      };
      made.onerror = () => setState({ ...NOTHING, failure: 'Worker' });
      worker.current = made;
    }
    worker.current.postMessage(request);
  }, []);

  const load = useCallback(
    (source: Blob, configuration: SchedulerConfiguration) => {
      setState({ ...NOTHING, progress: { phase: 'reading', done: 0, total: source.size } });
      ask({ kind: 'load', source, configuration });
    },
    [ask],
  );
  const tryOn = useCallback((changes: readonly Change[], pods: readonly string[]) => (changes.length === 0 ? setState((before) => ({ ...before, outcome: null })) : ask({ kind: 'whatIf', changes, pods })), [ask]);
  return { state, load, tryOn };
}
