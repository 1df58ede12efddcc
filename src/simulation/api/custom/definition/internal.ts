import { semanticEqual } from '../../equal';
import type { CustomResourceColumnDefinition, CustomResourceDefinitionSpec, CustomResourceDefinitionVersion, CustomResourceSubresources, JSONSchemaProps, SelectableField } from '../../generated/types/apiextensions.v1';
import { listOf, mapOf, pointer, pointerTo, structOf } from '../../internal';
import type { Shape } from '../../internal';
import { isObject } from '../../schema/walk';
import { printed } from '../values/printed';

/** What versions may say by themselves, or all at once at the top of the internal spec. */
export interface VersionParts {
  readonly schema?: CustomResourceDefinitionVersion['schema'];
  readonly subresources?: CustomResourceSubresources;
  readonly additionalPrinterColumns?: readonly CustomResourceColumnDefinition[];
  readonly selectableFields?: readonly SelectableField[];
}

/** A spec as the server checks it: what all versions say alike stands at the top, and no more in the versions. */
export interface InternalSpec {
  readonly spec: CustomResourceDefinitionSpec;
  readonly versions: readonly CustomResourceDefinitionVersion[];
  readonly top: VersionParts;
}

const PARTS = ['schema', 'subresources', 'additionalPrinterColumns', 'selectableFields'] as const;

/** Convert_v1_CustomResourceDefinitionSpec_To_apiextensions_CustomResourceDefinitionSpec. */
export function internalSpec(spec: CustomResourceDefinitionSpec): InternalSpec {
  const { versions } = spec;
  const shared = PARTS.filter((part) => versions.every((version) => sameBeing(version[part], versions[0]?.[part]) && semanticEqual(version[part], versions[0]?.[part])));
  const [first] = versions;
  if (first === undefined) return { spec, versions, top: {} };
  const top: VersionParts = Object.fromEntries(shared.flatMap((part) => (first[part] === undefined ? [] : [[part, first[part]]])));
  const rest = versions.map((version) => Object.fromEntries(Object.entries(version).filter(([name]) => !(shared as readonly string[]).includes(name))) as unknown as CustomResourceDefinitionVersion);
  return { spec, versions: rest, top };
}

/** A pointer is nil or it is not, whatever it points to. */
const sameBeing = (one: unknown, other: unknown): boolean => Array.isArray(one) || Array.isArray(other) || (one === undefined) === (other === undefined);

const RULE = structOf('Rule Message MessageExpression Reason? FieldPath OptionalOldSelf?');
/** Shapes that hold themselves are read when they are used. */
const schema: Shape = (value) => SCHEMA(value);
const orBool: Shape = (value) => (isObject(value) ? { Allows: true, Schema: schema(value) } : { Allows: value, Schema: null });
const orArray: Shape = (value) => ({ Schema: Array.isArray(value) ? null : schema(value), JSONSchemas: Array.isArray(value) ? value.map(schema) : null });
const orStrings: Shape = (value) => ({ Schema: isObject(value) ? schema(value) : null, Property: Array.isArray(value) ? value : null });
const SCHEMA = structOf(
  'ID=id Schema=$schema Ref?=$ref Description Type Nullable! Format Title Default? Maximum? ExclusiveMaximum! Minimum? ExclusiveMinimum! MaxLength? MinLength? Pattern MaxItems? MinItems? UniqueItems! MultipleOf? Enum? MaxProperties? MinProperties? Required? Items AllOf OneOf AnyOf Not Properties AdditionalProperties PatternProperties Dependencies AdditionalItems Definitions ExternalDocs Example? ' +
    'XPreserveUnknownFields?=x-kubernetes-preserve-unknown-fields XEmbeddedResource!=x-kubernetes-embedded-resource XIntOrString!=x-kubernetes-int-or-string XListMapKeys?=x-kubernetes-list-map-keys XListType?=x-kubernetes-list-type XMapType?=x-kubernetes-map-type XValidations=x-kubernetes-validations',
  {
    Default: pointerTo(printed),
    Enum: listOf(printed),
    Example: pointerTo(printed),
    Items: pointerTo(orArray),
    AllOf: listOf(schema),
    OneOf: listOf(schema),
    AnyOf: listOf(schema),
    Not: pointerTo(schema),
    Properties: mapOf(schema),
    AdditionalProperties: pointerTo(orBool),
    PatternProperties: mapOf(schema),
    Dependencies: mapOf(orStrings),
    AdditionalItems: pointerTo(orBool),
    Definitions: mapOf(schema),
    ExternalDocs: pointerTo(structOf('Description URL=url')),
    XValidations: listOf(RULE),
  },
);

/** A schema as Go prints its internal type. */
export const printedSchema = (value: JSONSchemaProps): unknown => SCHEMA(value);

/** `items` as Go prints it. */
export const printedItems = (value: unknown): unknown => orArray(value);

const SUBRESOURCES = structOf('Status Scale', { Status: pointerTo(() => ({})), Scale: pointerTo(structOf('SpecReplicasPath StatusReplicasPath LabelSelectorPath?')) });

const VERSION = structOf('Name Served! Storage! Deprecated! DeprecationWarning? Schema Subresources AdditionalPrinterColumns SelectableFields', {
  Schema: pointerTo(structOf('OpenAPIV3Schema=openAPIV3Schema', { OpenAPIV3Schema: pointerTo(schema) })),
  Subresources: pointerTo(SUBRESOURCES),
  AdditionalPrinterColumns: listOf(structOf('Name Type Format Description Priority# JSONPath=jsonPath')),
  SelectableFields: listOf(structOf('JSONPath=jsonPath')),
});

/** `spec.versions` as Go prints it. */
export const printedVersions = (versions: readonly CustomResourceDefinitionVersion[]): unknown => (versions.length === 0 ? pointer([]) : versions.map(VERSION));
