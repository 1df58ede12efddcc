import { applyMergePatch, threeWayMergePatch, withDefaults, type JsonObject } from '@site/src/simulation/api/patch/merge-patch';

export const COMMANDS = ['apply', 'replace', 'patch'] as const;
export type Command = (typeof COMMANDS)[number];

export interface FateState {
  command: Command;
  /** The new file still says how many replicas. */
  replicas: boolean;
}

export const initialState: FateState = { command: 'apply', replicas: false };

export function parseState(raw: unknown): FateState | undefined {
  const { command, replicas } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Record<keyof FateState, unknown>>;
  const known = COMMANDS.find((one) => one === command);
  return known && typeof replicas === 'boolean' ? { command: known, replicas } : undefined;
}

/** The fields of one Deployment that the figure follows. */
export const FIELDS = [
  { path: ['spec', 'replicas'], label: 'spec.replicas' },
  { path: ['spec', 'minReadySeconds'], label: 'spec.minReadySeconds' },
  { path: ['metadata', 'labels', 'owner'], label: 'labels.owner' },
  { path: ['metadata', 'annotations', 'note'], label: 'annotations.note' },
] as const;

/** The file of last time, kept in the annotation last-applied-configuration. */
export const LAST: JsonObject = { metadata: { labels: { app: 'web' }, annotations: { note: 'v1' } }, spec: { replicas: 2, minReadySeconds: 5 } };
/** Since then somebody scaled to 6 and added a label by hand. */
export const LIVE: JsonObject = { metadata: { labels: { app: 'web', owner: 'kim' }, annotations: { note: 'v1' } }, spec: { replicas: 6, minReadySeconds: 5 } };
/** The file now: the note is gone, minReadySeconds is another; replicas may be gone. */
export const fileOf = (replicas: boolean): JsonObject => ({ metadata: { labels: { app: 'web' } }, spec: { ...(replicas ? { replicas: 2 } : {}), minReadySeconds: 10 } });
/** What the API server fills in (pkg/apis/apps/v1: SetDefaults_Deployment). */
const DEFAULTS: JsonObject = { spec: { replicas: 1 } };

export function afterCommand({ command, replicas }: FateState): JsonObject {
  const file = fileOf(replicas);
  const stored = { apply: () => applyMergePatch(LIVE, threeWayMergePatch(LAST, file, LIVE)), replace: () => file, patch: () => applyMergePatch(LIVE, file) }[command]();
  return withDefaults(stored, DEFAULTS);
}

/** The value at `path` as text, or undefined. */
export function valueAt(object: JsonObject, path: readonly string[]): string | undefined {
  let value: unknown = object;
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
