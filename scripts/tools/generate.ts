/**
 * Writes src/simulation/tools/<tool>/generated (kubectl's: src/simulation/kubectl/generated) from a tool's own command tree: `cd scripts/tools/commands/NAME && go mod tidy && go run . > FILE`
 * (`etcd` takes `etcdctl` or `etcdutl`), then `npx tsx scripts/tools/generate.ts TOOL VERSION FILE`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface GoFlag {
  readonly name: string;
  readonly usage?: string;
}

interface GoCommand {
  readonly use: string;
  readonly short?: string;
  readonly long?: string;
  readonly example?: string;
  readonly flags?: readonly GoFlag[];
  readonly commands?: readonly GoCommand[];
}

const nameOf = ({ use }: GoCommand): string => use.split(' ')[0] ?? '';

function skeleton({ short: _short, long: _long, example: _example, flags = [], commands = [], ...rest }: GoCommand): object {
  return { ...rest, flags: flags.map(({ usage: _usage, ...flag }) => flag), ...(commands.length === 0 ? {} : { commands: commands.map(skeleton) }) };
}

function texts(command: GoCommand, path: string, into: Record<string, object>): void {
  const { short, long, example, flags = [], commands = [] } = command;
  into[path] = { short, long, example, flags: Object.fromEntries(flags.map(({ name, usage = '' }) => [name, usage])) };
  for (const one of commands) texts(one, `${path} ${nameOf(one)}`, into);
}

const [tool, version, file] = process.argv.slice(2);
if (tool === undefined || version === undefined || file === undefined) throw new Error('give the tool, its version and the file that `go run .` in scripts/tools/commands wrote');
const root = JSON.parse(readFileSync(file, 'utf8')) as GoCommand;
const all: Record<string, object> = {};
texts(root, nameOf(root), all);
const simulation = join(__dirname, '..', '..', 'src', 'simulation');
/** Where it goes, and how the types of kubectl are imported there. */
const [target, types] = tool === 'kubectl' ? [join(simulation, 'kubectl', 'generated'), '..'] : [join(simulation, 'tools', tool, 'generated'), '../../../kubectl'];
mkdirSync(target, { recursive: true });
const head = `// Made by scripts/tools/generate.ts from ${tool} ${version}. Do not edit.\n`;
writeFileSync(join(target, 'commands.ts'), `${head}import type { CommandData } from '${types}/args/command';\n\n/** The tool's commands and their flags, in the order in which they were added. */\nexport const COMMANDS: CommandData = ${JSON.stringify(skeleton(root))};\n`);
writeFileSync(join(target, 'texts.ts'), `${head}import type { HelpTexts } from '${types}/help/texts';\n\n/** What \`--help\` says, by the path of the command. */\nexport const TEXTS: HelpTexts = ${JSON.stringify(all)};\n`);
