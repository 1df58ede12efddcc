/** etcdctl's own help (go.etcd.io/etcd pkg/cobrautl UsageFunc). */
import { quote } from '../../base/go/quote';
import { commandPath, inheritedFlags, subcommands } from '../../kubectl/args/command';
import type { Command, FlagData } from '../../kubectl/args/command';
import { textOf, usageOf } from '../../kubectl/help/usage';
import { lineOfUse } from '../cobra/usage';
import { TEXTS } from './generated/texts';

const byName = <T extends { readonly name: string }>(items: readonly T[]): readonly T[] => [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
const indented = (text: string): string => `  ${text.replaceAll('\n', '\n  ')}`;

/** A table of cells that end in tabs, filled with tabs of eight (text/tabwriter with a padding of one tab). */
function aligned(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  for (let from = 0; from < lines.length; ) {
    if (lines[from]!.length < 2) {
      from += 1;
      continue;
    }
    let to = from;
    while (to < lines.length && lines[to]!.length > 1) to += 1;
    const block = lines.slice(from, to);
    const width = Math.ceil((Math.max(...block.map(([cell]) => cell!.length)) + 1) / 8) * 8;
    for (const cells of block) cells[0] += '\t'.repeat(Math.ceil((width - cells[0]!.length) / 8));
    from = to;
  }
  return lines.map((cells) => cells.join('')).join('\n');
}

function flagLines(command: Command, flags: readonly FlagData[]): string {
  return byName(flags).filter(({ deprecated = '' }) => deprecated === '').map(({ name, shorthand = '', type, default: preset = '', noOptDef = '' }) => {
    const head = shorthand === '' ? `      --${name}` : `  -${shorthand}, --${name}`;
    const value = type === 'string' ? `=${quote(preset)}` : `=${preset}`;
    return `${head}${noOptDef === '' ? value : `[${value}]`}\t${usageOf(TEXTS, command, name)}\n`;
  }).join('');
}

const allBelow = (command: Command): readonly Command[] => byName(subcommands(command)).flatMap((one) => [one, ...allBelow(one)]);

/** The name of a command below another one. */
const nameBelow = (one: Command, top: Command): string => commandPath(one).slice(commandPath(top).length + 1);

export function etcdctlUsage(command: Command, version: string, apiVersion: string): string {
  const { short = '', long = '', example = '' } = textOf(TEXTS, command);
  const isRoot = command.parent === undefined;
  const name = isRoot ? command.name : commandPath(command).replace(/^\S+ /, '');
  let text = `NAME:\n${indented(`${name} - ${short}`)}\n\nUSAGE:\n${indented(lineOfUse(command))}\n`;
  if (isRoot) text += `\nVERSION:\n${indented(version)}\n`;
  const below = allBelow(command);
  if (below.length > 0) text += `\nAPI VERSION:\n${indented(apiVersion)}\n`;
  if (example !== '') text += `\nExamples:\n${example}\n`;
  if (below.length > 0) text += `\nCOMMANDS:\n${below.filter(({ data }) => data.runnable === true).map((one) => `${indented(`${nameBelow(one, command)}\t${textOf(TEXTS, one).short ?? ''}`)}\n`).join('')}`;
  if (long !== '') text += `\nDESCRIPTION:\n${long.replace(/^[\n\t ]+|[\n\t ]+$/g, '').split('\n').map((line) => `${indented(line)}\n`).join('')}`;
  const own = command.data.flags;
  if (own.length > 0) text += `\nOPTIONS:\n${flagLines(command, own)}`;
  const inherited = inheritedFlags(command).filter((flag) => own.every((one) => one.name !== flag.name));
  if (inherited.length > 0) text += `\nGLOBAL OPTIONS:\n${flagLines(command, inherited)}`;
  return aligned(`${text}\n`);
}
