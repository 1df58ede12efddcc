/** Flags of a command as github.com/spf13/pflag reads them. */
import { GoError } from '../../../base/go/values';

/** `list`: one value each time; `slice`: several with commas. */
export type FlagKind = 'bool' | 'text' | 'list' | 'slice';
export type FlagTable = Readonly<Record<string, FlagKind>>;

export class Flags {
  readonly arguments: string[] = [];
  private readonly values = new Map<string, string[]>();

  constructor(words: readonly string[], private readonly table: FlagTable, private readonly shorthands: Readonly<Record<string, string>>) {
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at]!;
      if (word === '--') {
        this.arguments.push(...words.slice(at + 1));
        return;
      }
      if (word.startsWith('--')) at = this.long(words, at);
      else if (word.startsWith('-') && word !== '-') at = this.short(words, at);
      else this.arguments.push(word);
    }
  }

  private long(words: readonly string[], at: number): number {
    const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(words[at]!)!;
    const kind = Object.hasOwn(this.table, name) ? this.table[name] : undefined;
    if (name === '') throw new GoError(`bad flag syntax: ${words[at]}`);
    if (kind === undefined) throw new GoError(`unknown flag: --${name}`);
    if (value !== undefined) {
      this.add(name, value);
      return at;
    }
    if (kind === 'bool') {
      this.add(name, 'true');
      return at;
    }
    if (at + 1 >= words.length) throw new GoError(`flag needs an argument: --${name}`);
    this.add(name, words[at + 1]!);
    return at + 1;
  }

  private short(words: readonly string[], at: number): number {
    const word = words[at]!;
    for (let i = 1; i < word.length; i += 1) {
      const letter = word[i]!;
      const name = Object.hasOwn(this.shorthands, letter) ? this.shorthands[letter] : undefined;
      if (name === undefined) throw new GoError(`unknown shorthand flag: '${letter}' in ${word}`);
      if (this.table[name] === 'bool') {
        this.add(name, 'true');
        continue;
      }
      const rest = word.slice(i + 1).replace(/^=/, '');
      if (word.length > i + 1) {
        this.add(name, rest);
        return at;
      }
      if (at + 1 >= words.length) throw new GoError(`flag needs an argument: '${letter}' in ${word}`);
      this.add(name, words[at + 1]!);
      return at + 1;
    }
    return at;
  }

  private add(name: string, value: string): void {
    const before = this.values.get(name) ?? [];
    this.values.set(name, this.table[name] === 'slice' ? [...before, ...value.split(',')] : this.table[name] === 'list' ? [...before, value] : [value]);
  }

  list(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  text(name: string): string {
    return this.values.get(name)?.at(-1) ?? '';
  }

  on(name: string): boolean {
    return ['true', '1', 't', 'T', 'TRUE', 'True'].includes(this.text(name));
  }
}
