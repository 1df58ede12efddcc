import type { FieldError } from './field-errors';
import type { WebhookClientConfig } from './generated/types/apiextensions.v1';
import { withDefaultNamespace } from './defaulting/namespace';
import { setDefaults } from './defaulting/walk';
import type { Defaulters } from './defaulting/walk';
import type { GroupSchema } from './schema/group';
import { parseResources } from './schema/resources';
import type { CustomTableColumn, Resource } from './schema/resources';
import { schemaOf } from './schema/schema';
import type { Schema } from './schema/schema';
import type { JsonObject } from './schema/walk';
import type { ServicePools } from './service/pools';
import type { ApiObject } from './types';

/** What stands in one place of a Table; null: nothing is known. */
export type Cell = string | number | boolean | null;

/** One row of a Table answer: a cell a column, in the order of the columns. */
export type TableCells = readonly Cell[];

/** What the server knows of a request that creates an object. */
export interface CreateContext {
  /** RFC 3339, in seconds. */
  readonly now: string;
  /** Who asks, as a CertificateSigningRequest records it. */
  readonly user?: { readonly username: string; readonly uid?: string; readonly groups?: readonly string[]; readonly extra?: Readonly<Record<string, readonly string[]>> };
}

/** Places in an object, each as the names on the way to it: `['metadata', 'labels']`. */
export type FieldPaths = readonly (readonly string[])[];

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
  prepareForCreate?(object: T, context: CreateContext): T;
  /** Strategy.PrepareForUpdate: keeps the status, counts the generation on. */
  prepareForUpdate?(object: T, old: T): T;
  /** Strategy.GetResetFields: what a write leaves as it was, which therefore nobody comes to own by it. */
  readonly resetFields?: FieldPaths;
  /** Strategy.AllowUnconditionalUpdate is false: an update has to say which version of the object it was made from. */
  readonly updatesNeedVersion?: boolean;
  /** Strategy.AllowCreateOnUpdate: a PUT creates the object that there is not. */
  readonly createdByUpdate?: boolean;
  /** Strategy.Validate: the errors in upstream's order; none when the object is good. */
  validateCreate?(object: T): readonly FieldError[];
  /** Strategy.ValidateUpdate. */
  validateUpdate?(object: T, old: T): readonly FieldError[];
  /** Strategy.WarningsOnCreate and WarningsOnUpdate: what the client prints after `Warning: `. */
  warnings?(object: T, old?: T): readonly string[];
  /** The same for the subresource `status`. */
  readonly status?: {
    prepareForUpdate?(object: T, old: T): T;
    readonly resetFields?: FieldPaths;
    validateUpdate?(object: T, old: T): readonly FieldError[];
    warnings?(object: T, old: T): readonly string[];
  };
  /** The same for the subresource `approval`. */
  readonly approval?: KindHooks<T>['status'];
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
  /** What a client is warned of that uses a version that will go. */
  readonly deprecation?: string;
  /** The version in which objects of a kind with several are kept, whichever they are asked for in: `example.com/v1`. */
  readonly storageApiVersion?: string;
  /** Of a custom kind: an object as it is read from the storage, in whichever version it lies there. */
  readonly kept?: (object: ApiObject) => ApiObject;
  /** Of a custom kind: the object without what the schema of this version does not know. */
  readonly pruned?: (object: ApiObject) => ApiObject;
  /** Of a custom kind: the webhook that converts its objects between versions; none where only their apiVersion changes. */
  readonly conversion?: WebhookClientConfig;
  /** An object of the kind in another version: of a custom kind the answers of that webhook, where it was reached; else the conversion functions of its group. */
  readonly convert?: (object: ApiObject, apiVersion: string) => ApiObject;
  /** Of a custom kind: where its Scale is found in its objects. */
  readonly scalePaths?: { readonly specReplicasPath: string; readonly statusReplicasPath: string; readonly labelSelectorPath?: string };
  /** Fields besides its name and namespace by which objects of a custom kind can be selected: `.spec.engine`. */
  readonly selectable?: readonly string[];
  /** The columns of a custom kind behind its name (additionalPrinterColumns). */
  readonly columns?: readonly CustomTableColumn[];
  /** The schema of a custom kind as its definition gives it (openAPIV3Schema): what `explain` says of it. */
  readonly openApi?: object;
}

/** The objects of a kind: `ObjectOf<typeof podKind>` is Pod. */
export type ObjectOf<K extends Kind> = K extends Kind<infer T> ? T : never;

export interface KindDefinition<T extends ApiObject> extends KindHooks<T>, CommonHooks, Pick<Kind, 'storageApiVersion' | 'convert'> {
  readonly group: GroupSchema;
  /** The group's generated resource lines. */
  readonly resources: string;
  readonly kind: T['kind'];
}

/** Puts a kind together from its group's generated schema and its hand-written hooks. */
export function defineKind<T extends ApiObject>({ group, resources, kind, defaulters, strategy, ...hooks }: KindDefinition<T>): Kind<T> {
  /** Null: not read yet. Some kinds have none. */
  let resource: Resource | undefined | null = null;
  let schema: Schema | undefined;
  // Both are read when they are first asked for: a page that imports a kind starts without reading tables.
  const one: Kind<T> = {
    ...(defaulters === undefined ? {} : { defaults: (object: T) => withDefaults(one, object, defaulters) }),
    ...strategyFor<T>(strategy),
    ...hooks,
    ...(strategy?.status === undefined || hooks.status === undefined ? {} : { status: { ...strategyFor<T>(strategy).status, ...hooks.status } }),
    apiVersion: group.apiVersion,
    kind,
    type: `${group.name}.${kind}`,
    custom: false,
    get resource() {
      if (resource === null) resource = parseResources(group.apiVersion, resources).find((one) => one.kind === kind);
      return resource;
    },
    get schema() {
      return (schema ??= schemaOf([group]));
    },
  };
  return one;
}

/** SetObjectDefaults_<Kind>, in the namespace of the request: `default` where there is none. */
function withDefaults<T extends ApiObject>({ schema, type, resource }: Kind<T>, object: T, defaulters: Defaulters): T {
  const placed = resource?.namespaced === true ? { ...object, metadata: withDefaultNamespace(object.metadata) } : object;
  return setDefaults(schema, type, placed as unknown as JsonObject, defaulters) as unknown as T;
}

/** What of a kind is not particular to its file: the defaulting functions, and what its strategy prepares. */
export interface CommonHooks {
  /** The defaulting functions of its type and of those in it, which `defaults` then calls. */
  readonly defaulters?: Defaulters;
  readonly strategy?: KindHooks<ApiObject>;
}

/** A kind's strategy is written for objects of any kind: it gives back what it was given. */
const strategyFor = <T extends ApiObject>(strategy: KindHooks<ApiObject> | undefined): KindHooks<T> => (strategy ?? {}) as unknown as KindHooks<T>;

/** The kind with common hooks for what it does not say itself. */
export function withHooks<T extends ApiObject>(kind: Kind<T>, { defaulters, strategy }: CommonHooks): Kind<T> {
  const defaults = defaulters === undefined ? {} : { defaults: (object: T): T => withDefaults(kind, object, defaulters) };
  const missing = Object.entries({ ...defaults, ...strategyFor<T>(strategy) }).filter(([name]) => !Object.hasOwn(kind, name));
  return missing.length === 0 ? kind : (Object.defineProperties(Object.fromEntries(missing), Object.getOwnPropertyDescriptors(kind)) as unknown as Kind<T>);
}
