import type { JSONSchemaProps } from '../generated/types/apiextensions.v1';
import { goJson } from '../../base/go/json';
import { isObject } from '../schema/walk';
import { printed } from './values/printed';

const additional = ({ additionalProperties }: JSONSchemaProps): JSONSchemaProps | undefined => (isObject(additionalProperties) ? (additionalProperties as JSONSchemaProps) : undefined);

/** The schema of a member, as the structural schema has it; undefined for one that it does not know. */
export const memberSchema = (schema: JSONSchemaProps, name: string): JSONSchemaProps | undefined =>
  schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : additional(schema);

/** A value beside what it was before the update, as far as the two can be told to be the same place (apiserver pkg/cel/common CorrelatedObject). */
export class Correlated {
  constructor(
    readonly value: unknown,
    readonly old: unknown,
    readonly schema: JSONSchemaProps,
  ) {}

  member(name: string): Correlated | undefined {
    const { value, old } = this;
    if (!isObject(value) || !isObject(old) || !Object.hasOwn(value, name) || !Object.hasOwn(old, name)) return undefined;
    const schema = memberSchema(this.schema, name);
    return schema === undefined ? undefined : new Correlated(value[name], old[name], schema);
  }

  /** An item of a list that is a map by its keys. */
  item(index: number): Correlated | undefined {
    const { value, old, schema } = this;
    if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(value) || !Array.isArray(old)) return undefined;
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    const key = (item: unknown): string | undefined => (isObject(item) && keys.every((name) => Object.hasOwn(item, name)) ? goJson(keys.map((name) => item[name])) : undefined);
    const wanted = key(value[index]);
    const same = wanted === undefined ? [] : old.filter((item) => key(item) === wanted);
    return same.length === 1 && isObject(schema.items) ? new Correlated(value[index], same[0], schema.items as JSONSchemaProps) : undefined;
  }

  /** CachedDeepEqual: the order of a list that is a map does not count; what the schema does not know is never the same. */
  get unchanged(): boolean {
    const { value, old } = this;
    if (Array.isArray(value) && Array.isArray(old)) {
      if (value.length !== old.length) return false;
      if (this.schema['x-kubernetes-list-type'] !== 'map') return goJson(printed(value)) === goJson(printed(old));
      return value.every((_, index) => this.item(index)?.unchanged === true);
    }
    if (isObject(value) && isObject(old)) {
      const names = Object.keys(value);
      return names.length === Object.keys(old).length && names.every((name) => this.member(name)?.unchanged === true);
    }
    return value === old || goJson(printed(value)) === goJson(printed(old));
  }
}
