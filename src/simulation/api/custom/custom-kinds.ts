import { metaV1 } from '../generated/schema/meta.v1';
import type { CustomResourceColumnDefinition, CustomResourceDefinition, JSONSchemaProps } from '../generated/types/apiextensions.v1';
import type { Kind } from '../kind';
import type { Field } from '../schema/parse';
import type { CustomTableColumn, Resource, Verb } from '../schema/resources';
import { schemaOf } from '../schema/schema';
import type { Schema } from '../schema/schema';
import type { ApiObject } from '../types';
import { compareVersions } from '../versions';
import { defaultBySchema } from './defaulting';
import { prunedBySchema } from './pruning';
import { customStrategy } from '../strategy/custom';
import { StructuralTypes } from './structural';
import { customValidation } from './validation';
import type { RuleEvaluator } from './validation';
import { hasRules } from './values/rules';

const VERBS: readonly Verb[] = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const SUBRESOURCE_VERBS: readonly Verb[] = ['get', 'patch', 'update'];

/**
 * The kinds that a CustomResourceDefinition brings: one a served version, the preferred one first, with its structural schema as field table and its defaults
 * (apiextensions-apiserver pkg/apiserver customresource_handler.go). `registry.with(customKinds(crd))` makes them readable.
 * @param evaluate runs `x-kubernetes-validations`: `ruleObjectErrors` of rules/check-object.ts. A page whose schemas have none leaves it out, and
 * carries no CEL. Throws a RangeError where a schema has rules and there is nothing to run them.
 */
export function customKinds(crd: CustomResourceDefinition, evaluate?: RuleEvaluator): readonly Kind[] {
  const { group, names, scope, versions, conversion } = crd.spec;
  const storage = versions.find((one) => one.storage)?.name ?? '';
  return versions
    .filter(({ served }) => served)
    .sort((a, b) => compareVersions(b.name, a.name))
    .map((version): Kind => {
      const apiVersion = `${group}/${version.name}`;
      const root = version.schema?.openAPIV3Schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
      const type = `${apiVersion}.${names.kind}`;
      const ruled = hasRules(root);
      if (ruled && evaluate === undefined) throw new RangeError(`the schema of ${type} has x-kubernetes-validations and nothing was given to run them: customKinds(crd, ruleObjectErrors)`);
      const subresource = (name: string, kind: string, at: string) => ({ name, kind, apiVersion: at, verbs: SUBRESOURCE_VERBS });
      const resource: Resource = {
        group,
        version: version.name,
        apiVersion,
        plural: names.plural,
        singular: names.singular ?? names.kind.toLowerCase(),
        kind: names.kind,
        namespaced: scope === 'Namespaced',
        verbs: VERBS,
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        subresources: [
          ...(version.subresources?.status === undefined ? [] : [subresource('status', names.kind, apiVersion)]),
          ...(version.subresources?.scale === undefined ? [] : [subresource('scale', 'Scale', 'autoscaling/v1')]),
        ],
      };
      return { apiVersion, kind: names.kind, resource, type, custom: true, storageApiVersion: `${group}/${storage}`, kept: (object: ApiObject) => asKept(versions, object), pruned: (object: ApiObject) => prunedBySchema(object, root), ...(conversion?.strategy === 'Webhook' && conversion.webhook?.clientConfig !== undefined ? { conversion: conversion.webhook.clientConfig } : {}), ...(version.subresources?.scale === undefined ? {} : { scalePaths: version.subresources.scale }), selectable: (version.selectableFields ?? []).map(({ jsonPath }) => jsonPath), ...(version.schema?.openAPIV3Schema === undefined ? {} : { openApi: version.schema.openAPIV3Schema }), columns: printerColumns(version.additionalPrinterColumns), ...(version.deprecated === true ? { deprecation: version.deprecationWarning ?? deprecationOf(crd, version.name) } : {}), schema: customSchema(root, type), ...customStrategy(version.subresources?.status !== undefined), ...customValidation({ schema: root, namespaced: resource.namespaced, scale: version.subresources?.scale, evaluate: ruled ? evaluate : undefined }), defaults: (object: ApiObject) => defaultBySchema(prunedBySchema(object, root), root) as ApiObject };
    });
}

/** An object as it comes out of the storage, by the schema of the version that it lies there in (crdConversionRESTOptionsGetter: its decoder and unstructuredDefaulter work before the conversion). */
function asKept(versions: CustomResourceDefinition['spec']['versions'], object: ApiObject): ApiObject {
  const root = versions.find(({ name }) => object.apiVersion.endsWith(`/${name}`))?.schema?.openAPIV3Schema;
  return root === undefined ? object : (defaultBySchema(prunedBySchema(object, root), root) as ApiObject);
}

/** defaultDeprecationWarning (customresource_handler.go): what a deprecated version is told to be replaced by is the most preferred of those that are served, newer and not deprecated themselves. */
function deprecationOf({ spec: { group, names, versions } }: CustomResourceDefinition, deprecated: string): string {
  const [best] = versions
    .filter((one) => one.served && one.deprecated !== true && compareVersions(one.name, deprecated) > 0)
    .map(({ name }) => name)
    .sort((a, b) => compareVersions(b, a));
  const said = `${group}/${deprecated} ${names.kind} is deprecated`;
  return best === undefined ? said : `${said}; use ${group}/${best} ${names.kind}`;
}

const AGE = { name: 'Age', type: 'date', format: '', priority: 0, jsonPath: '.metadata.creationTimestamp' } as const;

/** The columns of its tables: what the definition says, or how old an object is. */
const printerColumns = (columns: readonly CustomResourceColumnDefinition[] | undefined): readonly CustomTableColumn[] =>
  columns === undefined || columns.length === 0
    ? [AGE]
    : columns.map(({ name, type, format = '', priority = 0, jsonPath }) => ({ name, type: type as CustomTableColumn['type'], format, priority, jsonPath }));

/** The types of a custom resource: what its schema says, and what every object has. */
function customSchema(root: JSONSchemaProps, type: string): Schema {
  const types = new StructuralTypes();
  types.type({ ...root, type: 'object' }, type);
  const top = types.structs.get(type);
  const always = (name: string, field: Pick<Field, 'type' | 'go'>): [string, Field] => [name, { name, required: false, via: [], ...field }];
  types.structs.set(type, {
    name: type,
    atomic: false,
    ...(top?.preserve === true ? { preserve: true } : {}),
    fields: new Map([
      ...(top?.fields ?? []),
      always('apiVersion', { type: { kind: 'string' }, go: 'string' }),
      always('kind', { type: { kind: 'string' }, go: 'string' }),
      always('metadata', { type: { kind: 'struct', name: 'meta.v1.ObjectMeta' }, go: 'v1.ObjectMeta' }),
    ]),
  });
  const meta = schemaOf([metaV1]);
  return { struct: (name) => types.structs.get(name) ?? meta.struct(name) };
}
