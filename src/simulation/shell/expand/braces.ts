import type { Part, Word } from '../language/ast';

/** At most so many words from one. */
const MOST = 10_000;

/** One character of a word as it was written, or something that a dollar brings. */
type Item = string | Part;

const itemsOf = (word: Word): Item[] => word.flatMap((part): Item[] => (part.kind === 'text' && !part.quoted ? [...part.text] : [part]));

function wordOf(items: readonly Item[]): Word {
  const parts: Part[] = [];
  for (const item of items) {
    const last = parts.at(-1);
    if (typeof item !== 'string') parts.push(item);
    else if (last?.kind === 'text' && !last.quoted) parts[parts.length - 1] = { ...last, text: last.text + item };
    else parts.push({ kind: 'text', text: item, quoted: false });
  }
  return parts;
}

/** `1..5`, `a..e`, `0..10..2`. */
function sequence(text: string): string[] | undefined {
  const [, from = '', to = '', by] = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(text) ?? [];
  if (from === '' || /\d/.test(from) !== /\d/.test(to)) return undefined;
  const letters = !/\d/.test(from);
  const [a, b] = letters ? [from.charCodeAt(0), to.charCodeAt(0)] : [Number(from), Number(to)];
  const step = Math.max(1, Math.abs(Number(by ?? 1)));
  if (Math.abs(b - a) / step > MOST) return undefined;
  const width = [from, to].some((one) => /^-?0\d/.test(one)) ? Math.max(from.length, to.length) : 0;
  const values: string[] = [];
  for (let at = 0; at <= Math.abs(b - a); at += step) {
    const value = a < b ? a + at : a - at;
    values.push(letters ? String.fromCharCode(value) : value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0'));
  }
  return values;
}

/** The first pair of braces that is one: where it opens, its commas on its own level, and where it closes. */
function braces(items: readonly Item[]): { readonly open: number; readonly commas: readonly number[]; readonly close: number } | undefined {
  for (let open = 0; open < items.length; open += 1) {
    if (items[open] !== '{') continue;
    let depth = 0;
    const commas: number[] = [];
    for (let at = open; at < items.length; at += 1) {
      if (items[at] === '{') depth += 1;
      else if (items[at] === ',' && depth === 1) commas.push(at);
      else if (items[at] === '}') depth -= 1;
      if (depth > 0) continue;
      const between = items.slice(open + 1, at);
      const texts = between.filter((item): item is string => typeof item === 'string');
      if (commas.length > 0 || (texts.length === between.length && sequence(texts.join('')) !== undefined)) return { open, commas, close: at };
      break;
    }
  }
  return undefined;
}

function expanded(items: readonly Item[]): readonly (readonly Item[])[] {
  const found = braces(items);
  if (found === undefined) return [items];
  const { open, commas, close } = found;
  const edges = [open, ...commas, close];
  const inner = items.slice(open + 1, close);
  const choices: readonly (readonly Item[])[] = commas.length > 0
    ? edges.slice(1).flatMap((edge, at) => expanded(items.slice(edges[at]! + 1, edge)))
    : (sequence(inner.join('')) ?? []).map((text) => [...text]);
  const after = expanded(items.slice(close + 1));
  return choices.flatMap((choice) => after.map((rest) => [...items.slice(0, open), ...choice, ...rest])).slice(0, MOST);
}

/** Brace expansion: `a{b,c}` is two words, `{1..3}` three. */
export function expandBraces(word: Word): readonly Word[] {
  if (!word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'))) return [word];
  return expanded(itemsOf(word)).map(wordOf);
}
