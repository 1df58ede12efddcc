import { quote } from '../../../base/go/quote';
import type { Library } from '../../../base/cel/run/library';
import { CelError, Opaque, type Value } from '../../../base/cel/run/values';

/** Semantic versions (apiserver pkg/cel/library/semverlib.go over github.com/blang/semver/v4). */

interface Version {
  readonly numbers: readonly [major: bigint, minor: bigint, patch: bigint];
  readonly pre: readonly string[];
  readonly build: readonly string[];
}

const TYPE = 'kubernetes.Semver';
const isNumber = (text: string): boolean => /^[0-9]*$/.test(text);
const leadsWithZero = (text: string): boolean => text.length > 1 && text.startsWith('0');

class Failure extends Error {}
const fail = (message: string): never => {
  throw new Failure(message);
};

function number(name: 'major' | 'minor' | 'patch', text: string): bigint {
  if (!isNumber(text)) fail(`Invalid character(s) found in ${name} number ${quote(text)}`);
  if (leadsWithZero(text)) fail(`${name[0]!.toUpperCase()}${name.slice(1)} number must not contain leading zeroes ${quote(text)}`);
  if (text === '') fail('strconv.ParseUint: parsing "": invalid syntax');
  const value = BigInt(text);
  return value < 2n ** 64n ? value : fail(`strconv.ParseUint: parsing ${quote(text)}: value out of range`);
}

function parse(text: string): Version {
  if (text === '') fail('Version string empty');
  const [major, minor, ...rest] = text.split('.');
  if (minor === undefined || rest.length === 0) return fail('No Major.Minor.Patch elements found');
  const numbers = [number('major', major!), number('minor', minor)] as const;
  let patch = rest.join('.');
  const cut = (mark: string): string[] => {
    const at = patch.indexOf(mark);
    if (at < 0) return [];
    const parts = patch.slice(at + 1).split('.');
    patch = patch.slice(0, at);
    return parts;
  };
  const [build, pre] = [cut('+'), cut('-')];
  const version: Version = { numbers: [...numbers, number('patch', patch)], pre, build };
  for (const part of pre) {
    if (part === '') fail('Prerelease is empty');
    if (isNumber(part) && leadsWithZero(part)) fail(`Numeric PreRelease version must not contain leading zeroes ${quote(part)}`);
    if (!/^[0-9A-Za-z-]+$/.test(part)) fail(`Invalid character(s) found in prerelease ${quote(part)}`);
  }
  for (const part of build) {
    if (part === '') fail('Build meta data is empty');
    if (!/^[0-9A-Za-z-]+$/.test(part)) fail(`Invalid character(s) found in build meta data ${quote(part)}`);
  }
  return version;
}

/** normalizeAndParse: `v1.2` is 1.2.0, `01` is 1. */
function normalized(text: string): string {
  const parts = text.replace(/^v/, '').split('.');
  const three = parts.length > 3 ? [parts[0]!, parts[1]!, parts.slice(2).join('.')] : parts;
  const plain = three.map((part) => (part.length > 1 ? part.replace(/^0+/, '').replace(/^(?![0-9])/, '0') : part));
  if (plain.length < 3 && /[+-]/.test(plain.at(-1)!)) fail('short version cannot contain PreRelease/Build meta data');
  while (plain.length < 3) plain.push('0');
  return plain.join('.');
}

const sign = (less: boolean, greater: boolean): number => (less ? -1 : greater ? 1 : 0);

function comparePart(a: string, b: string): number {
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  return isNumber(a) ? sign(BigInt(a) < BigInt(b), BigInt(a) > BigInt(b)) : sign(a < b, a > b);
}

function compare(a: Version, b: Version): number {
  for (let at = 0; at < 3; at += 1) if (a.numbers[at] !== b.numbers[at]) return a.numbers[at]! < b.numbers[at]! ? -1 : 1;
  if (a.pre.length === 0 || b.pre.length === 0) return sign(a.pre.length > b.pre.length, a.pre.length < b.pre.length);
  for (let at = 0; at < Math.min(a.pre.length, b.pre.length); at += 1) {
    const order = comparePart(a.pre[at]!, b.pre[at]!);
    if (order !== 0) return order;
  }
  return sign(a.pre.length < b.pre.length, a.pre.length > b.pre.length);
}

const format = ({ numbers, pre, build }: Version): string => numbers.join('.') + (pre.length > 0 ? `-${pre.join('.')}` : '') + (build.length > 0 ? `+${build.join('.')}` : '');

function read(text: Value | undefined, normalize: Value | undefined): Version | CelError {
  try {
    return parse(normalize === true ? normalized(text as string) : (text as string));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return new CelError(error.message);
  }
}

export function semverValue(text: Value | undefined, normalize?: Value): Value {
  const version = read(text, normalize);
  return version instanceof CelError ? version : new Opaque(TYPE, version, (other) => compare(version, other) === 0, format(version), Array.from(format(version)).length);
}

const of = (value: Value | undefined): Version => (value as Opaque<Version>).data;

export const SEMVER_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  semver: [`string_to_semver(string) -> ${TYPE}`, `string_bool_to_semver(string,bool) -> ${TYPE}`],
  isSemver: ['is_semver_string(string) -> bool', 'is_semver_string_bool(string,bool) -> bool'],
  major: [`.semver_major(${TYPE}) -> int`],
  minor: [`.semver_minor(${TYPE}) -> int`],
  patch: [`.semver_patch(${TYPE}) -> int`],
  isLessThan: [`.semver_is_less_than(${TYPE},${TYPE}) -> bool`],
  isGreaterThan: [`.semver_is_greater_than(${TYPE},${TYPE}) -> bool`],
  compareTo: [`.semver_compare_to(${TYPE},${TYPE}) -> int`],
};

export const SEMVER_LIBRARY: Library = {
  functions: {},
  overloads: {
    string_to_semver: (text) => semverValue(text),
    string_bool_to_semver: (text, normalize) => semverValue(text, normalize),
    is_semver_string: (text) => !(read(text, false) instanceof CelError),
    is_semver_string_bool: (text, normalize) => !(read(text, normalize) instanceof CelError),
    semver_major: (value) => of(value).numbers[0],
    semver_minor: (value) => of(value).numbers[1],
    semver_patch: (value) => of(value).numbers[2],
    semver_is_less_than: (a, b) => compare(of(a), of(b)) < 0,
    semver_is_greater_than: (a, b) => compare(of(a), of(b)) > 0,
    semver_compare_to: (a, b) => BigInt(compare(of(a), of(b))),
  },
};
