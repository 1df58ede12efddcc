/** Which API versions helm lint warns of (helm pkg/lint/rules: deprecations.go over apiserver pkg/endpoints/deprecation). */
import type { KubeVersion } from '../engine/capabilities';
import { DEPRECATIONS } from './generated';

interface Deprecation {
  readonly since: string;
  readonly removed: string;
  readonly instead: string;
}

let table: ReadonlyMap<string, Deprecation> | undefined;

function known(): ReadonlyMap<string, Deprecation> {
  table ??= new Map(DEPRECATIONS.trim().split('\n').map((line) => {
    const [apiVersion = '', kind = '', since = '', removed = '', ...instead] = line.split(' ');
    return [`${apiVersion} ${kind}`, { since, removed, instead: instead.join(' ') }];
  }));
  return table;
}

/** The warning, or undefined for a version that is still fine, or that nobody knows. */
export function deprecation(apiVersion: string, kind: string, { major, minor }: KubeVersion): string | undefined {
  const found = known().get(`${apiVersion} ${kind}`);
  if (found === undefined) return undefined;
  const [sinceMajor = 0, sinceMinor = 0] = found.since.split('.').map(Number);
  if (sinceMajor > Number(major) || (sinceMajor === Number(major) && sinceMinor > Number(minor))) return undefined;
  return `${apiVersion} ${kind} is deprecated in v${found.since}+${found.removed === '-' ? '' : `, unavailable in v${found.removed}+`}${found.instead === '' ? '' : `; use ${found.instead}`}`;
}
