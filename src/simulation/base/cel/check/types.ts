/** CEL's types (cel-go common/types/types.go) and how messages print them (checker/format.go). */

export type Type =
  | { readonly kind: Simple }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  /** The type of types; `of` where it is known which. */
  | { readonly kind: 'type'; readonly of?: Type }
  | { readonly kind: 'param'; readonly name: string }
  /** An object with fields, known by its name. */
  | { readonly kind: 'struct'; readonly name: string }
  /** A type of a library that only its functions look into, such as `optional_type(V)`. */
  | { readonly kind: 'opaque'; readonly name: string; readonly params: readonly Type[] };

type Simple = 'dyn' | 'any' | 'error' | 'null' | 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'duration' | 'timestamp';
const simple = (kind: Simple): Type => ({ kind });

export const DYN = simple('dyn');
export const ANY = simple('any');
export const ERROR = simple('error');
export const NULL = simple('null');
export const BOOL = simple('bool');
export const INT = simple('int');
export const UINT = simple('uint');
export const DOUBLE = simple('double');
export const TEXT = simple('string');
export const BYTES = simple('bytes');
export const DURATION = simple('duration');
export const TIMESTAMP = simple('timestamp');
export const listOf = (of: Type): Type => ({ kind: 'list', of });
export const mapOf = (key: Type, value: Type): Type => ({ kind: 'map', key, value });
export const typeOf = (of?: Type): Type => (of === undefined ? { kind: 'type' } : { kind: 'type', of });
export const param = (name: string): Type => ({ kind: 'param', name });
export const structType = (name: string): Type => ({ kind: 'struct', name });
export const opaque = (name: string, ...params: Type[]): Type => ({ kind: 'opaque', name, params });
export const optionalOf = (type: Type): Type => opaque('optional_type', type);

export const isDyn = ({ kind }: Type): boolean => kind === 'dyn' || kind === 'any';
export const isDynOrError = (type: Type): boolean => isDyn(type) || type.kind === 'error';

/** The type within an optional; undefined for any other. */
export const unwrapOptional = (type: Type): Type | undefined => (type.kind === 'opaque' && type.name === 'optional_type' ? type.params[0] : undefined);

/** The parts that a type is made of. */
export function paramsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'list':
      return [type.of];
    case 'map':
      return [type.key, type.value];
    case 'type':
      return type.of === undefined ? [] : [type.of];
    case 'opaque':
      return type.params;
    default:
      return [];
  }
}

const head = (type: Type): string => ('name' in type ? type.name : type.kind);

/** FormatCELType, as the messages of the checker name types. */
export function formatType(type: Type): string {
  if (type.kind === 'error') return '!error!';
  const params = paramsOf(type);
  return params.length === 0 ? head(type) : `${head(type)}(${params.map(formatType).join(', ')})`;
}

const RUNTIME_NAMES: Readonly<Record<string, string>> = { null: 'null_type', duration: 'google.protobuf.Duration', timestamp: 'google.protobuf.Timestamp', any: 'google.protobuf.Any', error: 'error' };

/** Type.String: as `type` prints and as Kubernetes names what an expression must evaluate to. */
export function printType(type: Type): string {
  const name = RUNTIME_NAMES[type.kind] ?? head(type);
  const params = paramsOf(type);
  return params.length === 0 ? name : `${name}(${params.map(printType).join(', ')})`;
}

/** The name of the type of values, without its parts. */
export const runtimeName = (type: Type): string => RUNTIME_NAMES[type.kind] ?? head(type);

/** Type.IsExactType. */
export function sameType(a: Type, b: Type): boolean {
  if (a.kind !== b.kind || head(a) !== head(b)) return false;
  const [left, right] = [paramsOf(a), paramsOf(b)];
  return left.length === right.length && left.every((type, index) => sameType(type, right[index]!));
}

/** Type.IsEquivalentType: the same in all that is known. */
export function equivalentType(a: Type, b: Type): boolean {
  if (a.kind !== b.kind || head(a) !== head(b)) return false;
  const [left, right] = [paramsOf(a), paramsOf(b)];
  return left.length === right.length && left.every((type, index) => equivalentType(type, right[index]!));
}
