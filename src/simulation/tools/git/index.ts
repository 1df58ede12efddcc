/**
 * git (2.47) on the files of a machine: `runGit(machine, argv)` runs a command line (without `git`) and gives its exit code. Branches are merged only by moving them forward, lines are never merged, and objects
 * are kept as one file; nothing is shown in a pager or in colours.
 */
import { absolutePath } from '../machine';
import { BRANCHING } from './commands/branching';
import { COMMITTING } from './commands/committing';
import { LOOKING } from './commands/looking';
import { REMOTE } from './commands/remote';
import { SETUP } from './commands/setup';
import { STAGING } from './commands/staging';
import { Fatal } from './machine';
import type { GitMachine, Steps } from './machine';

export type { GitMachine, Steps } from './machine';

const COMMANDS = { ...SETUP, ...STAGING, ...COMMITTING, ...BRANCHING, ...LOOKING, ...REMOTE };
const OTHERS = new Set(['stash', 'rebase', 'cherry-pick', 'tag', 'bisect', 'blame', 'clean', 'describe', 'format-patch', 'gc', 'grep', 'notes', 'reflog', 'submodule', 'worktree', 'am', 'apply', 'archive', 'cat-file', 'ls-remote', 'ls-tree', 'shortlog']);
const HELP = `usage: git [-v | --version] [-h | --help] [-C <path>] <command> [<args>]

These are the Git commands that are simulated here:

   ${Object.keys(COMMANDS).sort().join(' ')}
`;

export function* runGit(given: GitMachine, argv: readonly string[]): Steps<number> {
  let [machine, words] = [given, argv];
  while (words[0] === '-C' || words[0] === '--no-pager' || words[0] === '-P') {
    if (words[0] === '-C') machine = { ...machine, directory: absolutePath(machine, words[1] ?? '.') };
    words = words.slice(words[0] === '-C' ? 2 : 1);
  }
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || command === '-h' || command === '--help') {
    machine.out(HELP);
    return command === undefined ? 1 : 0;
  }
  if (command === '--version' || command === '-v' || command === 'version') {
    machine.out('git version 2.47.3\n');
    return 0;
  }
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) {
    machine.err(OTHERS.has(command) ? `git ${command} is not simulated here\n` : `git: '${command}' is not a git command. See 'git --help'.\n`);
    return 1;
  }
  try {
    return yield* run(machine, rest);
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
    machine.err(`${error.message}\n`);
    return error.code;
  }
}
