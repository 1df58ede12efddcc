/**
 * What `argocd-cm` says of kinds (util/settings/settings.go: GetResourceOverrides, GetResourceCompareOptions; resources_filter.go): health scripts, differences to
 * ignore, fields whose type is known, kinds that are left out.
 */
import { goParseBool } from './parse-bool';
import { toJson } from '../../api/manifest/json';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { parseDocument } from '../../api/yaml';
import { compileGlob } from '../../base/go/glob';
import type { JsonObject } from '../objects';

/** What is passed over when an object is compared: `spec.ignoreDifferences` of an application without its scope. */
export interface IgnoredFields {
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
  readonly managedFieldsManagers?: readonly string[];
}

export interface ResourceOverride {
  readonly healthLua: string;
  readonly useOpenLibs: boolean;
  readonly ignoreDifferences: IgnoredFields;
  readonly knownTypeFields: readonly { readonly field: string; readonly type: string }[];
}

/** By `group/kind`, or the kind of the core group. */
export type ResourceOverrides = ReadonlyMap<string, ResourceOverride>;

export type ConfigMapData = Readonly<Record<string, string>>;

const CUSTOMIZATIONS = 'resource.customizations';
const NONE: ResourceOverride = { healthLua: '', useOpenLibs: false, ignoreDifferences: {}, knownTypeFields: [] };

const yaml = (text: string): unknown => {
  const tree = parseDocument(text);
  return tree === undefined ? undefined : toJson(tree);
};

const texts = (value: unknown): string[] => listOf(value).filter((item): item is string => typeof item === 'string');

function ignoredFields(value: unknown): IgnoredFields {
  const { jsonPointers, jqPathExpressions, managedFieldsManagers } = objectOf(value);
  return { jsonPointers: texts(jsonPointers), jqPathExpressions: texts(jqPathExpressions), managedFieldsManagers: texts(managedFieldsManagers) };
}

const knownFields = (value: unknown): ResourceOverride['knownTypeFields'] => listOf(value).map(objectOf).map(({ field, type }) => ({ field: textOf(field), type: textOf(type) }));

/** One entry of the key `resource.customizations`. */
function wholeOverride(value: JsonObject): ResourceOverride {
  const differences = textOf(value.ignoreDifferences);
  return {
    healthLua: textOf(value['health.lua']), useOpenLibs: value['health.lua.useOpenLibs'] === true,
    ignoreDifferences: differences === '' ? {} : ignoredFields(yaml(differences)), knownTypeFields: knownFields(value.knownTypeFields),
  };
}

/** convertToOverrideKey: `apps_Deployment` → `apps/Deployment`, `all` → everything. */
function overrideKey(text: string): string {
  const parts = text.split('_');
  if (parts.length > 2 || text === '') {
    throw new Error(`group kind should be in format \`resource.customizations.<type>.<group_kind>\` or resource.customizations.<type>.<kind>\`, got group kind: '${text}'`);
  }
  const key = parts.join('/');
  return key === 'all' ? '*/*' : key;
}

/** One key `resource.customizations.<type>.<group_kind>` over what stands there already. */
function splitOverride(type: string, text: string, before: ResourceOverride): ResourceOverride {
  switch (type) {
    case 'health':
      return { ...before, healthLua: text };
    case 'useOpenLibs':
      return { ...before, useOpenLibs: goParseBool(text) };
    case 'ignoreDifferences':
      return { ...before, ignoreDifferences: ignoredFields(yaml(text)) };
    case 'knownTypeFields':
      return { ...before, knownTypeFields: knownFields(yaml(text)) };
    case 'actions':
    case 'ignoreResourceUpdates':
      return before;
    default:
      throw new Error(`resource customization type ${type} not supported`);
  }
}

function ignoringStatus(overrides: Map<string, ResourceOverride>, key: string): void {
  const before = overrides.get(key) ?? NONE;
  overrides.set(key, { ...before, ignoreDifferences: { ...before.ignoreDifferences, jsonPointers: [...(before.ignoreDifferences.jsonPointers ?? []), '/status'] } });
}

/** Where `status` is passed over: for all, for CRDs alone, or for none. An unknown word means all. */
function statusScope(data: ConfigMapData): string | undefined {
  const { ignoreResourceStatusField } = objectOf(yaml(data['resource.compareoptions'] ?? ''));
  if (ignoreResourceStatusField === 'crd') return 'apiextensions.k8s.io/CustomResourceDefinition';
  return ignoreResourceStatusField === 'none' || ignoreResourceStatusField === 'off' || ignoreResourceStatusField === false || ignoreResourceStatusField === 'false' ? undefined : '*/*';
}

export function resourceOverrides(data: ConfigMapData): ResourceOverrides {
  const overrides = new Map<string, ResourceOverride>();
  for (const [key, value] of Object.entries(objectOf(yaml(data[CUSTOMIZATIONS] ?? '')))) overrides.set(key, wholeOverride(objectOf(value)));
  for (const [name, text] of Object.entries(data)) {
    if (!name.startsWith(`${CUSTOMIZATIONS}.`)) continue;
    const [, , type = '', ...rest] = name.split('.');
    if (rest.length === 0) continue;
    const key = overrideKey(rest.join('.'));
    overrides.set(key, splitOverride(type, text, overrides.get(key) ?? NONE));
  }
  const scope = statusScope(data);
  if (scope !== undefined) ignoringStatus(overrides, scope);
  return overrides;
}

export const ignoresAggregatedRoles = (data: ConfigMapData): boolean => objectOf(yaml(data['resource.compareoptions'] ?? '')).ignoreAggregatedRoles === true;

interface FilteredKinds {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/** What Argo CD never looks at: much of it, and it changes all the time. */
const CORE_EXCLUDED: readonly FilteredKinds[] = [
  { apiGroups: ['events.k8s.io', 'metrics.k8s.io'], kinds: [] }, { apiGroups: [''], kinds: ['Event'] }, { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
];

const filters = (text: string | undefined): FilteredKinds[] => listOf(yaml(text ?? '')).map(objectOf).map(({ apiGroups, kinds }) => ({ apiGroups: texts(apiGroups), kinds: texts(kinds) }));
const oneMatches = (patterns: readonly string[], text: string): boolean => patterns.length === 0 || patterns.some((pattern) => {
  const glob = compileGlob(pattern);
  return glob.ok && glob.matches(text);
});

/** ResourcesFilter.IsExcludedResource, in the one cluster there is. */
export function excludedKinds(data: ConfigMapData): (group: string, kind: string) => boolean {
  const [excluded, included] = [[...CORE_EXCLUDED, ...filters(data['resource.exclusions'])], filters(data['resource.inclusions'])];
  const isIn = (list: readonly FilteredKinds[], group: string, kind: string): boolean => list.some(({ apiGroups, kinds }) => oneMatches(apiGroups, group) && oneMatches(kinds, kind));
  return (group, kind) => isIn(excluded, group, kind) || (included.length > 0 && !isIn(included, group, kind));
}
