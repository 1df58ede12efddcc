/**
 * Writes src/simulation/kubectl/generated from kubectl's own command tree: `cd scripts/kubectl/commands && go run . > FILE`, then
 * `npx tsx scripts/kubectl/generate.ts FILE`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface GoFlag {
  readonly name: string;
  readonly shorthand?: string;
  readonly type: string;
  readonly default?: string;
  readonly noOptDef?: string;
  readonly usage?: string;
  readonly hidden?: boolean;
  readonly deprecated?: string;
  readonly persistent?: boolean;
  readonly required?: boolean;
}

interface GoCommand {
  readonly use: string;
  readonly aliases?: readonly string[];
  readonly suggestFor?: readonly string[];
  readonly short?: string;
  readonly long?: string;
  readonly example?: string;
  readonly hidden?: boolean;
  readonly disableFlagsInUseLine?: boolean;
  readonly runnable?: boolean;
  readonly hasArgs?: boolean;
  readonly flags?: readonly GoFlag[];
  readonly commands?: readonly GoCommand[];
}

const TARGET = join(__dirname, '..', '..', 'src', 'simulation', 'kubectl', 'generated');
const HEAD = '// Made by scripts/kubectl/generate.ts from k8s.io/kubectl v0.36.3. Do not edit.\n';

const nameOf = ({ use }: GoCommand): string => use.split(' ')[0] ?? '';

function skeleton(command: GoCommand): object {
  const { use, aliases, suggestFor, hidden, disableFlagsInUseLine, runnable, hasArgs, flags = [], commands = [] } = command;
  return {
    use, aliases, suggestFor, hidden, disableFlagsInUseLine, runnable, hasArgs,
    flags: flags.map(({ usage: _, ...flag }) => flag),
    ...(commands.length === 0 ? {} : { commands: commands.map(skeleton) }),
  };
}

function texts(command: GoCommand, path: string, into: Record<string, object>): void {
  const { short, long, example, flags = [], commands = [] } = command;
  into[path] = { short, long, example, flags: Object.fromEntries(flags.map(({ name, usage = '' }) => [name, usage])) };
  for (const one of commands) texts(one, `${path} ${nameOf(one)}`, into);
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('give the file that `go run .` in scripts/kubectl/commands wrote');
const root = JSON.parse(readFileSync(file, 'utf8')) as GoCommand;
const all: Record<string, object> = {};
texts(root, 'kubectl', all);
const literal = (value: object): string => JSON.stringify(value);
writeFileSync(join(TARGET, 'commands.ts'), `${HEAD}import type { CommandData } from '../args/command';\n\n/** kubectl's commands and their flags. */\nexport const COMMANDS: CommandData = ${literal(skeleton(root))};\n`);
writeFileSync(join(TARGET, 'texts.ts'), `${HEAD}import type { HelpTexts } from '../help/texts';\n\n/** What \`--help\` says, by the path of the command. */\nexport const TEXTS: HelpTexts = ${literal(all)};\n`);
