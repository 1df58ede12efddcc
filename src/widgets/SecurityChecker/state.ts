import { isLevel, type Level } from '@site/src/simulation/policy/pod-security';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, type Preset } from './presets';

/** Versions between which the checks changed, and the ones that are met. */
export const VERSIONS = ['latest', 'v1.35', 'v1.34', 'v1.32', 'v1.29', 'v1.25', 'v1.22', 'v1.18'] as const;
export type Version = (typeof VERSIONS)[number];

/** What is kept and shared. */
export interface CheckerState {
  readonly text: string;
  readonly level: Level;
  readonly version: Version;
  /** What the levels say, or what code in the Pod can do. */
  readonly view: View;
  /** USER of the image: root or somebody else. */
  readonly imageUser: ImageUser;
  /** From which port on everybody may listen: as containerd 2 sets it, or as the kernel has it. */
  readonly portStart: PortStart;
}

export const VIEWS = ['checks', 'attacks'] as const;
export type View = (typeof VIEWS)[number];
export const IMAGE_USERS = [0, 1000] as const;
export type ImageUser = (typeof IMAGE_USERS)[number];
export const PORT_STARTS = [0, 1024] as const;
export type PortStart = (typeof PORT_STARTS)[number];

export const MAX_TEXT = 40_000;

export const startOf = (preset: Preset): CheckerState => ({ text: PRESETS[preset], level: 'restricted', version: 'latest', view: 'checks', imageUser: 0, portStart: 0 });

export function takeOver({ preset, text }: HandedOver, now: CheckerState): CheckerState | undefined {
  const known = PRESET_IDS.find((id) => id === preset);
  if (known !== undefined) return startOf(known);
  return text === undefined ? undefined : { ...now, text: text.slice(0, MAX_TEXT) };
}

export function parseState(raw: unknown): CheckerState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  // What was kept before there were attacks names no view, no user and no port.
  const { text, level, version, view = 'checks', imageUser = 0, portStart = 0 } = raw as Record<string, unknown>;
  const asked = VERSIONS.find((one) => one === version);
  const [shown, user, port] = [VIEWS.find((one) => one === view), IMAGE_USERS.find((one) => one === imageUser), PORT_STARTS.find((one) => one === portStart)];
  if (asked === undefined || shown === undefined || user === undefined || port === undefined) return undefined;
  return typeof text === 'string' && text.length <= MAX_TEXT && typeof level === 'string' && isLevel(level) ? { text, level, version: asked, view: shown, imageUser: user, portStart: port } : undefined;
}
