/** Commands that set a repository up: init and config. */
import { absolutePath } from '../../machine';
import { Local } from '../local';
import { Fatal } from '../machine';
import type { GitMachine } from '../machine';
import { wordsOf } from '../options';
import { atOnce, configured, open } from './types';
import type { GitCommand } from './types';

export const CONFIG = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n';

export function create(machine: GitMachine, top: string, branch: string): Local {
  machine.files.write(`${top}/.git/HEAD`, `ref: refs/heads/${branch}\n`);
  machine.files.write(`${top}/.git/config`, CONFIG);
  machine.files.write(`${top}/.git/index`, '{}');
  return new Local(machine, top);
}

function init(machine: GitMachine, argv: readonly string[]): number {
  const { args: [folder = '.'], has, values } = wordsOf('init', argv, ['-q', '--quiet'], ['-b', '--initial-branch']);
  const top = absolutePath(machine, folder);
  const again = machine.files.read(`${top}/.git/HEAD`) !== undefined;
  if (!again) create(machine, top, values('-b', '--initial-branch')[0] ?? 'main');
  if (!has('-q', '--quiet')) machine.out(`${again ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${top}/.git/\n`);
  return 0;
}

function config(machine: GitMachine, argv: readonly string[]): number {
  const { args, has } = wordsOf('config', argv, ['--global', '--local', '--get', '--list', '-l']);
  const file = has('--global') ? `${machine.home}/.gitconfig` : `${open(machine).top}/.git/config`;
  const text = machine.files.read(file) ?? '';
  if (has('--list', '-l')) {
    machine.out(text.split(/^(?=\[)/m).flatMap((part) => [...part.matchAll(/^\s+(\S+)\s*=\s*(.*)$/gm)].map(([, name, value]) => `${(/^\[(.+)\]/.exec(part)?.[1] ?? '').replace(/ "(.*)"/, '.$1')}.${name ?? ''}=${value ?? ''}\n`)).join(''));
    return 0;
  }
  const [key, value] = args;
  const [section, name] = /^([\w-]+)\.([\w-]+)$/.exec(key ?? '')?.slice(1) ?? [];
  if (section === undefined || name === undefined) throw new Fatal(`error: key does not contain a section: ${key ?? ''}`, 1);
  if (value === undefined) {
    const found = configured(new Local(machine, has('--global') ? machine.home : open(machine).top), `${section}.${name}`);
    if (found === undefined) return 1;
    machine.out(`${found}\n`);
    return 0;
  }
  const parts = text.split(/^(?=\[)/m);
  const at = parts.findIndex((part) => part.startsWith(`[${section}]`));
  const rest = (at < 0 ? '' : parts[at]!.replace(new RegExp(`^\\s+${name}\\s*=.*\\n`, 'm'), '').slice(`[${section}]\n`.length));
  const next = `[${section}]\n${rest}\t${name} = ${value}\n`;
  machine.files.write(file, (at < 0 ? [...parts, next] : parts.map((part, index) => (index === at ? next : part))).join(''));
  return 0;
}

export const SETUP: Readonly<Record<string, GitCommand>> = { init: atOnce(init), config: atOnce(config) };
