/**
 * The API server's internal Go types, as its messages print them: json.Marshal of a struct without tags gives every field under its Go
 * name, in the order of its declaration, the empty ones too. A shape turns a value in the API's JSON into such an object.
 */
export type Shape = (value: unknown) => unknown;

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});

const text: Shape = (value) => value ?? '';
const number: Shape = (value) => value ?? 0;
const bool: Shape = (value) => value ?? false;

/** A pointer, or a list or map whose items print as they are: null where there is none. */
export const pointer: Shape = (value) => (Array.isArray(value) && value.length === 0 ? null : (value ?? null));

/** A pointer to a struct: null where there is none. */
export const pointerTo = (shape: Shape): Shape => (value) => (value === undefined || value === null ? null : shape(value));

/** A list; an empty one is nil. */
export const listOf = (shape: Shape): Shape => (value) => (Array.isArray(value) && value.length > 0 ? value.map(shape) : null);

/** A map, its keys sorted as Go sorts them. */
export const mapOf = (shape: Shape): Shape => (value) =>
  value === undefined || value === null
    ? null
    : Object.fromEntries(
        Object.entries(membersOf(value))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, item]) => [key, shape(item)]),
      );

const SUFFIXES: Readonly<Record<string, Shape>> = { '': text, '#': number, '!': bool, '?': pointer };

/**
 * A struct, its fields in one line: `Name Port# Ready! AppProtocol? TargetPort=targetPort`. A suffix says what stands where nothing was given: a
 * text, 0 (`#`), false (`!`), null (`?`); a field that is in `inner` has its own shape. The JSON name is the Go name with a small first letter, or
 * stands after `=`. A name that begins with `^` is an embedded struct: its fields stand among the others.
 */
export function structOf(line: string, inner: Readonly<Record<string, Shape>> = {}): Shape {
  const fields = line.split(' ').map((token) => {
    const [, up, go = '', suffix = '', json] = /^(\^?)([A-Za-z0-9]+)([#!?]?)(?:=(\S+))?$/.exec(token) ?? [];
    return { embedded: up === '^', go, json: json ?? go.charAt(0).toLowerCase() + go.slice(1), shape: inner[go] ?? SUFFIXES[suffix] ?? text };
  });
  return (value) => {
    const members = membersOf(value);
    return Object.fromEntries(
      fields.flatMap(({ embedded, go, json, shape }): readonly (readonly [string, unknown])[] => (embedded ? Object.entries(membersOf(shape(value))) : [[go, shape(members[json])]])),
    );
  };
}

/** meta/v1 LabelSelector has JSON tags: what is empty is left out. */
export const labelSelector: Shape = (value) => {
  const { matchLabels, matchExpressions } = membersOf(value);
  return {
    ...(Object.keys(membersOf(matchLabels)).length === 0 ? {} : { matchLabels: mapOf((one) => one)(matchLabels) }),
    ...(Array.isArray(matchExpressions) && matchExpressions.length > 0
      ? {
          matchExpressions: matchExpressions.map((one: unknown) => {
            const { key, operator, values } = membersOf(one);
            return { key: key ?? '', operator: operator ?? '', ...(Array.isArray(values) && values.length > 0 ? { values } : {}) };
          }),
        }
      : {}),
  };
};
