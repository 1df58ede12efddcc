/** ssh(1) and scp(1) to the machines of the cluster, as root. */
import type { Answer } from '../../cluster/apiserver/types';
import { resolvePath, writeFile } from '../files/tree';
import { parse } from '../language/parse';
import type { Process, Run } from '../shell';
import type { Steps } from '../steps';
import { isLive, liveLine } from '../host/live';
import { inputsOf } from './inputs';

/** What waits for the cluster goes on while it lives; nothing where the machine is not reached, or the line does not wait. */
function* liveThere(process: Process, host: string, line: string, input: string, directory: string): Steps<number | undefined> {
  const { live } = process.shell.host;
  if (live === undefined || !isLive(host, line) || live.files(host) === undefined) return undefined;
  return yield* liveLine(process, live, { host, line, input, directory });
}

/** Options with a value. */
const VALUED = /^-[bcDEeFIiJLlmOopQRSWw]$/;

const withoutUser = (word: string): string => word.slice(word.indexOf('@') + 1);

/** Runs a line there; gives its status, and nothing where the machine was not reached. */
function* runThere({ out, err }: Pick<Process, 'out' | 'err'>, host: string, line: string, input: string, directory: string): Steps<number | undefined> {
  const resumed = yield { do: 'host', at: { host, line, input, directory } };
  const answer: Answer | undefined = resumed !== undefined && 'answer' in resumed ? resumed.answer : undefined;
  if (answer === undefined) return undefined;
  if ('failure' in answer) {
    err.write(`ssh: ${answer.failure.message}\n`);
    return undefined;
  }
  if (!('stream' in answer)) return undefined;
  const { stdout, stderr, exit, took } = answer.stream;
  if (exit !== undefined) yield { do: 'sleep', micros: took };
  out.write(stdout);
  err.write(stderr);
  if (exit === undefined) for (;;) yield { do: 'sleep', micros: 3600_000_000 };
  return exit;
}

/** A line at the prompt of another machine; more of it where it goes on. */
function* lineAt({ input, out }: Process, prompt: string): Steps<string | undefined> {
  out.write(prompt);
  let text = '';
  for (;;) {
    const line = yield* input.line();
    if (line === undefined) return undefined;
    text += line;
    if (!('unfinished' in parse(text))) return text;
    out.write('> ');
  }
}

/** A shell at a machine: where it begins, what stands before a line there, what is written when it ends. */
export interface ShellThere {
  readonly directory: string;
  readonly prompt: (directory: string) => string;
  /** `typed`: it was ended by `exit` or `logout`. */
  readonly left: (typed: boolean) => string;
  /** What becomes of Ctrl-C while a line runs or is typed: whether the shell goes on after it. */
  readonly survives?: (end: unknown) => boolean;
}

/** Runs a line at a machine; undefined where it was not reached. */
export function* lineThere(process: Process, host: string, line: string, input: string, directory: string): Steps<number | undefined> {
  return (yield* liveThere(process, host, line, input, directory)) ?? (yield* runThere(process, host, line, input, directory));
}

/** A shell there, until `exit` or Ctrl-D. */
export function* shellThere(process: Process, host: string, there: ShellThere): Steps<number> {
  let [directory, status] = [there.directory, 0];
  // The words before a shell of its own in new namespaces, where one was entered.
  let within = '';
  for (;;) {
    let line: string | undefined;
    try {
      line = yield* lineAt(process, within !== '' ? '# ' : there.prompt(directory));
    } catch (end) {
      if (there.survives?.(end) !== true) throw end;
      status = 130;
      continue;
    }
    if (within !== '' && (line === undefined || /^\s*exit\b/.test(line))) {
      within = '';
      continue;
    }
    if (line === undefined || /^\s*(exit|logout)\b/.test(line)) {
      process.out.write(there.left(line !== undefined));
      return status;
    }
    if (line.trim() === '') continue;
    const enters = /^\s*((?:sudo\s+)?unshare(?:\s+-\S+)*)\s*(?:\s(?:\/bin\/)?(sh|bash))?\s*$/.exec(line);
    if (enters !== null) {
      within = `${enters[1]} ${enters[2] ?? 'bash'} -c `;
      continue;
    }
    // Where it is outlives a line; variables do not.
    const moves = within === '' && /^\s*cd(?:\s|$)/.test(line);
    let moved = '';
    const out = moves ? { write: (text: string): void => void (moved += text) } : process.out;
    let ran: number | undefined;
    try {
      ran = (moves || within !== '' ? undefined : yield* liveThere(process, host, line, '', directory)) ?? (yield* runThere({ out, err: process.err }, host, moves ? `${line.trim()} && pwd` : within === '' ? line : `${within}${quoted(line.trim())}`, '', directory));
    } catch (end) {
      if (there.survives?.(end) !== true) throw end;
      ran = 130;
    }
    if (ran === undefined) return 255;
    if (moves && ran === 0) directory = moved.trim();
    status = ran;
  }
}

/** Logged in. */
function* session(process: Process, host: string): Steps<number> {
  if ((yield* runThere(process, host, 'true', '', '/root')) === undefined) return 255;
  return yield* shellThere(process, host, {
    directory: '/root', prompt: (directory) => `root@${host}:${directory === '/root' ? '~' : directory}# `,
    left: (typed) => `${typed ? '' : '\n'}logout\nConnection to ${host} closed.\n`,
  });
}

export const ssh: Run = function* ssh(process) {
  const { args, err, input } = process;
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += VALUED.test(args[at]!) ? 2 : 1;
  const [target, ...words] = args.slice(at);
  if (target === undefined) {
    err.write('usage: ssh [-l login_name] destination [command [argument ...]]\n');
    return 255;
  }
  const host = withoutUser(target);
  if (words.length === 0) return yield* session(process, host);
  const given = input.terminal ? '' : yield* input.all();
  const line = words.join(' ');
  return (yield* lineThere(process, host, line, given, '/root')) ?? 255;
};

export const quoted = (word: string): string => `'${word.replace(/'/g, "'\\''")}'`;

/** The client of the Docker daemon on the Linux machine. */
export const docker: Run = function* docker(process) {
  return (yield* runThere(process, 'box', ['docker', ...process.args].map(quoted).join(' '), '', '/root')) ?? 1;
};

/** scp(1): one file there, or one from there. */
export const scp: Run = function* scp(process) {
  const { args, err, shell } = process;
  const paths = args.filter((word) => !word.startsWith('-'));
  const [from, to] = paths;
  const remote = (path = ''): readonly [string, string] | undefined => {
    const [, host, place = ''] = /^([^/:]+):(.*)$/.exec(path) ?? [];
    return host === undefined ? undefined : [withoutUser(host), place];
  };
  const [source, target] = [remote(from), remote(to)];
  if (from === undefined || to === undefined || paths.length !== 2 || (source === undefined) === (target === undefined)) {
    err.write('(scp here takes one file to a machine, or one from there: scp FILE HOST:PATH)\n');
    return 1;
  }
  if (target !== undefined) {
    const { inputs, failed } = inputsOf(process, [from], (name, error) => `scp: stat local "${name}": ${error}`);
    if (failed) return 1;
    const [host, place] = target;
    const name = from.slice(from.lastIndexOf('/') + 1);
    const to = quoted(place === '' ? name : place);
    return (yield* runThere(process, host, `if [ -d ${to} ]; then cat > ${to}/${quoted(name)}; else cat > ${to}; fi`, yield* inputs[0]!.reader.all(), '/root')) ?? 255;
  }
  const [host, place] = source!;
  let text = '';
  const status = yield* runThere({ out: { write: (more) => void (text += more) }, err }, host, `cat '${place}'`, '', '/root');
  if (status !== 0) return status ?? 255;
  const path = resolvePath(shell.directory, to.endsWith('/') || to === '.' ? `${to}/${place.slice(place.lastIndexOf('/') + 1)}` : to);
  const refusal = shell.change(writeFile(shell.tree, shell.ground, path, text, shell.host.now()));
  if (refusal !== undefined) err.write(`scp: open local "${to}": ${refusal}\n`);
  return Number(refusal !== undefined);
};
