import { namesIn, nodeAt, resolvePath } from '../files/tree';
import type { Shell } from '../shell';

/** What a word may be: it begins at `from` in the line; each of `words` is written as a shell reads it. Directories end with `/`. */
export interface Completed {
  readonly from: number;
  readonly words: readonly string[];
  /** How a list shows them: of a file its name alone. */
  readonly shown: readonly string[];
  /** Whether a space follows a word that is the only one. */
  readonly space: boolean;
}

const plain = (from: number, words: readonly string[]): Completed => ({ from, words, shown: words, space: true });
const paths = (from: number, words: readonly string[]): Completed => ({ from, words, shown: words.map((word) => word.replace(/^.*\/(?=.)/, '')), space: words[0]?.endsWith('/') !== true });

const escaped = (text: string): string => text.replace(/[^\w./:@%+,=~-]/g, '\\$&');

/** The words of the command in which the cursor stands, and where the last one begins. */
export function wordsBefore(text: string): { readonly words: readonly string[]; readonly from: number } {
  let words: string[] = [];
  let [word, from, quote, inWord] = ['', 0, '', false];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (quote !== '') {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === '\\') {
      if (!inWord) [inWord, from] = [true, at];
      at += 1;
      word += text[at] ?? '';
    } else if (/[\s|&;()<>`]/.test(char)) {
      if (inWord) words.push(word);
      [word, inWord] = ['', false];
      if (/[|&;(`]/.test(char)) words = [];
      // What follows an arrow is a file.
      if (/[<>]/.test(char)) words.push('>');
    } else {
      if (!inWord) [inWord, from] = [true, at];
      if (char === '"' || char === "'") quote = char;
      else word += char;
    }
  }
  const arrow = words.lastIndexOf('>');
  const before = arrow >= 0 && arrow < words.length - 1 ? [...words.slice(0, arrow), ...words.slice(arrow + 2)] : words;
  return { words: [...before, word], from: inWord ? from : text.length };
}

/** Files that a path may go on to. */
export function files(shell: Shell, typed: string, only?: 'directory'): readonly string[] {
  const slash = typed.lastIndexOf('/');
  const [directory, begun] = [typed.slice(0, slash + 1), typed.slice(slash + 1)];
  const path = resolvePath(shell.directory, directory.replace(/^~(?=\/|$)/, shell.home) || '.');
  return (namesIn(shell.tree, path) ?? [])
    .filter((name) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')))
    .flatMap((name) => {
      const isDirectory = nodeAt(shell.tree, resolvePath(path, name))?.kind === 'directory';
      return only === 'directory' && !isDirectory ? [] : [`${directory}${escaped(name)}${isDirectory ? '/' : ''}`];
    });
}

const KEYWORDS = ['for', 'while', 'until', 'if', 'do', 'done', 'then', 'else', 'fi', 'time'];

/** Tab: a command at the beginning, else what its command knows, else files. */
export function complete(shell: Shell, text: string, cursor: number): Completed {
  const { words, from } = wordsBefore(text.slice(0, cursor));
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word, at, all) => !(at === 0 && KEYWORDS.includes(word) && all.length > 1));
  while (before.length > 0 && (/^[A-Za-z_]\w*=/.test(before[0]!) || ['sudo', 'time', 'watch', 'xargs', 'do', 'then', '!'].includes(before[0]!) || (before[0]!.startsWith('-') && before.length > 1))) before.shift();
  if (before.at(-1) === '>') return paths(from, files(shell, typed));
  if (typed.startsWith('$')) return plain(from, [...shell.variables.keys()].filter((name) => name.startsWith(typed.slice(1))).sort().map((name) => `$${name}`));
  if (before.length === 0) {
    if (typed.includes('/')) return paths(from, files(shell, typed));
    const names = [...shell.host.programs.keys(), ...shell.aliases.keys(), ...KEYWORDS].filter((name) => name.startsWith(typed) && /^[a-z]/.test(name));
    return plain(from, [...new Set(names)].sort());
  }
  const [name = ''] = before;
  const aliased = shell.aliases.get(name)?.split(/\s+/) ?? [name];
  const program = shell.host.programs.get(aliased[0] ?? '');
  if (program?.complete !== undefined) {
    const known = program.complete(shell, [...aliased, ...before.slice(1)], typed);
    if (known.words.length > 0 || !known.files) return { from, words: known.words.map(escaped), shown: known.shown, space: known.space };
  }
  return paths(from, files(shell, typed, name === 'cd' ? 'directory' : undefined));
}
