import { parseShutdownOptions, SHUTDOWN_DEFAULT } from './shutdown/options';
import type { ShutdownOptions } from './shutdown/options';

export const PROBES = ['startup', 'readiness', 'liveness'] as const;
export type ProbeKind = (typeof PROBES)[number];
/** What a probe asks for: the process alone, or the database behind it as well. */
export const ASKS = ['self', 'db'] as const;
export type Asks = (typeof ASKS)[number];

/** A probe as it stands in the manifest; seconds and counts. */
export interface ProbeSettings {
  readonly on: boolean;
  readonly asks: Asks;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  /** Of the readiness probe; 1 for the others. */
  readonly successThreshold: number;
}

/** What is played: ten minutes with probes, or the end of a Pod. */
export const TABS = ['probes', 'shutdown'] as const;
export type Tab = (typeof TABS)[number];

/** What the probes, and the end of a Pod, are tried with. Seconds. */
export interface ProbeOptions extends Readonly<Record<ProbeKind, ProbeSettings>> {
  /** From the start of the process until it listens. */
  readonly startAfter: number;
  /** The database does not answer: from so long after the beginning on, for so long; 0 for never. */
  readonly outageAt: number;
  readonly outageFor: number;
  /** The process stands still: so long after its own start, for so long; 0 for never. */
  readonly pauseAt: number;
  readonly pauseFor: number;
  readonly tab: Tab;
  readonly shutdown: ShutdownOptions;
}

export const PROBE_LIMITS = {
  startAfter: [0, 120], outageAt: [60, 420], outageFor: [0, 180], pauseAt: [30, 300], pauseFor: [0, 60],
  initialDelaySeconds: [0, 120], periodSeconds: [1, 30], timeoutSeconds: [1, 30], failureThreshold: [1, 30], successThreshold: [1, 5],
} as const;

const DEFAULTS: ProbeSettings = { on: true, asks: 'self', initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3, successThreshold: 1 };
const CALM: ProbeOptions = { startup: { ...DEFAULTS, on: false, periodSeconds: 2, failureThreshold: 30 }, readiness: DEFAULTS, liveness: DEFAULTS, startAfter: 5, outageAt: 120, outageFor: 0, pauseAt: 120, pauseFor: 0, tab: 'probes', shutdown: SHUTDOWN_DEFAULT };

/** Where to start: each shows one way in which probes cause an outage. */
export const PROBE_PRESETS = {
  java: { ...CALM, startAfter: 25, readiness: { ...DEFAULTS, periodSeconds: 5 }, liveness: { ...DEFAULTS, periodSeconds: 5 } },
  database: { ...CALM, startAfter: 15, outageFor: 90, liveness: { ...DEFAULTS, asks: 'db' } },
  pause: { ...CALM, pauseFor: 25, liveness: { ...DEFAULTS, periodSeconds: 5 } },
} as const satisfies Readonly<Record<string, ProbeOptions>>;
export type ProbePreset = keyof typeof PROBE_PRESETS;
export const PROBE_PRESET_IDS = Object.keys(PROBE_PRESETS) as readonly ProbePreset[];

/** Where the tab of the Pod's end begins. */
export const SHUTDOWN_START: ProbeOptions = { ...PROBE_PRESETS.java, tab: 'shutdown' };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (raw: unknown): raw is Fields => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const within = (raw: Fields, name: keyof typeof PROBE_LIMITS): boolean => {
  const [value, [low, high]] = [raw[name], PROBE_LIMITS[name]];
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
};

function isProbe(raw: unknown, kind: ProbeKind): raw is ProbeSettings {
  if (!isFields(raw) || typeof raw.on !== 'boolean' || !(ASKS as readonly unknown[]).includes(raw.asks)) return false;
  return (['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold'] as const).every((name) => within(raw, name)) && (kind === 'readiness' || raw.successThreshold === 1);
}

/** Options as somebody stored or shared them. */
export function parseProbeOptions(raw: unknown): ProbeOptions | undefined {
  if (!isFields(raw) || !PROBES.every((kind) => isProbe(raw[kind], kind))) return undefined;
  if (!(['startAfter', 'outageAt', 'outageFor', 'pauseAt', 'pauseFor'] as const).every((name) => within(raw, name))) return undefined;
  // Older ones say nothing of the end.
  const tab = raw.tab === undefined ? 'probes' : TABS.find((one) => one === raw.tab);
  const shutdown = raw.shutdown === undefined ? SHUTDOWN_DEFAULT : parseShutdownOptions(raw.shutdown);
  if (tab === undefined || shutdown === undefined) return undefined;
  const { startup, readiness, liveness, startAfter, outageAt, outageFor, pauseAt, pauseFor } = raw as unknown as ProbeOptions;
  return { startup, readiness, liveness, startAfter, outageAt, outageFor, pauseAt, pauseFor, tab, shutdown };
}
