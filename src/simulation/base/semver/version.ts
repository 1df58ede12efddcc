/** Versions as github.com/Masterminds/semver v3 reads and orders them: `v1.2` is 1.2.0. */
export interface SemVersion {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly pre: string;
  readonly metadata: string;
  readonly original: string;
}

export type SemVersionResult = { readonly ok: true; readonly version: SemVersion } | { readonly ok: false; readonly error: string };

const LOOSE = /^v?([0-9]+)(\.[0-9]+)?(\.[0-9]+)?(-([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?$/;
const MAX_LENGTH = 256;
const MAX_NUMBER = 2n ** 64n;

/** NewVersion (coerceNewVersion). */
export function parseVersion(text: string): SemVersionResult {
  if (text.length > MAX_LENGTH) return { ok: false, error: `version string is too long (max ${MAX_LENGTH} bytes)` };
  const match = LOOSE.exec(text);
  if (match === null) return { ok: false, error: 'invalid semantic version' };
  const numbers = [match[1]!, match[2]?.slice(1) ?? '0', match[3]?.slice(1) ?? '0'];
  const tooLarge = numbers.find((number) => BigInt(number) >= MAX_NUMBER);
  if (tooLarge !== undefined) return { ok: false, error: `error parsing version segment: strconv.ParseUint: parsing "${tooLarge}": value out of range` };
  const [major, minor, patch] = numbers.map(BigInt) as [bigint, bigint, bigint];
  const pre = match[5] ?? '';
  if (pre.split('.').some((part) => /^0[0-9]+$/.test(part))) return { ok: false, error: 'version segment starts with 0' };
  return { ok: true, version: { major, minor, patch, pre, metadata: match[8] ?? '', original: text } };
}

export const printVersion = ({ major, minor, patch, pre, metadata }: SemVersion): string =>
  `${major}.${minor}.${patch}${pre === '' ? '' : `-${pre}`}${metadata === '' ? '' : `+${metadata}`}`;

/** comparePrerelease: none is above any. */
export function comparePrerelease(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '' || right === '') return left === '' ? 1 : -1;
  const [a, b] = [left.split('.'), right.split('.')];
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const order = comparePart(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  const [numberA, numberB] = [/^[0-9]+$/.test(a), /^[0-9]+$/.test(b)];
  if (numberA && numberB) return BigInt(a) === BigInt(b) ? 0 : BigInt(a) > BigInt(b) ? 1 : -1;
  if (numberA !== numberB) return numberA ? -1 : 1;
  return a > b ? 1 : -1;
}

/** Version.Compare: -1, 0 or 1. */
export function compareVersions(a: SemVersion, b: SemVersion): number {
  for (const part of ['major', 'minor', 'patch'] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return comparePrerelease(a.pre, b.pre);
}
