import { quote } from '../../base/go/quote';

const [YES, NO] = [new Set(['1', 't', 'T', 'true', 'TRUE', 'True']), new Set(['0', 'f', 'F', 'false', 'FALSE', 'False'])];

/** strconv.ParseBool; throws its error. */
export function goParseBool(text: string): boolean {
  if (!YES.has(text) && !NO.has(text)) throw new Error(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`);
  return YES.has(text);
}
