import { allMatches, compileRegexp } from '../../../base/go/regexp';
import type { Library } from '../../../base/cel/run/library';
import { CelError, type Value } from '../../../base/cel/run/values';

/** text.find() and text.findAll() (apiserver pkg/cel/library/regex.go). */

function all(text: string, pattern: string, limit: number): Value[] | CelError {
  const compiled = compileRegexp(pattern);
  if (!compiled.ok) return new CelError(`Illegal regex: ${compiled.error}`);
  const found = Array.from(allMatches(compiled.regexp, text), ({ groups: [match = ''] }) => match);
  return limit < 0 ? found : found.slice(0, limit);
}

export const REGEX_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  find: ['.string_find_string(string,string) -> string'],
  findAll: ['.string_find_all_string(string,string) -> list(string)', '.string_find_all_string_int(string,string,int) -> list(string)'],
};

export const REGEX_LIBRARY: Library = {
  functions: {},
  overloads: {
    string_find_string: (text, pattern) => {
      const found = all(text as string, pattern as string, 1);
      return found instanceof CelError ? found : (found[0] ?? '');
    },
    string_find_all_string: (text, pattern) => all(text as string, pattern as string, -1),
    string_find_all_string_int: (text, pattern, limit) => all(text as string, pattern as string, Number(limit as bigint)),
  },
};
