/** What is tried: each begins with what it needs, and with a phenomenon to see. */
export const TRIALS = ['zones', 'modes', 'reclaim', 'expand', 'lost', 'limit'] as const;
export type Trial = (typeof TRIALS)[number];
export const BINDINGS = ['Immediate', 'WaitForFirstConsumer'] as const;
export const MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'] as const;
export const POLICIES = ['Delete', 'Retain'] as const;

export interface StorageOptions {
  readonly trial: Trial;
  readonly binding: (typeof BINDINGS)[number];
  readonly mode: (typeof MODES)[number];
  readonly policy: (typeof POLICIES)[number];
  /** `allowVolumeExpansion`. */
  readonly expandable: boolean;
  /** Both Pods of `modes` are sent to one node. */
  readonly together: boolean;
  /** How many volumes the driver attaches to a node. */
  readonly attachable: number;
}

export const ATTACHABLE = [1, 2, 3] as const;

const CALM: Omit<StorageOptions, 'trial'> = { binding: 'WaitForFirstConsumer', mode: 'ReadWriteOnce', policy: 'Delete', expandable: true, together: false, attachable: 3 };

/** Where each begins. */
export const STARTS: Readonly<Record<Trial, StorageOptions>> = {
  zones: { ...CALM, trial: 'zones', binding: 'Immediate' },
  modes: { ...CALM, trial: 'modes' },
  reclaim: { ...CALM, trial: 'reclaim', policy: 'Retain' },
  expand: { ...CALM, trial: 'expand' },
  lost: { ...CALM, trial: 'lost' },
  limit: { ...CALM, trial: 'limit', attachable: 2 },
};
export const STORAGE_DEFAULT = STARTS.zones;

const among = <T>(all: readonly T[], raw: unknown): raw is T => (all as readonly unknown[]).includes(raw);

/** Options as somebody stored or shared them. */
export function parseStorageOptions(raw: unknown): StorageOptions | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { trial, binding, mode, policy, expandable, together, attachable } = raw as Readonly<Record<string, unknown>>;
  if (!among(TRIALS, trial) || !among(BINDINGS, binding) || !among(MODES, mode) || !among(POLICIES, policy) || !among(ATTACHABLE, attachable)) return undefined;
  return typeof expandable === 'boolean' && typeof together === 'boolean' ? { trial, binding, mode, policy, expandable, together, attachable } : undefined;
}
