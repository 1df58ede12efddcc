import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';

/** The claims of tokens that a text shows as JSON, on a line or over several: with `lifetime`, seconds. */
export function claimsIn(text: string): readonly JsonObject[] {
  const found: JsonObject[] = [];
  // Objects in a text: each that begins a line, to the brace that closes it.
  for (const { index } of text.matchAll(/^\{/gm)) {
    let depth = 0;
    for (let at = index; at < text.length; at += 1) {
      if (text[at] === '{') depth += 1;
      if (text[at] === '}') depth -= 1;
      if (depth > 0) continue;
      const read = parsed(text.slice(index, at + 1));
      if (isObject(read) && typeof read.exp === 'number' && typeof read.iat === 'number') found.push({ ...read, lifetime: read.exp - read.iat });
      break;
    }
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
