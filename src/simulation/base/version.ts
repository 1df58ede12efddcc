/** Versions as Kubernetes' own components read and order them (k8s.io/apimachinery pkg/util/version). */
import { quote } from './go/quote';

export interface Version {
  readonly components: readonly number[];
  readonly semver: boolean;
  readonly preRelease: string;
  readonly buildMetadata: string;
}

export type VersionResult = { readonly version: Version } | { readonly error: string };

const WHOLE = /^\s*v?([0-9]+(?:\.[0-9]+)*)(.*)$/;
const EXTRA = /^(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?\s*$/;
const TOO_LARGE = 2n ** 64n;

const hasLeadingZero = (text: string): boolean => text.startsWith('0') && text !== '0';

function parse(text: string, semver: boolean): VersionResult {
  const parts = WHOLE.exec(text);
  if (parts === null) return { error: `could not parse ${quote(text)} as version` };
  const [, numbers = '', extra = ''] = parts;
  const components = numbers.split('.');
  if (semver ? components.length !== 3 : components.length < 2) return { error: `illegal version string ${quote(text)}` };
  for (const [index, one] of components.entries()) {
    if ((index === 0 || semver) && hasLeadingZero(one)) return { error: `illegal zero-prefixed version component ${quote(one)} in ${quote(text)}` };
    if (BigInt(one) >= TOO_LARGE) return { error: `illegal non-numeric version component ${quote(one)} in ${quote(text)}: strconv.ParseUint: parsing ${quote(one)}: value out of range` };
  }
  const numeric = components.map(Number);
  if (!semver || extra === '') return { version: { components: numeric, semver, preRelease: '', buildMetadata: '' } };
  const matched = EXTRA.exec(extra);
  if (matched === null) return { error: `could not parse pre-release/metadata (${extra}) in version ${quote(text)}` };
  const [, preRelease = '', buildMetadata = ''] = matched;
  const zero = preRelease.split('.').find((one) => /^[0-9]+$/.test(one) && hasLeadingZero(one));
  if (zero !== undefined) return { error: `illegal zero-prefixed version component ${quote(zero)} in ${quote(text)}` };
  return { version: { components: numeric, semver, preRelease, buildMetadata } };
}

/** version.ParseSemantic: three numbers, perhaps `v` before and a pre-release and build metadata behind. */
export const parseSemanticVersion = (text: string): VersionResult => parse(text, true);

/** version.ParseGeneric: two numbers or more; what follows them is not looked at. */
export const parseGenericVersion = (text: string): VersionResult => parse(text, false);

/** version.MustParseSemantic, for texts that this program itself wrote. */
export function mustParseVersion(text: string): Version {
  const parsed = parse(text, true);
  if ('error' in parsed) throw new RangeError(parsed.error);
  return parsed.version;
}

export const majorOf = ({ components }: Version): number => components[0] ?? 0;
export const minorOf = ({ components }: Version): number => components[1] ?? 0;

/** Version.String: without the `v`. */
export const printKubernetesVersion = ({ components, preRelease, buildMetadata }: Version): string =>
  `${components.join('.')}${preRelease === '' ? '' : `-${preRelease}`}${buildMetadata === '' ? '' : `+${buildMetadata}`}`;

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function comparePreReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [x, y] = [left[at]!, right[at]!];
    const found = /^[0-9]+$/.test(x) && /^[0-9]+$/.test(y) ? order(Number(x), Number(y)) : order(x, y);
    if (found !== 0) return found;
  }
  return order(left.length, right.length);
}

/** Version.compareInternal: -1, 0 or 1. Pre-releases count only between two semantic versions. */
export function compareKubernetesVersions(a: Version, b: Version): number {
  for (let at = 0; at < Math.max(a.components.length, b.components.length); at += 1) {
    const found = order(a.components[at] ?? 0, b.components[at] ?? 0);
    if (found !== 0) return found;
  }
  return a.semver && b.semver ? comparePreReleases(a.preRelease, b.preRelease) : 0;
}

export const isOlder = (a: Version, b: Version): boolean => compareKubernetesVersions(a, b) < 0;
