import { commandOf, commandPath, flagsOf, subcommands } from '../args/command';
import type { Command, FlagData } from '../args/command';
import { isAvailable } from '../args/suggest';
import { COMMANDS } from '../generated/commands';
import { ARGUMENTS } from './arguments';
import { flagNames, flagValues, requiredFlags } from './flags';
import { FILES, NONE, wordsOf } from './lookup';
import type { Candidates, Lookup } from './lookup';

export type { Candidates, Lookup } from './lookup';

/** What Tab offers. The word that is completed stands from `from` up to the cursor. */
export interface Completion extends Candidates {
  readonly from: number;
}

const ROOT = commandOf(COMMANDS);

interface Word {
  readonly text: string;
  readonly from: number;
}

/** The words of a line up to the cursor, quotes taken off; the last one is that which is being typed. */
function split(line: string): readonly Word[] {
  const words: Word[] = [];
  let [text, from, quote] = ['', -1, ''];
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at]!;
    if (quote === '' && /\s/.test(char)) {
      if (from >= 0) words.push({ text, from });
      [text, from] = ['', -1];
      continue;
    }
    if (from < 0) from = at;
    if (quote !== '') {
      if (char === quote) quote = '';
      else text += char;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '\\' && at + 1 < line.length) text += line[(at += 1)]!;
    else text += char;
  }
  return [...words, from < 0 ? { text: '', from: line.length } : { text, from }];
}

/** The flag that an argument names, and whether its value is the next argument. */
function flagOf(command: Command, argument: string): { readonly flag: FlagData | undefined; readonly takesNext: boolean; readonly value: string } {
  const flags = flagsOf(command);
  const equals = argument.indexOf('=');
  if (argument.startsWith('--')) {
    const flag = flags.find(({ name }) => name === argument.slice(2, equals < 0 ? undefined : equals));
    return { flag, takesNext: equals < 0 && flag !== undefined && (flag.noOptDef ?? '') === '', value: equals < 0 ? '' : argument.slice(equals + 1) };
  }
  for (let at = 1; at < argument.length; at += 1) {
    const flag = flags.find(({ shorthand }) => shorthand === argument[at]);
    if (flag === undefined) return { flag: undefined, takesNext: false, value: '' };
    if ((flag.noOptDef ?? '') === '') return { flag, takesNext: at === argument.length - 1, value: argument.slice(at + 1).replace(/^=/, '') };
    if (at === argument.length - 1) return { flag, takesNext: false, value: '' };
  }
  return { flag: undefined, takesNext: false, value: '' };
}

interface Place {
  readonly command: Command;
  readonly args: readonly string[];
  readonly given: ReadonlySet<string>;
  readonly namespace: string;
  /** The flag whose value is being typed. */
  readonly pending: FlagData | undefined;
  /** Behind `--`. */
  readonly beyond: boolean;
}

/** Reads what stands before the word: the command, its arguments and its flags (cobra's getCompletions). */
function read(words: readonly string[]): Place {
  let command = ROOT;
  const args: string[] = [];
  const given = new Set<string>();
  let [namespace, beyond] = ['', false];
  let pending: FlagData | undefined;
  const take = (flag: FlagData | undefined, value: string): void => {
    if (flag === undefined) return;
    given.add(flag.name);
    if (flag.name === 'namespace' && value !== '') namespace = value;
  };
  for (const word of words) {
    if (pending !== undefined) {
      take(pending, word);
      pending = undefined;
    } else if (beyond) args.push(word);
    else if (word === '--') beyond = true;
    else if (word.startsWith('-') && word !== '-') {
      const { flag, takesNext, value } = flagOf(command, word);
      if (takesNext) pending = flag;
      else take(flag, value);
    } else {
      const next = args.length === 0 ? subcommands(command).find((one) => one.name === word || one.data.aliases?.includes(word) === true) : undefined;
      if (next === undefined) args.push(word);
      else command = next;
    }
  }
  return { command, args, given, namespace, pending, beyond };
}

/** What may be the last word; `cut`: how many characters of it stand already, as those up to the `=` of a flag. */
export type Offer = Candidates & { readonly cut?: number };

/** What may stand behind the words of a command line (without `kubectl`), where `typed` has been begun. */
export function offer(lookup: Lookup, words: readonly string[], typed: string): Offer {
  const { command, args, given, namespace: asked, pending, beyond } = read(words);
  const config = lookup.kubeconfig();
  const namespace = asked !== '' ? asked : (config.contexts.get(config.currentContext)?.namespace ?? '') || 'default';
  const path = commandPath(command).replace(/^kubectl ?/, '');
  if (pending !== undefined) return flagValues(lookup, path, pending, namespace, args, typed);
  if (beyond) return path === 'exec' || path === 'run' ? FILES : NONE;
  if (typed.startsWith('-')) {
    const equals = typed.indexOf('=');
    if (equals < 0) return flagNames(lookup, command, typed, given);
    const { flag } = flagOf(command, typed);
    const found = flag === undefined ? NONE : flagValues(lookup, path, flag, namespace, args, typed.slice(equals + 1));
    return { ...found, cut: equals + 1 };
  }
  const required = requiredFlags(lookup, command, typed, given);
  if (required.words.length > 0) return required;
  const commands = args.length === 0 ? subcommands(command).filter((one) => isAvailable(one) && one.name !== 'options') : [];
  const inner: Candidates = { ...wordsOf(commands.map(({ name }) => name).sort(), typed), says: Object.fromEntries(commands.map((one) => [one.name, lookup.texts?.[commandPath(one)]?.short ?? ''])) };
  const rule = ARGUMENTS[path];
  if (rule === undefined) return inner.words.length > 0 || subcommands(command).length > 0 ? inner : FILES;
  const own = rule(lookup, namespace, args, typed);
  return { ...own, words: [...inner.words, ...own.words], ...(inner.words.length > 0 ? { says: inner.says } : {}) };
}

/**
 * What may stand at the cursor of a kubectl command line, as `kubectl __complete` finds it (cobra completions.go, kubectl pkg/util/completion): commands, subcommands, flags and their values,
 * kinds, names, namespaces, contexts, containers, ports. A pure function; upstream's own tests of a prefix hold: every word goes on from what is typed.
 * @param line the command line from `kubectl` (or its alias) on; @param position where the cursor is in it.
 */
export function complete(line: string, position: number, lookup: Lookup): Completion {
  const words = split(line.slice(0, position));
  const last = words.at(-1) ?? { text: '', from: 0 };
  if (words.length < 2) return { ...NONE, from: last.from };
  const { cut = 0, ...found } = offer(lookup, words.slice(1, -1).map(({ text }) => text), last.text);
  return { ...found, from: last.from + cut };
}
