/** What servers of conversion webhooks know, as data: in which field of one version what stands in another one (ConversionReview of apiextensions.k8s.io/v1). */

/** Objects and lists of JSON. */
type Json = { readonly [name: string]: unknown };

export interface Converter {
  /** Where it listens, with TLS. */
  readonly port: number;
  /** `example.com`. */
  readonly group: string;
  readonly kind: string;
  /** By version: where its fields stand in the hub, the version over which all others are converted. `spec.members` here is `spec.replicas` there. The hub itself has no entries. */
  readonly moved: Readonly<Record<string, readonly (readonly [here: string, hub: string])[]>>;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (object: Json, path: readonly string[]): unknown => path.reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), object);

/** Without the field, and without what is empty then. */
function taken(object: Json, [name = '', ...rest]: readonly string[]): Json {
  const { [name]: inner, ...others } = object;
  if (rest.length === 0 || !isJson(inner)) return others;
  const left = taken(inner, rest);
  return Object.keys(left).length === 0 ? others : { ...others, [name]: left };
}

function put(object: Json, [name = '', ...rest]: readonly string[], value: unknown): Json {
  if (rest.length === 0) return { ...object, [name]: value };
  const inner = object[name];
  return { ...object, [name]: put(isJson(inner) ? inner : {}, rest, value) };
}

/** All at once, so that two fields may change places. */
function moved(object: Json, pairs: readonly (readonly [from: string, to: string])[]): Json {
  const values = pairs.map(([from, to]) => ({ from: from.split('.'), to: to.split('.') })).map(({ from, to }) => ({ from, to, value: valueAt(object, from) })).filter(({ value }) => value !== undefined);
  const rest = values.reduce((one, { from }) => taken(one, from), object);
  return values.reduce((one, { to, value }) => put(one, to, value), rest);
}

/** An object in another version, or what the server answers where it does not know one of both. */
export function converted<T extends { readonly apiVersion: string; readonly kind: string }>({ group, kind, moved: versions }: Converter, object: T, apiVersion: string): T | { readonly error: string } {
  const unknown = [object.apiVersion, apiVersion].find((one) => !Object.keys(versions).some((version) => one === `${group}/${version}`));
  if (unknown !== undefined || object.kind !== kind) return { error: `unexpected conversion of ${object.kind} from ${object.apiVersion} to ${apiVersion}` };
  const pairsOf = (one: string): readonly (readonly [string, string])[] => versions[one.slice(group.length + 1)] ?? [];
  const inHub = moved(object as unknown as Json, pairsOf(object.apiVersion));
  return { ...moved(inHub, pairsOf(apiVersion).map(([here, hub]) => [hub, here] as const)), apiVersion } as unknown as T;
}
