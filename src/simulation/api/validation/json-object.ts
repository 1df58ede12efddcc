import { JsonError, parseJsonValue, quoteChar } from '../manifest/json-text';
import { jsonName } from '../manifest/go-values';

/** The error of encoding/json Unmarshal into a map; undefined for an object, and for null, which it takes. */
export function jsonObjectError(text: string): string | undefined {
  try {
    const { tree, end } = parseJsonValue(text, 0);
    const rest = text.slice(end).replace(/^[ \t\r\n]+/, '');
    if (rest !== '') return `invalid character ${quoteChar(String.fromCodePoint(rest.codePointAt(0) ?? 0))} after top-level value`;
    const name = jsonName(tree);
    return name === 'object' || name === 'null' ? undefined : `json: cannot unmarshal ${name} into Go value of type map[string]interface {}`;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return error.syntax ? error.message : 'unexpected end of JSON input';
  }
}
