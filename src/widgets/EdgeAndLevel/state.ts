/** What happens to three Pods in the course of the figure: two die, one is started by hand, two die again. */
export const CHANGES = [-1, -1, 1, -1, -1] as const;
export const DESIRED = 3;

export interface EdgeState {
  /** Indexes of the events whose news is lost. */
  lost: readonly number[];
}

export const initialState: EdgeState = { lost: [1] };

export function parseState(raw: unknown): EdgeState | undefined {
  const lost = typeof raw === 'object' && raw !== null ? (raw as { lost?: unknown }).lost : undefined;
  return Array.isArray(lost) ? { lost: CHANGES.flatMap((_, index) => (lost.includes(index) ? [index] : [])) } : undefined;
}
