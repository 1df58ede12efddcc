export const SHARES = ['0', '1', '25%', '50%', '100%'] as const;
export type Share = (typeof SHARES)[number];

export interface BoundsState {
  replicas: number;
  surge: Share;
  unavailable: Share;
}

export const MOST = 20;
export const initialState: BoundsState = { replicas: 4, surge: '25%', unavailable: '25%' };

const isShare = (value: unknown): value is Share => SHARES.includes(value as Share);

export function parseState(raw: unknown): BoundsState | undefined {
  const { replicas, surge, unavailable } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 1 || replicas > MOST || !isShare(surge) || !isShare(unavailable)) return undefined;
  return { replicas, surge, unavailable };
}

/** As the manifest has it: a number, or a percentage. */
export const valueOf = (share: Share): number | string => (share.endsWith('%') ? share : Number(share));
