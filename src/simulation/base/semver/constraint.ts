/** Ranges of versions (github.com/Masterminds/semver v3 constraints.go): `>=1.2, <2`, `~1.3`, `^0.2`, `1.x || 3`. */
import { quote } from '../go/quote';
import { comparePrerelease, compareVersions, parseVersion, printVersion } from './version';
import type { SemVersion } from './version';

interface Constraint {
  readonly version: SemVersion;
  readonly original: string;
  readonly sign: string;
  readonly minorOpen: boolean;
  readonly patchOpen: boolean;
  readonly open: boolean;
}

interface Group {
  readonly constraints: readonly Constraint[];
  readonly hasPre: boolean;
}

export type ConstraintResult = { readonly ok: true; readonly groups: readonly Group[] } | { readonly ok: false; readonly error: string };

const VERSION = String.raw`v?([0-9|xX*]+)(\.[0-9|xX*]+)?(\.[0-9|xX*]+)?(-([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?`;
const SIGNS = String.raw`>=|=>|<=|=<|!=|~>|=|>|<|~|\^|`;
const ONE = new RegExp(`^\\s*(${SIGNS})\\s*(${VERSION})\\s*$`);
const FIND = new RegExp(`(${SIGNS})\\s*(${VERSION})`, 'g');
const LIST = new RegExp(`^(\\s*(${SIGNS})\\s*(${VERSION})\\s*)((?:\\s+|,\\s*)(${SIGNS})\\s*(${VERSION})\\s*)*$`);
const RANGE = new RegExp(`\\s*(${VERSION})\\s+-\\s+(${VERSION})\\s*`, 'g');
const MAX_LENGTH = 512;
const MAX_GROUPS = 32;

const isX = (text: string): boolean => text === 'x' || text === 'X' || text === '*';

function readOne(text: string): Constraint | string {
  const match = ONE.exec(text);
  if (match === null) return `improper constraint: ${quote(text)}`;
  const [, sign = '', original = '', major = '', minor = '', patch = '', pre = ''] = match;
  const open = (part: string): boolean => part === '' || isX(part.replace(/^\./, ''));
  const minorOpen = !open(major) && open(minor);
  const patchOpen = !open(major) && !open(minor) && open(patch);
  const version = parseVersion(open(major) ? `0.0.0${pre}` : minorOpen ? `${major}.0.0${pre}` : patchOpen ? `${major}${minor}.0${pre}` : original);
  if (!version.ok) return 'constraint parser error';
  return { version: version.version, original, sign, minorOpen, patchOpen, open: open(major) || minorOpen || patchOpen };
}

/** NewConstraint. */
export function parseConstraint(given: string): ConstraintResult {
  if (given.length > MAX_LENGTH) return { ok: false, error: `constraint string is too long (max ${MAX_LENGTH} bytes)` };
  const text = given.replace(RANGE, (...match: string[]) => `>= ${match[1]}, <= ${match[11]} `);
  const parts = text.split('||');
  if (parts.length > MAX_GROUPS) return { ok: false, error: `too many constraint groups (max ${MAX_GROUPS})` };
  const groups: Group[] = [];
  for (const part of parts) {
    if (!LIST.test(part)) return { ok: false, error: `improper constraint: ${quote(part)}` };
    const constraints: Constraint[] = [];
    for (const each of part.match(FIND) ?? [part]) {
      const one = readOne(each);
      if (typeof one === 'string') return { ok: false, error: one };
      constraints.push(one);
    }
    groups.push({ constraints, hasPre: constraints.some(({ version }) => version.pre !== '') });
  }
  return { ok: true, groups };
}

type Check = (version: SemVersion, constraint: Constraint) => string | undefined;

const tilde: Check = (v, { version: c, original, minorOpen, patchOpen }) => {
  if (compareVersions(v, c) < 0) return `${shown(v)} is less than ${quote(original)}`;
  if (c.major === 0n && c.minor === 0n && c.patch === 0n && !minorOpen && !patchOpen) return undefined;
  if (v.major !== c.major) return `${shown(v)} does not have same major version as ${quote(original)}`;
  return v.minor !== c.minor && !minorOpen ? `${shown(v)} does not have same major and minor version as ${quote(original)}` : undefined;
};
const equal: Check = (v, one) => (one.open ? tilde(v, one) : compareVersions(v, one.version) === 0 ? undefined : `${shown(v)} is not equal to ${quote(one.original)}`);
const notEqual: Check = (v, { version: c, original, open, minorOpen, patchOpen }) => {
  const same = `${shown(v)} is equal to ${quote(original)}`;
  if (open) {
    if (c.major !== v.major || (c.minor !== v.minor && !minorOpen)) return undefined;
    if (minorOpen) return same;
    if (c.patch !== v.patch && !patchOpen) return undefined;
    if (patchOpen) return comparePrerelease(v.pre, c.pre) !== 0 ? undefined : same;
  }
  return compareVersions(v, c) === 0 ? same : undefined;
};
const above: Check = (v, { version: c, original, open, minorOpen, patchOpen }) => {
  const holds = !open ? compareVersions(v, c) > 0
    : v.major !== c.major ? v.major > c.major
    : minorOpen ? false
    : patchOpen ? v.minor > c.minor
    : compareVersions(v, c) > 0;
  return holds ? undefined : `${shown(v)} is less than or equal to ${quote(original)}`;
};
const below: Check = (v, { version, original }) => (compareVersions(v, version) < 0 ? undefined : `${shown(v)} is greater than or equal to ${quote(original)}`);
const atLeast: Check = (v, { version, original }) => (compareVersions(v, version) >= 0 ? undefined : `${shown(v)} is less than ${quote(original)}`);
const atMost: Check = (v, { version: c, original, open, minorOpen }) => {
  const over = open ? v.major > c.major || (v.major === c.major && v.minor > c.minor && !minorOpen) : compareVersions(v, c) > 0;
  return over ? `${shown(v)} is greater than ${quote(original)}` : undefined;
};
const caret: Check = (v, { version: c, original, minorOpen, patchOpen }) => {
  if (compareVersions(v, c) < 0) return `${shown(v)} is less than ${quote(original)}`;
  const otherMajor = `${shown(v)} does not have same major version as ${quote(original)}`;
  if (c.major > 0n || minorOpen) return v.major === c.major ? undefined : otherMajor;
  if (v.major > 0n) return otherMajor;
  const otherMinor = `${shown(v)} does not have same minor version as ${quote(original)}`;
  if (c.minor > 0n || patchOpen) return v.minor === c.minor ? undefined : `${otherMinor}. Expected minor versions to match when constraint major version is 0`;
  if (v.minor > 0n) return otherMinor;
  return c.patch === v.patch ? undefined : `${shown(v)} does not equal ${quote(original)}. Expect version and constraint to equal when major and minor versions are 0`;
};

const CHECKS: Readonly<Record<string, Check>> = {
  '': equal, '=': equal, '!=': notEqual, '>': above, '<': below, '>=': atLeast, '=>': atLeast, '<=': atMost, '=<': atMost, '~': tilde, '~>': tilde, '^': caret,
};

const shown = (version: SemVersion): string => quote(printVersion(version));
const onlyReleases = (version: SemVersion): string => `${shown(version)} is a prerelease version and the constraint is only looking for release versions`;

/** Constraints.Validate: why the version is in no group; nothing if it is in one. */
export function constraintErrors(groups: readonly Group[], version: SemVersion): readonly string[] {
  const errors: string[] = [];
  for (const { constraints, hasPre } of groups) {
    if (!hasPre && version.pre !== '') {
      if (!errors.includes(onlyReleases(version))) errors.push(onlyReleases(version));
      continue;
    }
    const found = constraints.flatMap((one) => CHECKS[one.sign]!(version, one) ?? []);
    if (found.length === 0) return [];
    errors.push(...found);
  }
  return errors;
}

/** Constraints.Check. */
export const isInRange = (groups: readonly Group[], version: SemVersion): boolean => constraintErrors(groups, version).length === 0;

/** Helm's IsCompatibleRange: false for what cannot be read, too. */
export function isCompatibleRange(range: string, text: string): boolean {
  const [version, constraint] = [parseVersion(text), parseConstraint(range)];
  return version.ok && constraint.ok && isInRange(constraint.groups, version.version);
}
