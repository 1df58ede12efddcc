/** Levels and versions of a policy, as namespaces carry them in labels (pod-security-admission api/helpers.go). */
import { fieldErrorMessage, invalid } from '../../api/field-errors';
import type { Labels } from '../../api/types';
import type { Level } from './types';

/** `latest` or `v1.<minor>`, printed as it was written. */
export type Version = string;

export interface LevelVersion {
  readonly level: Level;
  readonly version: Version;
}

export type Mode = 'enforce' | 'audit' | 'warn';
export type Policy = Readonly<Record<Mode, LevelVersion>>;

const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted'];
export const LABEL_PREFIX = 'pod-security.kubernetes.io/';
const MAX_INT64 = 2n ** 63n - 1n;

const privileged: LevelVersion = { level: 'privileged', version: 'latest' };
/** The policy of a cluster that configures none. */
export const PRIVILEGED: Policy = { enforce: privileged, audit: privileged, warn: privileged };

export const printLevelVersion = ({ level, version }: LevelVersion): string => `${level}:${version}`;
export const sameLevelVersion = (a: LevelVersion, b: LevelVersion): boolean => a.level === b.level && a.version === b.version;

/** ParseLevel. */
export const isLevel = (text: string): text is Level => LEVELS.some((level) => level === text);

/** ParseVersion: the minor has no leading zero and fits an int. */
export function isVersion(text: string): boolean {
  const match = /^v1\.([0-9]|[1-9][0-9]*)$/.exec(text);
  return text === 'latest' || (match !== null && BigInt(match[1]!) <= MAX_INT64);
}

/** The minor version, infinite for `latest`. */
export const minorOf = (version: Version): number => (version === 'latest' ? Infinity : Number(version.slice('v1.'.length)));

/** CompareLevels: negative when `a` is less strict. */
export const compareLevels = (a: Level, b: Level): number => LEVELS.indexOf(a) - LEVELS.indexOf(b);

/** Policy.FullyPrivileged. */
export const fullyPrivileged = ({ enforce, audit, warn }: Policy): boolean => [enforce, audit, warn].every(({ level }) => level === 'privileged');

/** Policy.Equivalent: of two privileged levels the version does not count. */
export const equivalent = (a: Policy, b: Policy): boolean =>
  (['enforce', 'audit', 'warn'] as const).every((mode) => (a[mode].level === 'privileged' && b[mode].level === 'privileged') || sameLevelVersion(a[mode], b[mode]));

export interface PolicyOfLabels {
  readonly policy: Policy;
  /** Printed field errors, in the order of the labels. */
  readonly errors: readonly string[];
}

/**
 * PolicyToEvaluate: what the labels of a namespace ask for. A bad enforce level counts as restricted, a bad audit or warn
 * level as privileged, a bad version as latest. Warn follows a stricter enforce level unless it is set itself.
 */
export function policyOfLabels(labels: Labels, defaults: Policy): PolicyOfLabels {
  const errors: string[] = [];
  const complain = (label: string, value: string, detail: string): void => {
    errors.push(fieldErrorMessage(invalid(`metadata.labels[${label}]`, value, detail)));
  };
  const read = (mode: Mode): LevelVersion => {
    const levelLabel = `${LABEL_PREFIX}${mode}`;
    const level = labels[levelLabel];
    const version = labels[`${levelLabel}-version`];
    if (level !== undefined && !isLevel(level)) complain(levelLabel, level, `must be one of ${LEVELS.join(', ')}`);
    if (version !== undefined && !isVersion(version)) complain(`${levelLabel}-version`, version, 'must be "latest" or "v1.x"');
    const failed: Level = mode === 'enforce' ? 'restricted' : 'privileged';
    return {
      level: level === undefined ? defaults[mode].level : isLevel(level) ? level : failed,
      version: version === undefined ? defaults[mode].version : isVersion(version) ? version : 'latest',
    };
  };
  const enforce = read('enforce');
  const audit = read('audit');
  const warn = read('warn');
  const asked = labels[`${LABEL_PREFIX}enforce`];
  const follows = labels[`${LABEL_PREFIX}warn`] === undefined && asked !== undefined && isLevel(asked) && compareLevels(enforce.level, warn.level) > 0;
  const version = labels[`${LABEL_PREFIX}warn-version`] === undefined ? enforce.version : warn.version;
  return { policy: { enforce, audit, warn: follows ? { level: enforce.level, version } : warn }, errors };
}
