import { goJson } from '../../base/go/json';
import { quote } from '../../base/go/quote';
import { invalid } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { CustomResourceSubresourceScale, JSONSchemaProps } from '../generated/types/apiextensions.v1';
import type { KindHooks } from '../kind';
import { labelKeyErrors } from '../names';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { ApiObject } from '../types';
import { validateObjectMeta, validateObjectMetaUpdate } from '../validation/metadata';
import { Correlated } from './correlated';
import { validateEmbeddedResources } from './values/embedded';
import { NO_PATH, schemaFieldErrors } from './values/field-errors';
import { validateListTypes } from './values/list-types';
import { validateBySchema } from './values/validate';

/** Runs the rules of a schema (in CEL) on an object; with `old`, as an update: `ruleObjectErrors` of rules/check-object.ts. */
export type RuleEvaluator = (schema: JSONSchemaProps, object: JsonObject, old?: JsonObject) => { readonly errors: readonly FieldError[] };

/** What a version of a CustomResourceDefinition says of its objects. */
export interface CustomVersion {
  readonly schema: JSONSchemaProps;
  readonly namespaced: boolean;
  readonly scale: CustomResourceSubresourceScale | undefined;
  /** Runs the rules of the schema; undefined where it has none. */
  readonly evaluate: RuleEvaluator | undefined;
}

const json = (object: ApiObject): JsonObject => object as unknown as JsonObject;

const TYPE_NAMES: Readonly<Record<string, string>> = { string: 'string', boolean: 'bool', object: 'map[string]interface {}' };

/** unstructured.NestedInt64 and NestedString: what stands on a path, or that it is of another type. */
function nested(object: JsonObject, path: string, expected: 'int64' | 'string'): { readonly value: unknown } | { readonly error: string } {
  const names = path.replace(/^\./, '').split('.');
  let value: unknown = object;
  const wrong = (names: readonly string[], found: unknown, wanted: string): string => {
    const type = Array.isArray(found) ? '[]interface {}' : found === null ? '<nil>' : typeof found === 'number' ? (Number.isInteger(found) ? 'int64' : 'float64') : (TYPE_NAMES[typeof found] ?? typeof found);
    return `.${names.join('.')} accessor error: ${typeof found === 'string' ? found : found === null ? '<nil>' : goJson(found)} is of the type ${type}, expected ${wanted}`;
  };
  for (const [index, name] of names.entries()) {
    if (value === null || value === undefined) return { value: undefined };
    if (!isObject(value)) return { error: wrong(names.slice(0, index + 1), value, 'map[string]interface{}') };
    if (!Object.hasOwn(value, name)) return { value: undefined };
    value = value[name];
  }
  const right = expected === 'string' ? typeof value === 'string' : Number.isInteger(value);
  return right ? { value } : { error: wrong(names, value, expected) };
}

const MAX_INT32 = 2 ** 31 - 1;

function validateReplicas(object: JsonObject, path: string): FieldError[] {
  const found = nested(object, path, 'int64');
  if ('error' in found) return [invalid(path, 0, found.error)];
  const replicas = Number(found.value ?? 0);
  if (replicas < 0) return [invalid(path, replicas, 'should be a non-negative integer')];
  return replicas > MAX_INT32 ? [invalid(path, replicas, `should be less than or equal to ${MAX_INT32}`)] : [];
}

function validateScaleStatus(object: JsonObject, { statusReplicasPath, labelSelectorPath }: CustomResourceSubresourceScale): FieldError[] {
  const errors = validateReplicas(object, statusReplicasPath);
  const selector = labelSelectorPath === undefined ? undefined : nested(object, labelSelectorPath, 'string');
  return selector !== undefined && 'error' in selector ? [...errors, invalid(labelSelectorPath ?? '', '', selector.error)] : errors;
}

/** customResourceValidator.ValidateScaleSpec and ValidateScaleStatus: what the scale door would read. */
const validateScale = (object: JsonObject, scale: CustomResourceSubresourceScale | undefined): FieldError[] =>
  scale === undefined ? [] : [...validateReplicas(object, scale.specReplicasPath), ...validateScaleStatus(object, scale)];

const BLOCKING: ReadonlySet<string> = new Set(['notSupported', 'required', 'tooLong', 'tooMany', 'typeInvalid']);

/** The rules of the schema (in CEL), where the errors before leave an object that rules can be asked about. */
function withRules({ schema, evaluate }: CustomVersion, errors: readonly FieldError[], value: JsonObject, before?: JsonObject): readonly FieldError[] {
  if (evaluate === undefined) return errors;
  if (errors.some(({ type }) => BLOCKING.has(type))) {
    return [...errors, invalid(NO_PATH, null, 'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation')];
  }
  return [...errors, ...evaluate(schema, value, before).errors];
}

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set(['orphan', 'foregroundDeletion', 'kubernetes']);

/** validateKubeFinalizerName. */
function finalizerWarnings(finalizer: string): string[] {
  const at = `metadata.finalizers: ${quote(finalizer)}: `;
  const warnings = labelKeyErrors(finalizer).map((error) => `${at}${error}`);
  if (finalizer.includes('/') || STANDARD_FINALIZERS.has(finalizer)) return warnings;
  const including = finalizer.includes('.') ? ' including a path (/)' : '';
  return [...warnings, `${at}prefer a domain-qualified finalizer name${including} to avoid accidental conflicts with other finalizer writers`];
}

/** The checks of custom resources (apiextensions-apiserver pkg/registry/customresource strategy.go and validator.go). */
export function customValidation(version: CustomVersion): Pick<KindHooks<ApiObject>, 'validateCreate' | 'validateUpdate' | 'warnings'> {
  const { schema, namespaced, scale } = version;
  return {
    validateCreate(object) {
      const value = json(object);
      const errors = [
        ...validateObjectMeta(object.metadata, 'metadata', { namespaced }),
        ...schemaFieldErrors(validateBySchema(schema, value)),
        ...validateScale(value, scale),
        ...validateEmbeddedResources(schema, value),
        ...validateListTypes(schema, value),
      ];
      return withRules(version, errors, value);
    },
    validateUpdate(object, old) {
      const [value, before] = [json(object), json(old)];
      const errors = [
        ...validateObjectMetaUpdate(object.metadata, old.metadata),
        ...schemaFieldErrors(validateBySchema(schema, value, new Correlated(value, before, schema))),
        ...validateScale(value, scale),
        ...validateEmbeddedResources(schema, value),
        ...(validateListTypes(schema, before).length > 0 ? [] : validateListTypes(schema, value)),
      ];
      return withRules(version, errors, value, before);
    },
    warnings(object, old) {
      const before = new Set(old?.metadata.finalizers);
      return [...new Set(object.metadata.finalizers)].filter((finalizer) => !before.has(finalizer)).sort().flatMap(finalizerWarnings);
    },
  };
}
