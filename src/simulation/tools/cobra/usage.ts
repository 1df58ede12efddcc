/** cobra's own help and pflag's list of flags (github.com/spf13/cobra defaultUsageFunc, pflag FlagUsages), where a program does not bring its own. */
import { quote } from '../../base/go/quote';
import { commandPath, flagsOf, inheritedFlags, subcommands } from '../../kubectl/args/command';
import type { Command, FlagData } from '../../kubectl/args/command';
import { isAvailable } from '../../kubectl/args/suggest';
import type { HelpTexts } from '../../kubectl/help/texts';
import { textOf, usageOf } from '../../kubectl/help/usage';

const byName = <T extends { readonly name: string }>(items: readonly T[]): readonly T[] => [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
const trimmedEnd = (text: string): string => text.replace(/\s+$/, '');

/** Command.UseLine. */
export function lineOfUse(command: Command): string {
  const { data, parent } = command;
  const line = parent === undefined ? data.use : `${commandPath(parent)} ${data.use}`;
  const hasFlags = flagsOf(command).some(({ hidden }) => hidden !== true);
  return data.disableFlagsInUseLine === true || !hasFlags || line.includes('[flags]') ? line : `${line} [flags]`;
}

const NAMES: Readonly<Record<string, string>> = { bool: '', float64: 'float', int64: 'int', uint64: 'uint', stringSlice: 'strings', intSlice: 'ints', uintSlice: 'uints', boolSlice: 'bools' };

/** UnquoteUsage: the name of the value, and the text without its quotes. */
function unquoted(type: string, usage: string): { readonly name: string; readonly usage: string } {
  const named = /`([^`]*)`/.exec(usage);
  if (named !== null) return { name: named[1]!, usage: usage.replace(named[0], named[1]!) };
  return { name: NAMES[type] ?? type, usage };
}

const ZERO: Readonly<Record<string, readonly string[]>> = {
  bool: ['false', ''], duration: ['0', '0s'], int: ['0'], int8: ['0'], int32: ['0'], int64: ['0'], uint: ['0'], uint64: ['0'], float64: ['0'], string: [''], ip: ['<nil>'], stringSlice: ['[]'], stringArray: ['[]'], intSlice: ['[]'],
};
const OTHER_ZERO = ['false', '<nil>', '', '0'];

function withPreset(type: string, preset: string): string {
  if ((ZERO[type] ?? OTHER_ZERO).includes(preset)) return '';
  return type === 'string' ? ` (default ${quote(preset)})` : ` (default ${preset})`;
}

function noOption({ type, noOptDef = '' }: FlagData): string {
  if (noOptDef === '' || (type === 'bool' && noOptDef === 'true') || (type === 'count' && noOptDef === '+1')) return '';
  return type === 'string' ? `[=${quote(noOptDef)}]` : `[=${noOptDef}]`;
}

/** FlagSet.FlagUsages: a line each, the texts in one column. */
export function flagUsages(texts: HelpTexts, command: Command, flags: readonly FlagData[]): string {
  const lines = byName(flags).filter(({ hidden, deprecated = '' }) => hidden !== true && deprecated === '').map((flag) => {
    const { name, usage } = unquoted(flag.type, usageOf(texts, command, flag.name));
    const head = (flag.shorthand ?? '') === '' ? `      --${flag.name}` : `  -${flag.shorthand}, --${flag.name}`;
    return { head: `${head}${name === '' ? '' : ` ${name}`}${noOption(flag)}`, usage: `${usage}${withPreset(flag.type, flag.default ?? '')}` };
  });
  const width = Math.max(0, ...lines.map(({ head }) => head.length)) + 3;
  return lines.map(({ head, usage }) => `${head.padEnd(width)}${usage.replaceAll('\n', `\n${' '.repeat(width)}`)}\n`).join('');
}

/** Command.UsageString. */
export function usageText(texts: HelpTexts, command: Command): string {
  const { data, name } = command;
  const children = byName(subcommands(command));
  const shown = children.filter((one) => isAvailable(one) || one.name === 'help');
  const hasChildren = children.some(isAvailable);
  const { example = '' } = textOf(texts, command);
  let text = 'Usage:';
  if (data.runnable === true) text += `\n  ${lineOfUse(command)}`;
  if (hasChildren) text += `\n  ${commandPath(command)} [command]`;
  if ((data.aliases ?? []).length > 0) text += `\n\nAliases:\n  ${[name, ...(data.aliases ?? [])].join(', ')}`;
  if (example !== '') text += `\n\nExamples:\n${example}`;
  if (hasChildren) {
    const padding = Math.max(11, ...children.map((one) => one.name.length));
    text += `\n\nAvailable Commands:${shown.map((one) => `\n  ${one.name.padEnd(padding)} ${textOf(texts, one).short ?? ''}`).join('')}`;
  }
  const own = data.flags;
  if (own.some(({ hidden }) => hidden !== true)) text += `\n\nFlags:\n${trimmedEnd(flagUsages(texts, command, own))}`;
  const inherited = inheritedFlags(command).filter(({ name: flag }) => own.every((one) => one.name !== flag));
  if (inherited.some(({ hidden }) => hidden !== true)) text += `\n\nGlobal Flags:\n${trimmedEnd(flagUsages(texts, command, inherited))}`;
  if (hasChildren) text += `\n\nUse "${commandPath(command)} [command] --help" for more information about a command.`;
  return `${text}\n`;
}

/** Command.HelpFunc: what the command is for, then its usage. */
export function helpText(texts: HelpTexts, command: Command): string {
  const { long = '', short = '' } = textOf(texts, command);
  const head = trimmedEnd(long === '' ? short : long);
  const usage = command.data.runnable === true || subcommands(command).length > 0 ? usageText(texts, command) : '';
  return `${head === '' ? '' : `${head}\n\n`}${usage}`;
}
