/**
 * What is passed over in a comparison (util/argo/normalizers/diff_normalizer.go, knowntypes_normalizer.go; util/argo/diff/ignore.go): fields by JSON pointer or jq path,
 * fields of trusted managers, and custom fields printed as the Go type that they have.
 */
import { applyJsonPatch, JsonPatchError } from '../../api/patch/json-patch';
import { decode, decodeError } from '../../api/manifest/decode';
import { mappingOf } from '../../api/manifest/tree-of';
import { formatQuantity, parseQuantity } from '../../api/quantity';
import { encodeStruct } from '../../api/schema/encode';
import type { Schema } from '../../api/schema/schema';
import { objectOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { parseDuration, printDuration } from '../../base/go/duration';
import { globMatches } from '../windows';
import { groupOf, kindOf, nameOf, namespaceOf } from '../objects';
import type { JsonObject } from '../objects';
import type { IgnoredFields, ResourceOverrides } from '../settings/resource-overrides';
import { compileDeletion } from './jq';
import type { Normalizer } from './normalize';

/** `spec.ignoreDifferences` of an application. */
export interface IgnoredDifference extends IgnoredFields {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

const concerns = ({ group = '', kind = '', name = '', namespace = '' }: IgnoredDifference, object: JsonObject): boolean =>
  globMatches(group, groupOf(object)) && globMatches(kind, kindOf(object)) && (name === '' || name === nameOf(object)) && (namespace === '' || namespace === namespaceOf(object));

/** getGroupKindForOverrideKey. */
function scopeOf(key: string): { readonly group: string; readonly kind: string } {
  const parts = key.split('/');
  if (parts.length > 2) return { group: '', kind: '' };
  return parts.length === 2 ? { group: parts[0]!, kind: parts[1]! } : { group: '', kind: key };
}

/** One field taken away; what is not there, or cannot be taken away, stays. */
function withoutPointer(object: JsonObject, path: string): JsonObject {
  try {
    return objectOf(applyJsonPatch(object, [{ op: 'remove', path }]));
  } catch (error) {
    if (error instanceof JsonPatchError) return object;
    throw error;
  }
}

/** NewIgnoreNormalizer: throws what the jq parser says of a path. */
export function ignoreNormalizer(ignored: readonly IgnoredDifference[], overrides: ResourceOverrides): Normalizer {
  const all = [...ignored, ...[...overrides].map(([key, { ignoreDifferences }]) => ({ ...scopeOf(key), ...ignoreDifferences }))];
  const steps = all.flatMap((one) => [
    ...(one.jsonPointers ?? []).map((path) => ({ one, apply: (object: JsonObject) => withoutPointer(object, path) })),
    ...(one.jqPathExpressions ?? []).map((expression) => ({ one, apply: compileDeletion(expression) })),
  ]);
  return (object) => steps.filter(({ one }) => concerns(one, object)).reduce((result, { apply }) => apply(result), object);
}

/** IgnoreDiffConfig.HasIgnoreDifference: the managers whose fields are theirs. */
export function trustedManagers(target: JsonObject, ignored: readonly IgnoredDifference[], overrides: ResourceOverrides): ReadonlySet<string> {
  const scopes = [overrides.get(`${groupOf(target)}/${kindOf(target)}`), overrides.get('*/*')].map((override) => override?.ignoreDifferences.managedFieldsManagers ?? []);
  const own = ignored.filter((one) => concerns(one, target)).map(({ managedFieldsManagers }) => managedFieldsManagers ?? []);
  return new Set([...scopes, ...own].flat());
}

/** A value as its type prints it; throws where it does not decode. */
type Reprint = (value: unknown) => unknown;

function quantity(value: unknown): unknown {
  const parsed = parseQuantity(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
  if (!parsed.ok) throw new Error('quantities must match the regular expression');
  return formatQuantity(parsed.value);
}

function duration(value: unknown): unknown {
  const parsed = parseDuration(typeof value === 'string' ? value : '');
  if (!parsed.ok) throw new Error(parsed.error);
  return printDuration(parsed.nanoseconds);
}

function isType(schema: Schema, name: string): boolean {
  try {
    schema.struct(name);
    return true;
  } catch {
    return false;
  }
}

/** The types that `knownTypeFields` may name: those of k8s.io/api/core/v1 and two more. */
function reprintAs(type: string, core: Schema): Reprint | undefined {
  if (type === 'core/Quantity') return quantity;
  if (type === 'meta/v1/Duration') return duration;
  if (type === 'core/v1/ResourceList') return (value) => Object.fromEntries(Object.entries(objectOf(value)).map(([name, amount]) => [name, quantity(amount)]));
  const name = type.startsWith('core/v1/') ? `core.v1.${type.slice('core/v1/'.length)}` : '';
  if (name === '' || !isType(core, name)) return undefined;
  return (value) => {
    const { value: decoded, problems } = decode(mappingOf(objectOf(value)), core, name);
    const error = decodeError(problems, false);
    if (error !== undefined) throw new Error(error);
    return encodeStruct(core, name, decoded, objectOf(value));
  };
}

/** knownTypesNormalizer.normalize: along a path, through lists. */
function reprintAt(object: JsonObject, [name = '', ...rest]: readonly string[], reprint: Reprint): JsonObject {
  if (!Object.hasOwn(object, name)) return object;
  const value = object[name];
  const one = (item: unknown): unknown => (rest.length === 0 ? reprint(item) : isObject(item) ? reprintAt(item, rest, reprint) : item);
  return { ...object, [name]: Array.isArray(value) ? value.map((item: unknown) => (isObject(item) ? one(item) : item)) : one(value) };
}

/** NewKnownTypesNormalizer. `core`: the schema of core/v1. Rollouts hold a Pod as Deployments do. */
export function knownTypesNormalizer(overrides: ResourceOverrides, core: Schema): Normalizer {
  const fields = new Map<string, { readonly path: readonly string[]; readonly reprint: Reprint }[]>();
  for (const [key, { knownTypeFields }] of overrides) {
    const { group, kind } = scopeOf(key);
    const known = knownTypeFields.flatMap(({ field, type }) => {
      const reprint = reprintAs(type, core);
      return reprint === undefined ? [] : [{ path: field.split('.'), reprint }];
    });
    if (known.length > 0) fields.set(`${group}/${kind}`, known);
  }
  const podSpec = reprintAs('core/v1/PodSpec', core);
  if (podSpec !== undefined && !fields.has('argoproj.io/Rollout')) fields.set('argoproj.io/Rollout', [{ path: ['spec', 'template', 'spec'], reprint: podSpec }]);
  return (object) => {
    let result = object;
    for (const { path, reprint } of fields.get(`${groupOf(object)}/${kindOf(object)}`) ?? []) {
      try {
        result = reprintAt(result, path, reprint);
      } catch {
        // Upstream logs that the object could not be normalized and goes on with it as far as it came.
        return result;
      }
    }
    return result;
  };
}
