import type { Part, Word } from '../language/ast';
import type { List } from '../language/ast';
import { namesIn, nodeAt, resolvePath } from '../files/tree';
import { HOME } from '../files/home';
import type { Steps } from '../steps';
import type { Shell } from '../shell';
import { ArithmeticFault, evaluate } from './arithmetic';
import { expandBraces } from './braces';
import { isPattern, patternSource } from './patterns';
import type { PatternChar } from './patterns';

/** What an expansion refuses, in bash's words (without `bash: `). */
export class ExpansionFault extends Error {}

/** Runs the commands of `$( )` and gives what they print. */
export type Substitute = (list: List) => Steps<string>;

/** A character that came of an expansion without quotes may end a word and be part of a pattern. */
interface Char extends PatternChar {
  readonly splits: boolean;
}
/** A word between other things of an expansion: `"$@"` makes several of one, quotes make one of nothing. */
type Piece = Char | 'empty';

const chars = (text: string, quoted: boolean, splits: boolean): Char[] => [...text].map((char) => ({ char, quoted, splits: splits && !quoted }));

function* changed(shell: Shell, part: Extract<Part, { readonly kind: 'parameter' }>, substitute: Substitute): Steps<string> {
  const { name, how } = part;
  const value = shell.variable(name);
  if (how === undefined) return value ?? '';
  const text = value ?? '';
  switch (how.sign) {
    case 'length': return String([...text].length);
    case '^^': return text.toUpperCase();
    case ',,': return text.toLowerCase();
    case '^': return text.slice(0, 1).toUpperCase() + text.slice(1);
    case ',': return text.slice(0, 1).toLowerCase() + text.slice(1);
    default: break;
  }
  const lacks = how.sign.startsWith(':') ? text === '' : value === undefined;
  switch (how.sign) {
    case ':-': case '-': return lacks ? yield* expandText(shell, how.word, substitute) : text;
    case ':+': case '+': return lacks ? '' : yield* expandText(shell, how.word, substitute);
    case ':=': case '=': {
      if (!lacks) return text;
      const given = yield* expandText(shell, how.word, substitute);
      shell.assign(name, given);
      return given;
    }
    case ':?': case '?': {
      if (!lacks) return text;
      const said = yield* expandText(shell, how.word, substitute);
      throw new ExpansionFault(`${name}: ${said === '' ? 'parameter null or not set' : said}`);
    }
    case ':': {
      const [from = '0', count] = (yield* expandText(shell, how.word, substitute)).split(':');
      const start = Number(evaluate(from, shell));
      const begin = start < 0 ? Math.max(0, text.length + start) : start;
      if (count === undefined) return text.slice(begin);
      const length = Number(evaluate(count, shell));
      return text.slice(begin, length < 0 ? text.length + length : begin + length);
    }
    default: break;
  }
  const pattern = yield* expandPattern(shell, how.word, substitute);
  const source = (lazy: boolean): string => patternSource(pattern, { slash: true, lazy });
  switch (how.sign) {
    case '#': return text.replace(new RegExp(`^(?:${source(true)})`, 'u'), '');
    case '##': return text.replace(new RegExp(`^(?:${source(false)})`, 'u'), '');
    case '%': {
      for (let at = text.length; at >= 0; at -= 1) if (new RegExp(`^(?:${source(false)})$`, 'u').test(text.slice(at))) return text.slice(0, at);
      return text;
    }
    case '%%': {
      for (let at = 0; at <= text.length; at += 1) if (new RegExp(`^(?:${source(false)})$`, 'u').test(text.slice(at))) return text.slice(0, at);
      return text;
    }
    default: {
      if (pattern.length === 0) return text;
      const by = yield* expandText(shell, ('by' in how ? how.by : undefined) ?? [], substitute);
      return text.replace(new RegExp(source(false), how.sign === '//' ? 'gu' : 'u'), () => by);
    }
  }
}

function* pieceOf(shell: Shell, part: Part, substitute: Substitute): Steps<readonly Piece[]> {
  switch (part.kind) {
    case 'text': return part.quoted && part.text === '' ? ['empty'] : chars(part.text, part.quoted, false);
    case 'command': {
      const text = (yield* substitute(part.list)).replace(/\n+$/, '');
      return part.quoted && text === '' ? ['empty'] : chars(text, part.quoted, true);
    }
    case 'arithmetic': return chars(evaluate(yield* expandText(shell, arithmeticWord(part.text), substitute), shell), part.quoted, true);
    case 'parameter': {
      const text = yield* changed(shell, part, substitute);
      return part.quoted && text === '' && part.name !== '@' ? ['empty'] : chars(text, part.quoted, true);
    }
  }
}

/** Names with a dollar in an arithmetic text are what they stand for. */
const arithmeticWord = (text: string): Word => text.split(/(\$(?:\{\w+\}|\w+))/).filter((one) => one !== '').map((one): Part => (/^\$(?:\{\w+\}|\w+)$/.test(one) ? { kind: 'parameter', name: one.replace(/[${}]/g, ''), quoted: true } : { kind: 'text', text: one, quoted: true }));

/** `~` at the beginning of a word. */
function tilde(shell: Shell, word: Word): Word {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.quoted || !/^~(?:[/+-]|$)/.test(first.text)) return word;
  const [head = ''] = /^~[+-]?/.exec(first.text) ?? [];
  if (head.length > 1 && !/^(?:\/|$)/.test(first.text.slice(head.length))) return word;
  const place = head === '~' ? (shell.variable('HOME') ?? HOME) : head === '~+' ? shell.directory : (shell.variable('OLDPWD') ?? head);
  return [{ kind: 'text', text: place, quoted: true }, { ...first, text: first.text.slice(head.length) }, ...rest];
}

function* piecesOf(shell: Shell, word: Word, substitute: Substitute): Steps<readonly Piece[]> {
  const pieces: Piece[] = [];
  // One by one: a substitution may be longer than a call has arguments.
  for (const part of tilde(shell, word)) for (const piece of yield* pieceOf(shell, part, substitute)) pieces.push(piece);
  return pieces;
}

/** A word that stays one: the value of a variable, a file of a redirection. */
export function* expandText(shell: Shell, word: Word, substitute: Substitute): Steps<string> {
  return (yield* piecesOf(shell, word, substitute)).map((piece) => (piece === 'empty' ? '' : piece.char)).join('');
}

function* expandPattern(shell: Shell, word: Word, substitute: Substitute): Steps<readonly PatternChar[]> {
  return (yield* piecesOf(shell, word, substitute)).filter((piece) => piece !== 'empty');
}

/** IFS, as it is unless somebody sets it. */
const SEPARATORS = /[ \t\n]/;

function split(pieces: readonly Piece[]): readonly (readonly PatternChar[])[] {
  const words: PatternChar[][] = [];
  let word: PatternChar[] | undefined;
  for (const piece of pieces) {
    if (piece === 'empty') word ??= [];
    else if (piece.splits && SEPARATORS.test(piece.char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else (word ??= []).push(piece);
  }
  return word === undefined ? words : [...words, word];
}

const textOf = (word: readonly PatternChar[]): string => word.map(({ char }) => char).join('');

/** Pathname expansion; the pattern itself where nothing matches. */
function glob(shell: Shell, word: readonly PatternChar[]): readonly string[] {
  if (!isPattern(word)) return [textOf(word)];
  const parts: PatternChar[][] = [[]];
  for (const one of word) {
    if (one.char === '/') parts.push([]);
    else parts.at(-1)!.push(one);
  }
  const absolute = parts.length > 1 && parts[0]!.length === 0;
  let found = [absolute ? '/' : ''];
  for (const part of absolute ? parts.slice(1) : parts) {
    const at = (prefix: string): string => resolvePath(shell.directory, prefix === '' ? '.' : prefix);
    const join = (prefix: string, name: string): string => (prefix === '' || prefix === '/' ? `${prefix}${name}` : `${prefix}/${name}`);
    if (!isPattern(part)) {
      const name = textOf(part);
      found = found.map((prefix) => join(prefix, name)).filter((path) => nodeAt(shell.tree, at(path)) !== undefined);
      continue;
    }
    const pattern = new RegExp(`^(?:${patternSource(part, { slash: false })})$`, 'u');
    const hidden = part[0]?.char === '.';
    found = found.flatMap((prefix) => (namesIn(shell.tree, at(prefix)) ?? []).filter((name) => (hidden || !name.startsWith('.')) && pattern.test(name)).map((name) => join(prefix, name)));
  }
  return found.length === 0 ? [textOf(word)] : found.sort();
}

/** The words that a word becomes: braces, `~`, dollars, splitting, paths, quotes (bash(1), EXPANSION). */
export function* expandWord(shell: Shell, word: Word, substitute: Substitute): Steps<readonly string[]> {
  const result: string[] = [];
  try {
    for (const one of expandBraces(word)) for (const part of split(yield* piecesOf(shell, one, substitute))) result.push(...glob(shell, part));
  } catch (fault) {
    if (fault instanceof ArithmeticFault) throw new ExpansionFault(fault.message);
    throw fault;
  }
  return result;
}
