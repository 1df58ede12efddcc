import { nodeAt, resolvePath, writeFile } from '../files/tree';
import type { Process, Run } from '../shell';
import { linesOf } from '../streams';
import { allLines, inputsOf } from './inputs';
import { optionsOf } from './options';
import { posixRegex } from './regex';

type Address = { readonly kind: 'line'; readonly at: number } | { readonly kind: 'last' } | { readonly kind: 'regex'; readonly regex: RegExp } | { readonly kind: 'step'; readonly from: number; readonly by: number };

interface Command {
  readonly from?: Address;
  readonly to?: Address | { readonly kind: 'more'; readonly lines: number };
  readonly not: boolean;
  readonly name: string;
  readonly regex?: RegExp;
  readonly text?: string;
  readonly flags?: string;
  readonly map?: ReadonlyMap<string, string>;
  readonly block?: readonly Command[];
}

class SedFault extends Error {}

/** Reads a script (sed(1)): `s d p q a i c y = n` with addresses. */
class Script {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly extended: boolean,
  ) {}

  private fail(what: string): never {
    throw new SedFault(`-e expression #1, char ${Math.min(this.at + 1, this.text.length)}: ${what}`);
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  /** A text up to a delimiter, which may stand in it after a backslash. */
  private upTo(delimiter: string, what: string): string {
    let text = '';
    for (let inSet = false; ; this.at += 1) {
      const char = this.text[this.at];
      if (char === undefined || (char === '\n' && what.includes('address'))) this.fail(what);
      if (char === '\\' && this.at + 1 < this.text.length) {
        const next = this.text[this.at + 1]!;
        text += next === delimiter ? next : next === 'n' ? '\\n' : `\\${next}`;
        this.at += 1;
      } else if (char === delimiter && !inSet) {
        this.at += 1;
        return text;
      } else {
        if (char === '[') inSet = true;
        else if (char === ']' && !/\[\^?$/.test(text)) inSet = false;
        text += char;
        if (inSet && delimiter !== '' && !this.text.slice(this.at + 1).includes(']')) inSet = false;
      }
    }
  }

  private regex(source: string, flags: string): RegExp {
    const regex = posixRegex(source, { extended: this.extended, ignoreCase: /i/i.test(flags), global: true });
    return typeof regex === 'string' ? this.fail(regex) : regex;
  }

  private address(): Address | undefined {
    const step = this.match(/(\d+)~(\d+)/y);
    if (step !== undefined) return { kind: 'step', from: Number(step[1]), by: Number(step[2]) };
    const line = this.match(/\d+/y);
    if (line !== undefined) return { kind: 'line', at: Number(line[0]) };
    if (this.match(/\$/y) !== undefined) return { kind: 'last' };
    const begin = this.match(/\/|\\(.)/y);
    if (begin === undefined) return undefined;
    const source = this.upTo(begin[1] ?? '/', 'unterminated address regex');
    return { kind: 'regex', regex: this.regex(source, this.match(/I/y)?.[0] ?? '') };
  }

  read(): Command[] {
    const commands: Command[] = [];
    for (;;) {
      this.match(/[\s;]+/y);
      if (this.at >= this.text.length) return commands;
      commands.push(this.command());
    }
  }

  private command(): Command {
    const from = this.address();
    let to: Command['to'];
    if (from !== undefined && this.match(/\s*,\s*/y) !== undefined) {
      const more = this.match(/\+(\d+)/y);
      to = more === undefined ? this.address() : { kind: 'more', lines: Number(more[1]) };
      if (to === undefined) this.fail('unexpected `,\'');
    }
    const not = this.match(/\s*!\s*/y) !== undefined;
    this.match(/\s+/y);
    const name = this.text[this.at];
    if (name === undefined) this.fail('missing command');
    this.at += 1;
    const base = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), not, name };
    if (name === '{') {
      const block: Command[] = [];
      for (;;) {
        this.match(/[\s;]+/y);
        if (this.at >= this.text.length) this.fail("unmatched `{'");
        if (this.match(/\}/y) !== undefined) return { ...base, block };
        block.push(this.command());
      }
    }
    switch (name) {
      case 's': {
        const delimiter = this.text[this.at] ?? this.fail("unterminated `s' command");
        this.at += 1;
        const source = this.upTo(delimiter, "unterminated `s' command");
        const text = this.upTo(delimiter, "unterminated `s' command");
        const flags = this.match(/[gpiIme0-9]*/y)?.[0] ?? '';
        if (this.at < this.text.length && !/[\s;}]/.test(this.text[this.at]!)) this.fail("unknown option to `s'");
        return { ...base, regex: this.regex(source, flags), text, flags };
      }
      case 'y': {
        const delimiter = this.text[this.at] ?? this.fail("unterminated `y' command");
        this.at += 1;
        const [a, b] = [this.upTo(delimiter, "unterminated `y' command"), this.upTo(delimiter, "unterminated `y' command")];
        if (a.length !== b.length) this.fail("strings for `y' command are different lengths");
        return { ...base, map: new Map([...a].map((char, at) => [char, b[at] ?? char])) };
      }
      case 'a': case 'i': case 'c': {
        const text = this.match(/\s*(?:\\\n?)?([^\n]*)/y)?.[1] ?? '';
        if (text === '') this.fail('expected \\ after `a\', `c\' or `i\'');
        return { ...base, text };
      }
      case 'd': case 'p': case 'q': case '=': case 'n':
        if (this.at < this.text.length && !/[\s;}]/.test(this.text[this.at]!)) this.fail('extra characters after command');
        return base;
      default: return this.fail(`unknown command: \`${name}'`);
    }
  }
}

/** The text that takes the place of a match: `&`, `\1`, `\n`, `\U` and its relatives. */
function replaced(text: string, match: RegExpMatchArray): string {
  let how = '';
  return text.replace(/\\([^])|&|[^\\&]+/g, (piece, escaped: string | undefined) => {
    if (escaped !== undefined && /[ULE]/.test(escaped)) {
      how = escaped;
      return '';
    }
    const value = piece === '&' ? match[0] : escaped === undefined ? piece : /\d/.test(escaped) ? (match[Number(escaped)] ?? '') : escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped;
    return how === 'U' ? value.toUpperCase() : how === 'L' ? value.toLowerCase() : value;
  });
}

function substituted(line: string, { regex, text = '', flags = '' }: Command): string | undefined {
  const which = Number(/\d+/.exec(flags)?.[0] ?? 1);
  let [count, changed] = [0, false];
  const result = line.replace(regex!, (...found) => {
    const groups = found.slice(0, found.findIndex((one) => typeof one === 'number')) as string[];
    count += 1;
    if (count < which || (count > which && !flags.includes('g'))) return groups[0] ?? '';
    changed = true;
    return replaced(text, groups as unknown as RegExpMatchArray);
  });
  return changed ? result : undefined;
}

/** What is printed of lines. */
function edit(lines: readonly string[], commands: readonly Command[], quiet: boolean): string {
  let out = '';
  const open = new Map<Command, number>();
  const meets = (address: Address, at: number, line: string): boolean => {
    switch (address.kind) {
      case 'line': return at === address.at;
      case 'last': return at === lines.length;
      case 'step': return address.by === 0 ? at === address.from : at >= address.from && (at - address.from) % address.by === 0;
      case 'regex': address.regex.lastIndex = 0; return address.regex.test(line);
    }
  };
  const applies = (command: Command, at: number, line: string): boolean => {
    const { from, to } = command;
    if (from === undefined) return true;
    if (to === undefined) return meets(from, at, line);
    const until = open.get(command);
    if (until !== undefined) {
      if (to.kind === 'more' || to.kind === 'line' ? at >= until : meets(to, at, line)) open.delete(command);
      return to.kind === 'line' || to.kind === 'more' ? at <= until : true;
    }
    if (!meets(from, at, line)) return false;
    const end = to.kind === 'more' ? at + to.lines : to.kind === 'line' ? to.at : Number.POSITIVE_INFINITY;
    if (end > at && !(to.kind === 'last' && at === lines.length)) open.set(command, end);
    return true;
  };
  for (let at = 1; at <= lines.length; at += 1) {
    let line = lines[at - 1]!;
    let after = '';
    /** Gives how the line ends: it goes on, it is gone, or all is done. */
    const carryOut = (list: readonly Command[]): 'on' | 'gone' | 'quit' => {
      for (const command of list) {
        if (applies(command, at, line) === command.not) continue;
        switch (command.name) {
          case '{': {
            const end = carryOut(command.block ?? []);
            if (end !== 'on') return end;
            break;
          }
          case 's': {
            const next = substituted(line, command);
            if (next === undefined) break;
            line = next;
            if (command.flags?.includes('p') === true) out += `${line}\n`;
            break;
          }
          case 'y': line = [...line].map((char) => command.map?.get(char) ?? char).join(''); break;
          case 'p': out += `${line}\n`; break;
          case '=': out += `${at}\n`; break;
          case 'i': out += `${command.text}\n`; break;
          case 'a': after += `${command.text}\n`; break;
          case 'q': return 'quit';
          case 'n':
            if (!quiet) out += `${line}\n`;
            if (at >= lines.length) return 'gone';
            line = lines[at]!;
            at += 1;
            break;
          default:
            if (command.name === 'c' && (command.to === undefined || !open.has(command))) out += `${command.text}\n`;
            return 'gone';
        }
      }
      return 'on';
    };
    const end = carryOut(commands);
    if (end !== 'gone' && !quiet) out += `${line}\n`;
    out += after;
    if (end === 'quit') break;
  }
  return out;
}

function* inPlace(process: Process, names: readonly string[], commands: readonly Command[], quiet: boolean): ReturnType<Run> {
  const { shell, err } = process;
  let status = 0;
  for (const name of names) {
    const path = resolvePath(shell.directory, name);
    const node = nodeAt(shell.tree, path);
    const refusal = node === undefined ? `can't read ${name}: No such file or directory` : node.kind === 'directory' ? `couldn't edit ${name}: not a regular file` : undefined;
    if (refusal !== undefined || node?.kind !== 'file') {
      err.write(`sed: ${refusal ?? ''}\n`);
      status = refusal?.startsWith('couldn') === true ? 4 : 2;
      continue;
    }
    const failed = shell.change(writeFile(shell.tree, shell.ground, path, edit(linesOf(node.text), commands, quiet), shell.host.now()));
    if (failed !== undefined) {
      err.write(`sed: couldn't open temporary file ${name}: ${failed}\n`);
      status = 4;
    }
  }
  return status;
}

/** sed(1): `s d p q a i c y n =` with addresses, `-n -e -E -i`. */
export const sed: Run = function* sed(process) {
  const options = optionsOf(process, { letters: 'ne:Erisu', long: { quiet: 'n', silent: 'n', expression: 'e', 'regexp-extended': 'E', 'in-place': 'i' } });
  if (typeof options === 'number') return options;
  const given = options.values('e');
  const script = given.length > 0 ? given.join('\n') : options.rest[0];
  if (script === undefined) {
    process.err.write('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n');
    return 1;
  }
  const names = given.length > 0 ? options.rest : options.rest.slice(1);
  let commands: readonly Command[];
  try {
    commands = new Script(script, options.has('E') || options.has('r')).read();
  } catch (fault) {
    if (!(fault instanceof SedFault)) throw fault;
    process.err.write(`sed: ${fault.message}\n`);
    return 1;
  }
  if (options.has('i')) return yield* inPlace(process, names, commands, options.has('n'));
  const { inputs, failed } = inputsOf(process, names, (name, error) => (error === 'Is a directory' ? `sed: couldn't edit ${name}: not a regular file` : `sed: can't read ${name}: ${error}`));
  process.out.write(edit(yield* allLines(inputs), commands, options.has('n')));
  return failed ? 2 : 0;
};
