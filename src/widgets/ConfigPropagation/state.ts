import type { ConfigReader, SinceChange } from '@site/src/simulation/cluster/node/config-propagation';

export const READERS = {
  env: { way: 'env' },
  volume: { way: 'volume' },
  subPath: { way: 'subPath' },
  projected: { way: 'projected' },
  immutable: { way: 'volume', immutable: true },
} as const satisfies Record<string, ConfigReader>;

export type ReaderName = keyof typeof READERS;
export const readerNames = Object.keys(READERS) as readonly ReaderName[];

export const SINCE: readonly SinceChange[] = ['nothing', 'containerRestarted', 'podReplaced'];
export const MOST_SECONDS = 180;
export const STEP = 10;

export interface PropagationState {
  /** Seconds since the ConfigMap was changed. */
  seconds: number;
  since: SinceChange;
}

export const initialState: PropagationState = { seconds: 90, since: 'nothing' };

export function parseState(raw: unknown): PropagationState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { seconds, since } = raw as { seconds?: unknown; since?: unknown };
  const known = SINCE.find((one) => one === since);
  if (typeof seconds !== 'number' || !Number.isInteger(seconds / STEP) || seconds < 0 || seconds > MOST_SECONDS || !known) return undefined;
  return { seconds, since: known };
}
