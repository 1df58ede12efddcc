/** `kustomize` 5.8.1 by itself (kustomize/v5 commands/build, commands/version): it needs no cluster. */
import { absolute } from '../../kubectl/runtime/machine';
import { allFiles, loadRestrictor } from '../../kubectl/resources/kustomization';
import { runKustomize } from '../../render/kustomize';
import type { Process, Program } from '../shell';
import { filesOf } from './kubectl';

const VERSION = 'v5.8.1';
const HELP = `
Manages declarative configuration of Kubernetes.
See https://sigs.k8s.io/kustomize

Usage:
  kustomize [command]

Available Commands:
  build         Build a kustomization target from a directory or URL
  version       Prints the kustomize version

(its other commands are not simulated in this terminal)
`;

/** What a command line of `build` says: folders, and values of its flags. */
interface Told {
  readonly folders: readonly string[];
  readonly output: string;
  readonly restrictor: string;
}

const VALUED: Readonly<Record<string, 'output' | 'restrictor'>> = { '-o': 'output', '--output': 'output', '--load-restrictor': 'restrictor' };

function toldBy(words: readonly string[]): Told | { readonly error: string } {
  const told = { folders: [] as string[], output: '', restrictor: '' };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (!word.startsWith('-') || word === '-') {
      told.folders.push(word);
      continue;
    }
    const [, name = '', value] = /^(--[^=]*|-[a-z])=?([^]*)$/.exec(word) ?? [];
    const field = Object.hasOwn(VALUED, name) ? VALUED[name] : undefined;
    if (field === undefined) return { error: word.startsWith('--') ? `unknown flag: ${name}` : `unknown shorthand flag: '${word.charAt(1)}' in ${word}` };
    const given = value !== '' && value !== undefined ? value : words[(at += 1)];
    if (given === undefined) return { error: word.startsWith('--') ? `flag needs an argument: ${name}` : `flag needs an argument: '${name.slice(1)}' in ${word}` };
    told[field] = given;
  }
  return told;
}

function build({ shell, out, err }: Process, words: readonly string[]): number {
  const failed = (message: string): number => {
    err.write(`Error: ${message}\n`);
    return 1;
  };
  const told = toldBy(words);
  if ('error' in told) return failed(told.error);
  if (told.folders.length > 1) return failed('specify one path to kustomization.yaml');
  const restrictor = loadRestrictor(told.restrictor);
  if ('error' in restrictor) return failed(restrictor.error);
  const files = filesOf(shell);
  const built = runKustomize({ files: allFiles({ files }), target: told.folders[0] ?? '.', root: shell.directory, loadRestrictor: restrictor.value });
  err.write(built.stderr);
  if ('error' in built) return failed(built.error);
  if (told.output === '') out.write(built.stdout);
  else {
    const refused = files.write(absolute({ directory: shell.directory }, told.output), built.stdout);
    if (refused !== undefined) return failed(`open ${told.output}: ${refused.toLowerCase()}`);
  }
  return 0;
}

export const kustomizeProgram: Program = {
  *run(process) {
    yield* [];
    const [command, ...words] = process.args;
    if (command === 'build') return build(process, words);
    if (command === 'version') process.out.write(`${VERSION}\n`);
    else if (command === undefined || ['help', '-h', '--help'].includes(command)) process.out.write(HELP);
    else {
      process.err.write(`Error: ${['edit', 'create', 'localize', 'cfg', 'fn', 'openapi', 'completion'].includes(command) ? `kustomize ${command} is not simulated here` : `unknown command "${command}" for "kustomize"`}\n`);
      return 1;
    }
    return 0;
  },
};
