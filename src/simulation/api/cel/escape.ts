/** Names of fields as expressions write them (apiserver pkg/cel/escaping.go): `max-size` is `max__dash__size`. */

export const RESERVED_NAMES: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while']);

const WRITTEN: Readonly<Record<string, string>> = { __: '__underscores__', '.': '__dot__', '-': '__dash__', '/': '__slash__' };

/** undefined for a name that no identifier can stand for. */
export function escapeName(name: string): string | undefined {
  if (RESERVED_NAMES.has(name)) return `__${name}__`;
  if (!/^[a-zA-Z_.\-/][a-zA-Z0-9_.\-/]*$/.test(name)) return undefined;
  return name.replace(/__|[-./]/g, (part) => WRITTEN[part]!);
}
