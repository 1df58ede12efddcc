import { expandText, expandWord, ExpansionFault } from '../expand/expand';
import type { Substitute } from '../expand/expand';
import { ArithmeticFault } from '../expand/arithmetic';
import type { Command, List, Pipeline, Word } from '../language/ast';
import { parse } from '../language/parse';
import type { Process, Shell } from '../shell';
import { SPAWN } from '../steps';
import type { Steps } from '../steps';
import { BrokenPipe, Buffer, Pipe, Reader, textReader, WriteFault } from '../streams';
import { ExitShell, LeaveLoop } from './control';
import { notFound } from './not-found';
import { together } from './pipeline';
import { redirected } from './redirect';
import type { Streams } from './redirect';
import { timed } from './timed';

type Simple = Extract<Command, { readonly kind: 'simple' }>;

const PIPE_CLOSED = 141;
/** execve(2): no single word is longer (MAX_ARG_STRLEN, with the NUL at its end), in bytes. */
const LONGEST_WORD = 131_072;
/** Of the process behind the first job, less one. */
export const FIRST_PROCESS = 4242;
/** A script that calls itself ends. */
const MOST_DEPTH = 100;

const substituteIn = (shell: Shell, streams: Streams): Substitute =>
  function* substitute(list) {
    const out = new Buffer();
    const inner = shell.fork();
    shell.status = yield* runShell(inner, list, { ...streams, out });
    return out.text;
  };

/** Runs commands in a shell of their own: `exit` ends that one. */
export function* runShell(shell: Shell, list: List, streams: Streams): Steps<number> {
  try {
    return yield* runList(shell, list, streams);
  } catch (end) {
    if (end instanceof ExitShell) return end.status;
    if (end instanceof LeaveLoop) return 0;
    throw end;
  }
}

export function* runList(shell: Shell, list: List, streams: Streams): Steps<number> {
  for (const { when, pipeline, background } of list) {
    if (when !== 'always' && (when === 'and') !== (shell.status === 0)) continue;
    const { background: start } = shell.host;
    if (background && start !== undefined) {
      const job = start(stageless(shell.fork(), pipeline, streams));
      streams.err.write(`[${job}] ${FIRST_PROCESS + job}\n`);
      shell.status = 0;
      continue;
    }
    if (background) {
      streams.err.write("bash: &: this shell has one job at a time; leave out the `&' (Ctrl-C ends what runs)\n");
      shell.status = 1;
      continue;
    }
    shell.status = yield* runPipeline(shell, pipeline, streams);
  }
  return shell.status;
}

/** A pipeline beside the prompt: it has no input. */
function* stageless(shell: Shell, pipeline: Pipeline, streams: Streams): Steps<number> {
  try {
    return yield* runShell(shell, [{ when: 'always', background: false, pipeline }], { ...streams, input: textReader('') });
  } catch (end) {
    if (end instanceof BrokenPipe) return PIPE_CLOSED;
    throw end;
  }
}

function* runPipeline(shell: Shell, { commands, not, time }: Pipeline, streams: Streams): Steps<number> {
  const run = function* (): Steps<number> {
    const [only] = commands;
    return commands.length === 1 && only !== undefined ? yield* runCommand(shell, only, streams) : yield* runStages(shell, commands, streams);
  };
  const status = time ? yield* timed(shell, streams, run()) : yield* run();
  return not ? Number(status === 0) : status;
}

function* runStages(shell: Shell, commands: readonly Command[], streams: Streams): Steps<number> {
  const pipes = commands.slice(1).map(() => new Pipe());
  const stages = commands.map((command, at) => {
    const [before, after] = [pipes[at - 1], pipes[at]];
    const own: Streams = { input: before === undefined ? streams.input : new Reader(before), out: after ?? streams.out, err: streams.err };
    return {
      steps: stageOf(shell.fork(), command, own),
      end: () => {
        before?.closeReader();
        after?.closeWriter();
      },
    };
  });
  return yield* together(stages, () => shell.host.now());
}

function* stageOf(shell: Shell, command: Command, streams: Streams): Steps<number> {
  try {
    return yield* runShell(shell, [{ when: 'always', background: false, pipeline: { not: false, time: false, commands: [command] } }], streams);
  } catch (end) {
    if (end instanceof BrokenPipe) return PIPE_CLOSED;
    throw end;
  }
}

function* runCommand(shell: Shell, command: Command, streams: Streams): Steps<number> {
  const substitute = substituteIn(shell, streams);
  try {
    const led = yield* redirected(shell, streams, command.redirects, substitute);
    if ('error' in led) {
      streams.err.write(`${shell.host.speaks ?? 'bash'}: ${led.error}\n`);
      return 1;
    }
    if (command.kind !== 'simple') return yield* runCompound(shell, command, led, substitute);
    return yield* runSimple(shell, command, led, substitute);
  } catch (fault) {
    if (!(fault instanceof ExpansionFault) && !(fault instanceof ArithmeticFault)) throw fault;
    streams.err.write(`${shell.host.speaks ?? 'bash'}: ${fault.message}\n`);
    return 1;
  }
}

function* runCompound(shell: Shell, command: Exclude<Command, { readonly kind: 'simple' }>, streams: Streams, substitute: Substitute): Steps<number> {
  switch (command.kind) {
    case 'group': return yield* runList(shell, command.body, streams);
    case 'subshell': return yield* runShell(shell.fork(), command.body, streams);
    case 'if': {
      for (const [condition, body] of command.branches) if ((yield* runList(shell, condition, streams)) === 0) return yield* runList(shell, body, streams);
      shell.status = 0;
      return command.otherwise === null ? 0 : yield* runList(shell, command.otherwise, streams);
    }
    case 'for': {
      const values: string[] = [];
      for (const word of command.words) for (const one of yield* expandWord(shell, word, substitute)) values.push(one);
      let at = 0;
      return yield* loop(shell, command.body, streams, function* next() {
        const value = values[at];
        at += 1;
        if (value !== undefined) shell.assign(command.name, value);
        return value !== undefined;
      });
    }
    case 'while': return yield* loop(shell, command.body, streams, function* next() {
      return ((yield* runList(shell, command.condition, streams)) === 0) !== command.until;
    });
  }
}

function* loop(shell: Shell, body: List, streams: Streams, next: () => Steps<boolean>): Steps<number> {
  let status = 0;
  shell.loops += 1;
  try {
    for (;;) {
      try {
        if (!(yield* next())) return status;
        status = yield* runList(shell, body, streams);
      } catch (leave) {
        if (!(leave instanceof LeaveLoop)) throw leave;
        if (leave.levels > 1 && shell.loops > 1) throw new LeaveLoop(leave.kind, leave.levels - 1);
        if (leave.kind === 'break') return 0;
      }
      yield { do: 'sleep', micros: SPAWN };
    }
  } finally {
    shell.loops -= 1;
  }
}

const plainText = (word: Word | undefined): string | undefined => (word?.length === 1 && word[0]!.kind === 'text' && !word[0]!.quoted ? word[0]!.text : undefined);

/** A command whose first word is an alias, with what it stands for in its place. */
function withoutAlias(shell: Shell, command: Simple): List | undefined {
  const name = plainText(command.words[0]);
  const text = name === undefined ? undefined : shell.aliases.get(name);
  const parsed = text === undefined ? undefined : parse(text);
  if (name === undefined || parsed === undefined || !('list' in parsed)) return undefined;
  const last = parsed.list.at(-1);
  const end = last?.pipeline.commands.at(-1);
  if (last === undefined || end?.kind !== 'simple') return undefined;
  // An alias that begins with its own name means the command of that name.
  const words: readonly Word[] = plainText(end.words[0]) === name ? [[{ kind: 'text', text: name, quoted: true }], ...end.words.slice(1)] : end.words;
  const merged: Command = { ...end, assignments: [...command.assignments, ...end.assignments], words: [...words, ...command.words.slice(1)] };
  return [...parsed.list.slice(0, -1), { ...last, pipeline: { ...last.pipeline, commands: [...last.pipeline.commands.slice(0, -1), merged] } }];
}

/** Runs something within something: a shell that calls itself ends. */
export function* deeper(shell: Shell, { err }: Pick<Streams, 'err'>, name: string, steps: () => Steps<number>): Steps<number> {
  if (shell.depth >= MOST_DEPTH) {
    err.write(`bash: ${name}: too many commands within commands\n`);
    return 1;
  }
  shell.depth += 1;
  try {
    return yield* steps();
  } finally {
    shell.depth -= 1;
  }
}

function* runSimple(shell: Shell, command: Simple, streams: Streams, substitute: Substitute): Steps<number> {
  const unaliased = withoutAlias(shell, command);
  if (unaliased !== undefined) return yield* deeper(shell, streams, plainText(command.words[0]) ?? '', () => runList(shell, unaliased, streams));
  const words: string[] = [];
  for (const word of command.words) for (const one of yield* expandWord(shell, word, substitute)) words.push(one);
  const [name, ...args] = words;
  if (name === undefined) {
    shell.status = 0;
    for (const { name: variable, value } of command.assignments) shell.assign(variable, yield* expandText(shell, value, substitute));
    return shell.status;
  }
  const own = command.assignments.length === 0 ? shell : shell.fork();
  for (const { name: variable, value } of command.assignments) {
    own.assign(variable, yield* expandText(shell, value, substitute));
    own.exported.add(variable);
  }
  return yield* runProgram({ shell: own, name, args, ...streams });
}

/** Runs a program by its name. */
export function* runProgram(process: Process): Steps<number> {
  const { shell, name, err } = process;
  const program = shell.host.programs.get(name.replace(/^(?:\/usr)?(?:\/local)?\/bin\//, ''));
  if (program === undefined) {
    const { text, status } = shell.host.notFound?.(name) ?? notFound(shell, name);
    err.write(text);
    return status;
  }
  if (program.builtin !== true) {
    if (process.args.some((word) => word.length * 4 >= LONGEST_WORD && new TextEncoder().encode(word).length >= LONGEST_WORD)) {
      err.write(`${shell.host.speaks ?? 'bash'}: ${name.includes('/') ? name : `/usr/bin/${name}`}: Argument list too long\n`);
      return 126;
    }
    yield { do: 'sleep', micros: SPAWN };
  }
  try {
    return yield* program.run(process);
  } catch (fault) {
    if (!(fault instanceof WriteFault)) throw fault;
    if (process.err !== process.out) process.err.write(`${program.builtin === true ? `bash: ${name}` : name}: write error: ${fault.message}\n`);
    return 1;
  }
}
