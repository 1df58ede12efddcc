import type { FieldError } from './field-errors';
import type { GroupSchema } from './schema/group';
import { parseResources } from './schema/resources';
import type { Resource } from './schema/resources';
import { schemaOf } from './schema/schema';
import type { Schema } from './schema/schema';
import type { ServicePools } from './service/pools';
import type { ApiObject } from './types';

/** One row of a Table answer: a cell a column, in the order of the columns. */
export type TableCells = readonly (string | number | boolean)[];

/**
 * What is particular to a kind, as its file in `kinds/` writes it (upstream: pkg/apis/<group>/<version>/defaults.go,
 * pkg/apis/<group>/validation, pkg/registry/<group>/<kind>/strategy.go, pkg/printers/internalversion). Each is a pure function; what
 * a kind does not need it leaves out. A request runs them in this order: defaults, admission, allocate, prepare, validate.
 */
export interface KindHooks<T extends ApiObject> {
  /** SetObjectDefaults_<Kind>: idempotent. */
  defaults?(object: T): T;
  /**
   * Store.BeginCreate and BeginUpdate: takes what the object needs from what the cluster has to give, before anything else is checked. Its errors
   * end the request.
   */
  allocate?(object: T, old: T | undefined, pools: ServicePools): { readonly service: T } | { readonly errors: readonly FieldError[] } | { readonly internal: string };
  /** Strategy.PrepareForCreate: drops what a client may not set, sets the first generation. */
  prepareForCreate?(object: T): T;
  /** Strategy.PrepareForUpdate: keeps the status, counts the generation on. */
  prepareForUpdate?(object: T, old: T): T;
  /** Strategy.Validate: the errors in upstream's order; none when the object is good. */
  validateCreate?(object: T): readonly FieldError[];
  /** Strategy.ValidateUpdate. */
  validateUpdate?(object: T, old: T): readonly FieldError[];
  /** Strategy.WarningsOnCreate and WarningsOnUpdate: what the client prints after `Warning: `. */
  warnings?(object: T, old?: T): readonly string[];
  /** The same for the subresource `status`. */
  readonly status?: {
    prepareForUpdate?(object: T, old: T): T;
    validateUpdate?(object: T, old: T): readonly FieldError[];
  };
  /** A row of `kubectl get -o wide`. `now`: µs since 1970. */
  tableCells?(object: T, now: number): TableCells;
}

/** A kind of the API: what the generated schema knows about it and what is written by hand. */
export interface Kind<T extends ApiObject = ApiObject> extends KindHooks<T> {
  readonly apiVersion: T['apiVersion'];
  readonly kind: T['kind'];
  /** Its place in the API: plural, scope, verbs, short names, subresources. Undefined for kinds that are only sent to subresources (Scale, Eviction, TokenRequest). */
  readonly resource: Resource | undefined;
  /** The name of its type in `schema`: `core.v1.Pod`. */
  readonly type: string;
  /** Gives its fields, and those of the types in it. */
  readonly schema: Schema;
  /** Served from a CustomResourceDefinition: fields are pruned and checked by its schema, not decoded into Go types. */
  readonly custom: boolean;
}

/** The objects of a kind: `ObjectOf<typeof podKind>` is Pod. */
export type ObjectOf<K extends Kind> = K extends Kind<infer T> ? T : never;

export interface KindDefinition<T extends ApiObject> extends KindHooks<T> {
  readonly group: GroupSchema;
  /** The group's generated resource lines. */
  readonly resources: string;
  readonly kind: T['kind'];
}

/** Puts a kind together from its group's generated schema and its hand-written hooks. */
export function defineKind<T extends ApiObject>({ group, resources, kind, ...hooks }: KindDefinition<T>): Kind<T> {
  let resource: Resource | undefined;
  let schema: Schema | undefined;
  // Both are read when they are first asked for: a page that imports a kind starts without reading tables.
  return {
    ...hooks,
    apiVersion: group.apiVersion,
    kind,
    type: `${group.name}.${kind}`,
    custom: false,
    get resource() {
      return (resource ??= parseResources(group.apiVersion, resources).find((one) => one.kind === kind));
    },
    get schema() {
      return (schema ??= schemaOf([group]));
    },
  };
}
