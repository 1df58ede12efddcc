/** What the OpenAPI definitions of custom resources say about labels, annotations and names in them (accumulator/loadconfigfromcrds.go). */
import { toJson } from '../../../api/manifest/json';
import { mergeFields, EMPTY } from './field-specs';
import { yamlTree } from './read';
import type { FieldsConfig, FieldSpec } from './field-specs';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: unknown, name: string): Json => {
  const found = isObject(value) ? value[Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase()) ?? ''] : undefined;
  return isObject(found) ? found : {};
};

const MAX_DEPTH = 50;
const PREFIX = 'x-kubernetes-';

function propertiesOf(definitions: Json, name: string): Json {
  return objectAt(objectAt(definitions[name], 'schema'), 'properties');
}

function read(definitions: Json, kind: string, name: string, path: readonly string[]): FieldsConfig {
  let config = EMPTY;
  for (const [property, value] of Object.entries(propertiesOf(definitions, name))) {
    if (!isObject(value)) continue;
    const spec = (...more: string[]): FieldSpec => ({ group: '', version: '', kind, path: [...path, property, ...more].join('/'), create: false });
    const add = (fields: Partial<FieldsConfig>): void => {
      config = mergeFields(config, { ...EMPTY, ...fields });
    };
    if (typeof value[`${PREFIX}annotation`] === 'string') add({ commonAnnotations: [spec()] });
    if (typeof value[`${PREFIX}label-selector`] === 'string') add({ commonLabels: [spec()] });
    if (typeof value[`${PREFIX}identity`] === 'string') add({ namePrefix: [spec()] });
    const [version, target, key] = [value[`${PREFIX}object-ref-api-version`], value[`${PREFIX}object-ref-kind`], value[`${PREFIX}object-ref-name-key`]];
    if (typeof version === 'string' && typeof target === 'string') add({ nameReference: [{ group: '', version, kind: target, referrers: [spec(typeof key === 'string' ? key : 'name')] }] });
    if (typeof value.$ref === 'string' && path.length < MAX_DEPTH) config = mergeFields(config, read(definitions, kind, value.$ref, [...path, property]));
  }
  return config;
}

/** Throws a GoError. */
export function readCrds(text: string): FieldsConfig {
  const tree = yamlTree(text);
  const definitions = tree === undefined ? {} : toJson(tree);
  if (!isObject(definitions)) return EMPTY;
  let config = EMPTY;
  for (const name of Object.keys(definitions).sort()) {
    const properties = propertiesOf(definitions, name);
    if (['kind', 'apiVersion', 'metadata'].every((key) => Object.hasOwn(properties, key))) config = mergeFields(config, read(definitions, name.split('.').pop()!, name, []));
  }
  return config;
}
