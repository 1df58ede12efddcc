import { invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { dns1035LabelErrors } from '../../names';
import { isObject } from '../../schema/walk';
import { printed } from './printed';
import type { JsonObject } from '../../schema/walk';
import type { ObjectMeta } from '../../types';
import { pathSegmentName, validateObjectMeta } from '../../validation/metadata';

const child = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Strings of an embedded object's type. */
function textErrors(value: unknown, path: string, check: (text: string) => readonly FieldError[]): readonly FieldError[] {
  if (typeof value !== 'string') return [invalid(path, printed(value), 'must be a string')];
  return value === '' ? [invalid(path, value, 'must not be empty')] : check(value);
}

function validateEmbedded(value: JsonObject, path: string): FieldError[] {
  const { apiVersion, kind, metadata } = value;
  const [versionPath, kindPath, metadataPath] = [child(path, 'apiVersion'), child(path, 'kind'), child(path, 'metadata')];
  const errors: FieldError[] = [...(apiVersion === undefined ? [required(versionPath)] : []), ...(kind === undefined ? [required(kindPath)] : [])];
  if (apiVersion !== undefined) errors.push(...textErrors(apiVersion, versionPath, (text) => (text.split('/').length > 2 ? [invalid(versionPath, text, `unexpected GroupVersion string: ${text}`)] : [])));
  if (kind !== undefined) {
    errors.push(
      ...textErrors(kind, kindPath, (text) => {
        const wrong = dns1035LabelErrors(text.toLowerCase());
        return wrong.length === 0 ? [] : [invalid(kindPath, text, `may have mixed case, but should otherwise match: ${wrong.join(',')}`)];
      }),
    );
  }
  if (!isObject(metadata)) return errors;
  const meta = metadata as ObjectMeta;
  const name = (meta.name ?? '') === '' ? 'fakename' : meta.name;
  return [...errors, ...validateObjectMeta({ ...meta, ...(name === undefined ? {} : { name }) }, metadataPath, { namespaced: (meta.namespace ?? '') !== '', name: pathSegmentName })];
}

/** objectmeta.Validate (apiextensions-apiserver pkg/apiserver/schema/objectmeta): the type and the metadata of objects within the object. */
export function validateEmbeddedResources(schema: JSONSchemaProps, value: unknown, path = ''): FieldError[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isObject(items) ? value.flatMap((item: unknown, index) => validateEmbeddedResources(items as JSONSchemaProps, item, `${path}[${index}]`)) : [];
  }
  if (!isObject(value)) return [];
  const { properties = {}, additionalProperties } = schema;
  const own = schema['x-kubernetes-embedded-resource'] === true ? validateEmbedded(value, path) : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, member]) => {
      if (Object.hasOwn(properties, name)) return validateEmbeddedResources(properties[name] ?? {}, member, child(path, name));
      return isObject(additionalProperties) ? validateEmbeddedResources(additionalProperties as JSONSchemaProps, member, `${path}[${name}]`) : [];
    }),
  ];
}
