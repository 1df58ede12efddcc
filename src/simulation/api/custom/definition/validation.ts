import { parseRequestUri } from '../../../base/go/url';
import { forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { CustomResourceDefinition, CustomResourceDefinitionSpec, CustomResourceDefinitionVersion, CustomResourceSubresources, JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { dns1123SubdomainErrors } from '../../names';
import { immutable } from '../../validation/common';
import { subdomainName, validateObjectMeta, validateObjectMetaUpdate } from '../../validation/metadata';
import { ruleSchemaErrors } from '../rules/check-schema';
import { knownFormat } from '../values/formats';
import { defaultErrors, hasUnprunedDefaults } from './defaults';
import { internalSpec, printedSchema, printedVersions } from './internal';
import type { InternalSpec } from './internal';
import { eachJoined, oneOf, reviewed, validateColumn, validateConversion, validateDeprecation, validateNames, validateSubresources } from './parts';
import { listKeyErrors, nonAtomicSet, schemaErrors, unknownType } from './schema';
import type { SchemaRules } from './schema';
import { validateSelectableFields } from './selectable-fields';
import { schemaOf, structuralError, structuralErrors } from './structural';

/** What a definition is asked for; an update is not asked for what the old one lacked. */
interface Options extends SchemaRules {
  readonly requireRecognizedReviewVersion: boolean;
  readonly requireSchema: boolean;
  readonly requireStructural: boolean;
  readonly requirePrunedDefaults: boolean;
}

const NEW: Options = {
  requireValidPropertyType: true,
  requireAtomicSetType: true,
  requireMapListKeysMapSet: true,
  requireRecognizedReviewVersion: true,
  requireSchema: true,
  requireStructural: true,
  requirePrunedDefaults: true,
};

/** A schema and all within it, in the order of SchemaHas. */
function everySchema(schema: JSONSchemaProps): JSONSchemaProps[] {
  const { items, allOf = [], anyOf = [], oneOf: one = [], not, properties = {}, additionalProperties } = schema;
  const list = Array.isArray(items) ? items.map(schemaOf) : [schemaOf(items)];
  const inner = [...list, ...allOf, ...anyOf, ...one, not, ...Object.values(properties), schemaOf(additionalProperties)];
  return [schema, ...inner.flatMap((part) => (part === undefined ? [] : everySchema(part)))];
}

const schemasOf = ({ versions = [] }: Partial<CustomResourceDefinitionSpec>): JSONSchemaProps[] => versions.flatMap(({ schema }) => (schema?.openAPIV3Schema === undefined ? [] : [schema.openAPIV3Schema]));

/** The options of an update. */
function optionsFor(old: CustomResourceDefinitionSpec): Options {
  const roots = schemasOf(old);
  const all = roots.flatMap(everySchema);
  return {
    requireRecognizedReviewVersion: (old.conversion?.webhook?.conversionReviewVersions ?? []).length === 0 || reviewed(old.conversion?.webhook?.conversionReviewVersions ?? []),
    requireSchema: roots.length === old.versions.length,
    requireValidPropertyType: !all.some(unknownType),
    requireStructural: !roots.some((root) => structuralError(root) !== undefined || structuralErrors(root, '').length > 0),
    requirePrunedDefaults: !roots.some(hasUnprunedDefaults),
    requireAtomicSetType: !all.some(nonAtomicSet),
    requireMapListKeysMapSet: !all.some((schema) => listKeyErrors(schema, '').length > 0),
  };
}

/** The fields of JSONSchemaProps in the order of the internal struct, with those that may stand at the root of a schema with a status of its own. */
const ROOT_FIELDS =
  'id $schema $ref +description type nullable +format +title default +maximum +exclusiveMaximum +minimum +exclusiveMinimum +maxLength +minLength +pattern +maxItems +minItems +uniqueItems +multipleOf enum maxProperties minProperties +required +items allOf oneOf anyOf not +properties additionalProperties patternProperties dependencies additionalItems definitions +externalDocs +example +x-kubernetes-preserve-unknown-fields x-kubernetes-embedded-resource x-kubernetes-int-or-string x-kubernetes-list-map-keys x-kubernetes-list-type x-kubernetes-map-type +x-kubernetes-validations'.split(
    ' ',
  );
const ALLOWED_AT_ROOT =
  '[Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs Example XPreserveUnknownFields XValidations]';

const isZero = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false;

/** The root of a schema whose status is written through a door of its own. */
function statusRootErrors(schema: JSONSchemaProps, path: string): FieldError[] {
  for (const field of ROOT_FIELDS) {
    const name = field.replace('+', '') as keyof JSONSchemaProps;
    const value = schema[name];
    // A pointer to false is there.
    if (isZero(value) && !(value === false && name === 'x-kubernetes-preserve-unknown-fields')) continue;
    if (name === 'type') {
      if (value === 'object') continue;
      return [invalid(`${path}.type`, value, 'only "object" is allowed as the type at the root of the schema if the status subresource is enabled')];
    }
    if (!field.startsWith('+')) return [invalid(path, printedSchema(schema), `only ${ALLOWED_AT_ROOT} fields are allowed at the root of the schema if the status subresource is enabled`)];
  }
  return [];
}

/** Defaults are looked at in a structural schema only. */
function structureErrors(schema: JSONSchemaProps, options: Options, path: string): readonly FieldError[] {
  const structural = structuralErrors(schema, path);
  return structural.length > 0 ? structural : defaultErrors(schema, path, options.requirePrunedDefaults);
}

/** validateCustomResourceDefinitionValidation. */
function validateSchema(schema: JSONSchemaProps | undefined, hasStatus: boolean, options: Options, path: string): FieldError[] {
  if (schema === undefined) return [];
  const errors = hasStatus ? statusRootErrors(schema, path) : [];
  if (schema.nullable === true) errors.push(forbidden(`${path}.nullable`, 'nullable cannot be true at the root'));
  const unreadable = options.requireStructural ? structuralError(schema) : undefined;
  const structure = options.requireStructural && unreadable === undefined ? structureErrors(schema, options, path) : [];
  const wrong = schemaErrors(schema, path, options);
  errors.push(...structure, ...wrong);
  if (options.requireStructural && unreadable === undefined && structure.length === 0) errors.push(...ruleSchemaErrors(schema, path, wrong));
  return errors.length === 0 && unreadable !== undefined ? [invalid(path, '', unreadable)] : errors;
}

const hasStatus = (subresources: CustomResourceSubresources | undefined): boolean => subresources?.status !== undefined;

function validateVersions({ versions, top }: InternalSpec, options: Options, path: string): FieldError[] {
  const perVersion = versions.some(({ subresources }) => subresources !== undefined);
  return versions.flatMap((version, index) => {
    const at = `${path}.versions[${index}]`;
    return [
      ...eachJoined(version.name ?? '', `${at}.name`),
      ...validateDeprecation(version, at),
      ...validateSchema(version.schema?.openAPIV3Schema, hasStatus(perVersion ? versions.find(({ name }) => name === version.name)?.subresources : top.subresources), options, `${at}.schema.openAPIV3Schema`),
      ...validateSubresources(version.subresources, `${at}.subresources`),
      ...(version.additionalPrinterColumns ?? []).flatMap((column, place) => validateColumn(column, `${at}.additionalPrinterColumns[${place}]`)),
      ...validateSelectableFields(version.selectableFields, version.schema?.openAPIV3Schema, at, 'may only be set when `version.schema.openAPIV3Schema` is not included'),
    ];
  });
}

function validateGroup(group: string, path: string): FieldError[] {
  if (group === '') return [required(path)];
  const wrong = dns1123SubdomainErrors(group);
  if (wrong.length > 0) return [invalid(path, group, wrong.join(','))];
  return group.includes('.') ? [] : [invalid(path, group, 'should be a domain with at least one dot')];
}

/** That there is a schema for each version, and what defaults and extensions ask of the spec. */
function validateSchemas({ spec, versions, top }: InternalSpec, options: Options, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const preserves = spec.preserveUnknownFields === true;
  if (top.schema?.openAPIV3Schema === undefined && (options.requireSchema || !preserves)) {
    for (const [index, { schema, served }] of versions.entries()) {
      if (schema?.openAPIV3Schema !== undefined || (!options.requireSchema && !served)) continue;
      errors.push(required(`${path}.versions[${index}].schema.openAPIV3Schema`, options.requireSchema ? '' : 'because otherwise all fields are pruned'));
    }
  }
  if (preserves && schemasOf(spec).flatMap(everySchema).some(hasDefault)) errors.push(invalid(`${path}.preserveUnknownFields`, true, 'must be false in order to use defaults in the schema'));
  return errors;
}

const hasDefault = (schema: JSONSchemaProps): boolean => (schema.default ?? null) !== null;
const EXTENSIONS = ['x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations'] as const;

/** validateCustomResourceDefinitionSpec. */
function validateSpec(spec: CustomResourceDefinitionSpec, given: Options): FieldError[] {
  const path = 'spec';
  const internal = internalSpec({ ...spec, versions: spec.versions ?? [] });
  const { versions, top } = internal;
  const { group = '', scope = '', names, conversion, preserveUnknownFields }: Partial<CustomResourceDefinitionSpec> = spec;
  const extended = schemasOf(spec).flatMap(everySchema).some((schema) => hasDefault(schema) || EXTENSIONS.some((name) => !isZero(schema[name])));
  const options = { ...given, requireStructural: given.requireStructural || preserveUnknownFields !== true || extended };
  const printed = (): unknown => (spec.versions === undefined ? null : printedVersions(versions));
  const named = versions.map(({ name }) => name ?? '');
  const [first = ''] = named;
  const errors = [...validateGroup(group, `${path}.group`), ...oneOf(scope, ['Cluster', 'Namespaced'], `${path}.scope`), ...validateSchemas(internal, options, path), ...validateVersions(internal, options, path)];
  if (new Set(named).size < named.length) errors.push(invalid(`${path}.versions`, printed(), 'must contain unique version names'));
  if (versions.filter(({ storage }) => storage).length !== 1) errors.push(invalid(`${path}.versions`, printed(), 'must have exactly one version marked as storage version'));
  if (first !== '') errors.push(...eachJoined(first, `${path}.version`));
  for (const name of ['plural', 'singular', 'kind', 'listKind'] as const) if ((names?.[name] ?? '') === '') errors.push(required(`${path}.names.${name}`));
  errors.push(...validateNames(names ?? {}, `${path}.names`));
  const anyStatus = hasStatus(top.subresources) || versions.some(({ subresources }) => hasStatus(subresources));
  errors.push(...validateSchema(top.schema?.openAPIV3Schema, anyStatus, options, `${path}.validation.openAPIV3Schema`));
  errors.push(...validateSubresources(top.subresources, `${path}.subresources`));
  errors.push(...(top.additionalPrinterColumns ?? []).flatMap((column, index) => validateColumn(column, `${path}.additionalPrinterColumns[${index}]`)));
  errors.push(...validateSelectableFields(top.selectableFields, top.schema === undefined ? undefined : (top.schema.openAPIV3Schema ?? {}), path, 'may only be set when validations.schema is included'));
  if (conversion !== undefined && conversion.strategy !== 'None' && preserveUnknownFields === true) errors.push(invalid(`${path}.conversion.strategy`, conversion.strategy, 'must be None if spec.preserveUnknownFields is true'));
  return [...errors, ...validateConversion(conversion, options.requireRecognizedReviewVersion, `${path}.conversion`)];
}

/** ValidateCustomResourceDefinitionStatus and ValidateCustomResourceDefinitionStoredVersions. */
function validateStatus({ spec, status }: CustomResourceDefinition): FieldError[] {
  const stored = (status?.storedVersions ?? []).map((name) => name ?? '');
  const errors = validateNames(status?.acceptedNames ?? {}, 'status.acceptedNames');
  if (stored.length === 0) return [...errors, invalid('status.storedVersions', null, 'must have at least one stored version')];
  const versions = spec.versions ?? [];
  // A version that stands in the spec twice is found once.
  const left = new Set(stored);
  for (const { name = '', storage } of versions as readonly Partial<CustomResourceDefinitionVersion>[]) if (!left.delete(name) && storage === true) errors.push(invalid('status.storedVersions', stored, `must have the storage version ${name}`));
  for (const [index, name] of stored.entries()) {
    if (!left.has(name)) continue;
    errors.push(
      invalid(
        `status.storedVersions[${index}]`,
        name,
        `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`,
      ),
    );
  }
  return errors;
}

const APPROVED = 'api-approved.kubernetes.io';
const PROPOSAL = 'see https://github.com/kubernetes/enhancements/pull/1111';

type Approval = 'missing' | 'bypassed' | 'approved' | 'invalid';

function approvalOf({ metadata }: CustomResourceDefinition): Approval {
  const text = metadata.annotations?.[APPROVED] ?? '';
  if (text === '') return 'missing';
  if (text.startsWith('unapproved')) return 'bypassed';
  const parsed = parseRequestUri(text);
  return parsed.ok && parsed.url.host !== '' && parsed.url.scheme !== '' ? 'approved' : 'invalid';
}

/** validateAPIApproval: groups of the community are approved by it. */
function validateApproval(definition: CustomResourceDefinition, old?: CustomResourceDefinition): FieldError[] {
  const { group = '' }: Partial<CustomResourceDefinitionSpec> = definition.spec;
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return [];
  const approval = approvalOf(definition);
  if (old !== undefined && approvalOf(old) === approval) return [];
  const path = `metadata.annotations[${APPROVED}]`;
  if (approval === 'missing') return [required(path, `protected groups must have approval annotation "${APPROVED}", ${PROPOSAL}`)];
  if (approval !== 'invalid') return [];
  return [invalid(path, definition.metadata.annotations?.[APPROVED] ?? '', `protected groups must have approval annotation "${APPROVED}" with either a URL or a reason starting with "unapproved", ${PROPOSAL}`)];
}

/** validatePreserveUnknownFields. */
const validatePreserve = ({ spec }: CustomResourceDefinition, old?: CustomResourceDefinition): FieldError[] =>
  spec.preserveUnknownFields === true && old?.spec.preserveUnknownFields !== true
    ? [invalid('spec.preserveUnknownFields', true, 'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead')]
    : [];

/** ValidateCustomResourceDefinition. */
export function validateDefinition(definition: CustomResourceDefinition): FieldError[] {
  const { group = '', names }: Partial<CustomResourceDefinitionSpec> = definition.spec;
  const wanted = `${names?.plural ?? ''}.${group}`;
  const check = (name: string, prefix: boolean): readonly string[] => [...subdomainName(name, prefix), ...(name === wanted ? [] : ['must be spec.names.plural+"."+spec.group'])];
  return [
    ...validateObjectMeta(definition.metadata, 'metadata', { namespaced: false, name: check }),
    ...validateSpec(definition.spec, NEW),
    ...validateStatus(definition),
    ...validateApproval(definition),
    ...validatePreserve(definition),
  ];
}

/** ValidateCustomResourceDefinitionUpdate. */
export function validateDefinitionUpdate(definition: CustomResourceDefinition, old: CustomResourceDefinition): FieldError[] {
  const [spec, before] = [definition.spec, old.spec];
  const established = old.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') === true;
  return [
    ...validateObjectMetaUpdate(definition.metadata, old.metadata),
    ...validateSpec(spec, optionsFor(before)),
    ...(established ? [...immutable(spec.scope, before.scope, 'spec.scope'), ...immutable(spec.names.kind ?? '', before.names.kind ?? '', 'spec.names.kind')] : []),
    ...immutable(spec.group, before.group, 'spec.group'),
    ...immutable(spec.names.plural ?? '', before.names.plural ?? '', 'spec.names.plural'),
    ...validateStatus(definition),
    ...validateApproval(definition, old),
    ...validatePreserve(definition, old),
  ];
}

const unknownFormats = ({ spec }: CustomResourceDefinition): string[] =>
  schemasOf(spec)
    .flatMap(everySchema)
    .flatMap(({ format = '', type }) => (format !== '' && knownFormat({ format, ...(type === undefined ? {} : { type }) }) === '' ? [format] : []));

/** The formats of a schema that nothing is checked by. */
export function definitionWarnings(definition: CustomResourceDefinition, old?: CustomResourceDefinition): string[] {
  const known = new Set(old === undefined ? [] : unknownFormats(old));
  return [...new Set(unknownFormats(definition))].filter((format) => !known.has(format)).map((format) => `unrecognized format ${JSON.stringify(format)}`);
}
