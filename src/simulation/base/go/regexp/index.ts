/** Regular expressions as Go has them (package regexp): linear in the length of the text, and the same matches. */
import { parseRegexp } from './parse';
import { compileTree } from './program';
import { runThreads } from './threads';
import type { Slots } from './threads';
import { isPlain, sourceOf } from './tree';

export interface RegexpMatch {
  readonly index: number;
  readonly end: number;
  /** The whole, then what each group kept. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

export interface Regexp {
  /** The expression as it was given. */
  readonly text: string;
  /** How many groups keep something. */
  readonly groups: number;
  /** The first match from a place on. */
  find(text: string, from: number): RegexpMatch | undefined;
}

export type RegexpResult = { readonly ok: true; readonly regexp: Regexp } | { readonly ok: false; readonly error: string };

type Found = Pick<RegexpMatch, 'index' | 'end' | 'groups'>;

function plainly(source: string): (text: string, from: number) => Found | undefined {
  const expression = new RegExp(source, 'gu');
  return (text, from) => {
    expression.lastIndex = from;
    const found = expression.exec(text);
    return found === null ? undefined : { index: found.index, end: found.index + found[0].length, groups: [...found] };
  };
}

const groupsOf = (text: string, slots: Slots, count: number): readonly (string | undefined)[] =>
  Array.from({ length: count }, (_, index) => {
    const [start, end] = [slots[2 * index], slots[2 * index + 1]];
    return start === undefined || end === undefined ? undefined : text.slice(start, end);
  });

function compile(text: string): RegexpResult {
  const parsed = parseRegexp(text);
  if (typeof parsed === 'string') return { ok: false, error: parsed };
  const { tree, names } = parsed;
  let find: (text: string, from: number) => Found | undefined;
  if (isPlain(tree)) find = plainly(sourceOf(tree));
  else {
    const program = compileTree(tree);
    find = (within, from) => {
      const slots = runThreads(program, within, from);
      return slots === undefined ? undefined : { index: slots[0]!, end: slots[1]!, groups: groupsOf(within, slots, names.length + 1) };
    };
  }
  return {
    ok: true,
    regexp: {
      text,
      groups: names.length,
      find(within, from) {
        const found = find(within, from);
        return found === undefined ? undefined : { ...found, named: Object.fromEntries(names.flatMap((name, index) => (name === undefined ? [] : [[name, found.groups[index + 1]]]))) };
      },
    },
  };
}

const compiled = new Map<string, RegexpResult>();
const MAX_KEPT = 500;

/** regexp.Compile. */
export function compileRegexp(text: string): RegexpResult {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const result = compile(text);
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(text, result);
  return result;
}

/** Regexp.MatchString: whether the expression matches somewhere. */
export const regexpMatches = (regexp: Regexp, text: string): boolean => regexp.find(text, 0) !== undefined;

/** Regexp.allMatches: one after the other; nothing, right after a match, is no match. */
export function* allMatches(regexp: Regexp, text: string): Generator<RegexpMatch> {
  let before = -1;
  for (let place = 0; place <= text.length; ) {
    const found = regexp.find(text, place);
    if (found === undefined) return;
    const empty = found.end === place;
    if (!(empty && found.index === before)) yield found;
    place = empty ? place + (place < text.length ? String.fromCodePoint(text.codePointAt(place)!).length : 1) : found.end;
    before = found.end;
  }
}
