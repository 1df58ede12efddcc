import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';

/** `fieldPath` of a rule: `.spec.max`, `.labels['a']` (apiextensions-apiserver schema/cel: ValidFieldPath). */

export type RulePath = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly error: string };

const ESCAPES: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', "'": "'", '\\': '\\' };

/** Delimiters by themselves, quoted texts whole, and what stands between. */
function tokens(text: string): string[] {
  return text.match(/'(?:[^'\\]|\\.)*'|[.[\]]|[^.[\]]+/gs) ?? [];
}

/** Walks the path through the schema; where it leads nowhere, says why. */
export function rulePath(text: string, root: JSONSchemaProps): RulePath {
  const fail = (error: string): RulePath => ({ ok: false, error });
  const parts = tokens(text);
  let schema = root;
  let path = '';
  const step = (name: string): boolean => {
    if (schema.properties !== undefined) {
      const next = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
      if (next === undefined) return false;
      path += `${path === '' ? '' : '.'}${name}`;
      schema = next;
      return true;
    }
    if (!isObject(schema.additionalProperties)) return false;
    path += `[${name}]`;
    schema = schema.additionalProperties as JSONSchemaProps;
    return true;
  };
  for (let at = 0; at < parts.length; at += 1) {
    const token = parts[at]!;
    if (token === '.') {
      const name = parts[at + 1];
      if (name === undefined) return fail('unexpected end of JSON path');
      if (!step(name)) return fail('does not refer to a valid field');
      at += 1;
    } else if (token === '[') {
      const quoted = parts[at + 1];
      if (quoted === undefined) return fail('unexpected end of JSON path');
      if (!/^'.*'$/s.test(quoted)) return fail(`expected single quoted string but got ${quoted}`);
      const wrong = /\\([^abfnrtv'\\])/.exec(quoted);
      if (wrong !== null) return fail(`invalid string literal: invalid escape char ${wrong[0]}`);
      if (!step(quoted.slice(1, -1).replace(/\\(.)/g, (_, char: string) => ESCAPES[char]!))) return fail('does not refer to a valid field');
      if (parts[at + 2] === undefined) return fail('unexpected end of JSON path');
      if (parts[at + 2] !== ']') return fail(`expected ] but got ${parts[at + 2]}`);
      at += 2;
    } else return fail(`expected [ or . but got: ${token}`);
  }
  return { ok: true, path };
}
