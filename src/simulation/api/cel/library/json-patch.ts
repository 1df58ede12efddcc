import type { Library } from '../../../base/cel/run/library';

/** jsonpatch.escapeKey (apiserver pkg/cel/library/jsonpatch.go): a key as one step of a JSON pointer. Only mutations may use it. */
export const JSON_PATCH_FUNCTIONS: Readonly<Record<string, readonly string[]>> = { 'jsonpatch.escapeKey': ['string_jsonpatch_escapeKey_string(string) -> string'] };

export const JSON_PATCH_LIBRARY: Library = {
  functions: {},
  overloads: { string_jsonpatch_escapeKey_string: (key) => (key as string).replaceAll('~', '~0').replaceAll('/', '~1') },
};
