import { isObject } from '../../schema/walk';

/** A value of no Go struct: its maps print their keys in order. */
export function printed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, printed(member)]),
  );
}
