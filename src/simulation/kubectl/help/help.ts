import { commandPath, flagsOf, inheritedFlags, subcommands, lineOf } from '../args/command';
import type { Command, FlagData } from '../args/command';
import { isAvailable } from '../args/suggest';
import { GROUPS } from './groups';
import type { HelpTexts } from './texts';
import { textOf, usageOf } from './usage';

/** kubectl's help (kubectl pkg/util/templates: the templater and its templates) on something that is no terminal: nothing is wrapped. */

const trim = (text: string): string => text.replace(/^\s+|\s+$/g, '');
const trimRight = (text: string): string => text.replace(/\s+$/, '');

const rootOf = (command: Command): Command => (command.parent === undefined ? command : rootOf(command.parent));

/** NamePadding: as wide as the widest name beside it. */
const padding = ({ parent }: Command): number => Math.max(11, ...(parent === undefined ? [] : subcommands(parent).map(({ name }) => name.length)));

function commandList(texts: HelpTexts, command: Command): string {
  const all = subcommands(command).filter(({ data }) => data.hidden !== true);
  const line = (one: Command): string => `  ${one.name.padEnd(padding(one))}   ${textOf(texts, one).short ?? ''}`;
  const section = (message: string, members: readonly Command[]): string => [message, ...members.filter(isAvailable).map(line)].join('\n');
  if (command.parent !== undefined) return section('Available Commands:', all.filter(({ name }) => name !== 'options'));
  const grouped = new Set(GROUPS.flatMap(({ commands }) => commands));
  const others = all.filter((one) => one.name !== 'options' && one.name !== 'alpha' && one.name !== 'help' && !grouped.has(one.name) && (textOf(texts, one).short ?? '') !== '');
  const named = (names: readonly string[]): readonly Command[] => names.flatMap((name) => all.filter((one) => one.name === name));
  return [...GROUPS.map(({ message, commands }) => section(message, named(commands))), section('Other Commands:', others)].join('\n\n');
}

/** HelpFlagPrinter.PrintHelpFlag. */
function flagUsage({ shorthand, name, type, default: preset = '', deprecated = '' }: FlagData, usage: string): string {
  const value = type === 'string' ? `'${preset}'` : preset;
  const head = `    ${shorthand === undefined || shorthand === '' ? '' : `-${shorthand}, `}--${name}=${value}:`;
  const note = deprecated === '' ? '' : ` (DEPRECATED: ${deprecated})`;
  return `${head}\n\t${`${usage}${note}`.replaceAll('\n', ' ')}\n\n`;
}

const byName = (a: FlagData, b: FlagData): number => (a.name < b.name ? -1 : 1);

function usageOfFlags(flags: readonly FlagData[], texts: HelpTexts, command: Command): string {
  return [...flags].filter(({ hidden }) => hidden !== true).sort(byName).map((flag) => flagUsage(flag, usageOf(texts, command, flag.name))).join('');
}

/** SectionTipsGlobalOptions' command: only a command that runs has global options. */
const hasOptions = (command: Command): boolean => command.data.runnable === true;

/** MainUsageTemplate. */
export function usageText(texts: HelpTexts, command: Command): string {
  const { data, name } = command;
  const { example = '' } = textOf(texts, command);
  const sections: string[] = [];
  if ((data.aliases ?? []).length > 0) sections.push(`Aliases:\n${[name, ...(data.aliases ?? [])].join(', ')}\n\n`);
  if (example !== '') sections.push(`Examples:\n${trimRight(example)}\n\n`);
  if (subcommands(command).some(isAvailable)) sections.push(`${commandList(texts, command)}\n\n`);
  const shown = data.flags.filter((flag) => flag.persistent !== true && flag.name !== 'help');
  if (shown.some(({ hidden }) => hidden !== true)) sections.push(`Options:\n${trimRight(usageOfFlags(shown, texts, command))}\n\n`);
  const root = rootOf(command);
  const line = lineOf(command);
  if (data.runnable === true && line !== '' && line !== commandPath(root)) {
    const withOptions = flagsOf(command).length > 0 && !line.includes('[options]') ? `${line} [options]` : line;
    sections.push(`Usage:\n  ${withOptions}\n\n`);
  }
  if (subcommands(command).length > 0) sections.push(`Use "${commandPath(command)} <command> --help" for more information about a given command.\n`);
  if (hasOptions(command)) sections.push(`Use "${commandPath(root)} options" for a list of global command-line options (applies to all commands).\n`);
  return `\n\n${sections.join('')}`;
}

/** MainHelpTemplate. */
export function helpText(texts: HelpTexts, command: Command): string {
  if (command.name === 'options') return '';
  const { long = '', short = '' } = textOf(texts, command);
  const head = trim(long === '' ? short : long);
  return `${head}${command.data.runnable === true || subcommands(command).length > 0 ? usageText(texts, command) : ''}`;
}

/** OptionsUsageTemplate. */
export const optionsText = (texts: HelpTexts, command: Command): string =>
  `The following options can be passed to any command:\n\n${usageOfFlags(inheritedFlags(command), texts, command)}`;
