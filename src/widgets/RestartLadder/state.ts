import type { RestartPolicy } from '@site/src/simulation/resources/pod/restart-ladder';

export const RUNS = ['1', '60', '600', '660'] as const;
export const CODES = ['0', '1', '137'] as const;
export const POLICIES: readonly RestartPolicy[] = ['Always', 'OnFailure', 'Never'];
/** Ends that the figure shows. */
export const ENDS = 8;

export interface LadderState {
  /** Seconds that the process runs before it ends. */
  runs: (typeof RUNS)[number];
  code: (typeof CODES)[number];
  policy: RestartPolicy;
}

export const initialState: LadderState = { runs: '60', code: '0', policy: 'Always' };

export function parseState(raw: unknown): LadderState | undefined {
  const { runs, code, policy } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Record<keyof LadderState, unknown>>;
  const state = { runs: RUNS.find((one) => one === runs), code: CODES.find((one) => one === code), policy: POLICIES.find((one) => one === policy) };
  return state.runs && state.code && state.policy ? { runs: state.runs, code: state.code, policy: state.policy } : undefined;
}
