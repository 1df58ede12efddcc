/** Chart.yaml (helm pkg/chart: metadata.go, dependency.go). */
import { isPrintable, quote } from '../../../base/go/quote';
import type { Value } from '../../../base/go/values';
import { parseVersion } from '../../../base/semver';
import type { StructSpec, StructValue } from '../decode-struct';
import { basePath } from '../functions/types';

export interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

export interface Dependency {
  name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  enabled: boolean;
  importValues: readonly Value[];
  readonly alias: string;
}

export interface Metadata {
  readonly name: string;
  readonly home: string;
  readonly sources: readonly string[];
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly maintainers: readonly (Maintainer | null)[];
  readonly icon: string;
  readonly apiVersion: string;
  readonly condition: string;
  readonly tags: string;
  readonly appVersion: string;
  readonly deprecated: boolean;
  readonly annotations: Readonly<Record<string, string>> | undefined;
  readonly kubeVersion: string;
  /** Undefined where Chart.yaml names none. */
  readonly dependencies: readonly (Dependency | null)[] | undefined;
  readonly type: string;
}

const MAINTAINER: StructSpec = { name: 'Maintainer', fields: { name: 'string', email: 'string', url: 'string' } };
const DEPENDENCY: StructSpec = {
  name: 'Dependency',
  fields: { name: 'string', version: 'string', repository: 'string', condition: 'string', tags: 'texts', enabled: 'bool', 'import-values': 'values', alias: 'string' },
};
export const METADATA: StructSpec = {
  name: 'Metadata',
  fields: {
    name: 'string', home: 'string', sources: 'texts', version: 'string', description: 'string', keywords: 'texts', maintainers: { list: MAINTAINER, type: 'chart.Maintainer' }, icon: 'string', apiVersion: 'string',
    condition: 'string', tags: 'string', appVersion: 'string', deprecated: 'bool', annotations: 'textMap', kubeVersion: 'string', dependencies: { list: DEPENDENCY, type: 'chart.Dependency' }, type: 'string',
  },
};

const text = (value: StructValue, field: string): string => (value[field] as string | undefined) ?? '';
const list = <T>(value: StructValue, field: string): readonly T[] => (value[field] as readonly T[] | undefined) ?? [];

const dependency = (value: StructValue): Dependency => ({
  name: text(value, 'name'), version: text(value, 'version'), repository: text(value, 'repository'), condition: text(value, 'condition'), tags: list(value, 'tags'),
  enabled: value['enabled'] === true, importValues: list(value, 'import-values'), alias: text(value, 'alias'),
});

export function metadataOf(value: StructValue): Metadata {
  const dependencies = value['dependencies'] as readonly (StructValue | null)[] | undefined;
  return {
    name: text(value, 'name'), home: text(value, 'home'), sources: list(value, 'sources'), version: text(value, 'version'), description: text(value, 'description'), keywords: list(value, 'keywords'),
    maintainers: list<StructValue | null>(value, 'maintainers').map((one) => one && { name: text(one, 'name'), email: text(one, 'email'), url: text(one, 'url') }),
    icon: text(value, 'icon'), apiVersion: text(value, 'apiVersion'), condition: text(value, 'condition'), tags: text(value, 'tags'), appVersion: text(value, 'appVersion'), deprecated: value['deprecated'] === true,
    annotations: value['annotations'] as Readonly<Record<string, string>> | undefined, kubeVersion: text(value, 'kubeVersion'), dependencies: dependencies?.map((one) => one && dependency(one)), type: text(value, 'type'),
  };
}

/** sanitizeString: blanks become spaces, what cannot be printed goes. */
const sanitize = (value: string): string => Array.from(value, (char) => (/\s/u.test(char) ? ' ' : isPrintable(char) ? char : '')).join('');

export function sanitized(metadata: Metadata): Metadata {
  const clean = sanitize;
  return {
    ...metadata, name: clean(metadata.name), description: clean(metadata.description), home: clean(metadata.home), icon: clean(metadata.icon), condition: clean(metadata.condition), tags: clean(metadata.tags),
    appVersion: clean(metadata.appVersion), kubeVersion: clean(metadata.kubeVersion), sources: metadata.sources.map(clean), keywords: metadata.keywords.map(clean),
    maintainers: metadata.maintainers.map((one) => one && { name: clean(one.name), email: clean(one.email), url: clean(one.url) }),
    dependencies: metadata.dependencies?.map((one) => one && { ...one, name: clean(one.name), version: clean(one.version), repository: clean(one.repository), condition: clean(one.condition), tags: one.tags.map(clean) }),
  };
}

/** Metadata.Validate: what is wrong, or undefined. */
export function metadataError(metadata: Metadata): string | undefined {
  const found = firstError(metadata);
  return found === undefined ? undefined : `validation: ${found}`;
}

function firstError({ name, apiVersion, version, type, maintainers, dependencies }: Metadata): string | undefined {
  if (apiVersion === '') return 'chart.metadata.apiVersion is required';
  if (name === '') return 'chart.metadata.name is required';
  if (name === '.' || name === '..') return `chart.metadata.name ${quote(name)} is not allowed`;
  if (name !== basePath(name)) return `chart.metadata.name ${quote(name)} is invalid`;
  if (version === '') return 'chart.metadata.version is required';
  if (!parseVersion(version).ok) return `chart.metadata.version ${quote(version)} is invalid`;
  if (!['', 'application', 'library'].includes(type)) return 'chart.metadata.type must be application or library';
  if (maintainers.includes(null)) return 'maintainers must not contain empty or null nodes';
  const seen = new Set<string>();
  for (const one of dependencies ?? []) {
    if (one === null) return 'dependencies must not contain empty or null nodes';
    if (one.alias !== '' && !/^[a-zA-Z0-9_-]+$/.test(one.alias)) return `dependency ${quote(one.name)} has disallowed characters in the alias`;
    const key = one.alias === '' ? one.name : one.alias;
    if (seen.has(key)) return `more than one dependency with name or alias ${quote(key)}`;
    seen.add(key);
  }
  return undefined;
}
