/** Processes in containers whose streams are the terminal's: `kubectl exec`, `kubectl run -it`, `kubectl attach`. */
import type { Container, Pod } from '../../../api/types';
import { argvOf } from '../../../cluster/images/command';
import type { ContainerProcess } from '../../../kubectl/runtime/machine';
import { parse } from '../../../shell/language/parse';
import { ExitShell, LeaveLoop } from '../../../shell/run/control';
import { runList, runProgram } from '../../../shell/run/run';
import type { Process, Shell } from '../../../shell/shell';
import type { Steps } from '../../../shell/steps';
import { BrokenPipe, textReader } from '../../../shell/streams';
import { ADMIN } from '../../living/admin';
import { containerShell } from './container';
import type { ContainerPlace, Entered } from './container';
import { baseOf, isShell } from './image-tools';
import { Interrupted } from './interrupted';

export interface EnterPlace extends ContainerPlace {
  /** Whether Ctrl-C goes on to a container from now on. */
  readonly remote: (on: boolean) => void;
}

const SHELL_FLAGS = /^-[il]+$/;
const INTERRUPTED = 130;

/** One line at a prompt in a container; false: it goes on. */
function* lineAt(shell: Shell, { input, out, err }: Process, text: string): Steps<boolean> {
  const parsed = parse(text);
  if ('unfinished' in parsed) return false;
  if ('error' in parsed) {
    err.write(`sh: ${parsed.error}\n`);
    shell.status = 2;
    return true;
  }
  try {
    yield* runList(shell, parsed.list, { input, out, err });
  } catch (end) {
    if (end instanceof Interrupted) shell.status = INTERRUPTED;
    else if (!(end instanceof BrokenPipe) && !(end instanceof LeaveLoop)) throw end;
  }
  return true;
}

/** A shell that reads what is typed, until `exit` or Ctrl-D. */
function* interactive({ shell, prompt, keep, refresh }: Entered, process: Process): Steps<number> {
  let pending = '';
  for (;;) {
    let typed: string | undefined = '\n';
    try {
      const resumed = yield { do: 'read', prompt: pending === '' ? prompt() : '> ' };
      typed = resumed !== undefined && 'typed' in resumed ? resumed.typed : undefined;
    } catch (end) {
      if (!(end instanceof Interrupted)) throw end;
      pending = '';
    }
    if (typed === undefined) return shell.status;
    try {
      refresh();
      pending = (yield* lineAt(shell, process, pending + typed.replace(/\n$/, ''))) ? '' : `${pending}${typed}`;
      yield* keep();
    } catch (end) {
      if (end instanceof ExitShell) return end.status;
      throw end;
    }
  }
}

const specOf = ({ spec }: Pod, container: string): Container | undefined => [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])].find(({ name }) => name === container);

/** What a container was started with; of a base system without a command its shell. */
function commandOf(pod: Pod, container: string): readonly string[] {
  const own = specOf(pod, container);
  const argv = argvOf(own?.image ?? '', own ?? {});
  return argv.length === 0 ? ['sh'] : argv;
}

/** What is run in a container; undefined where nothing is known of it. */
export function enter(place: EnterPlace, process: Process, { pod, container, command, stdin, tty }: ContainerProcess): Steps<number> | undefined {
  const argv = command ?? commandOf(pod, container);
  const opened = containerShell(place, pod, container, process.out, command !== undefined && baseOf(command[0] ?? '') !== 'ps' ? command : []);
  const [name = '', ...args] = argv;
  const image = specOf(pod, container)?.image ?? '';
  if (opened === undefined || name === '') return undefined;
  const { shell } = opened;
  if (!shell.host.programs.has(baseOf(name)) && !isShell(image, name)) return undefined;
  return run(place, { ...process, shell, name, args, input: stdin ? process.input : textReader(''), err: tty ? process.out : process.err }, isShell(image, name) && stdin && process.input.terminal && args.every((arg) => SHELL_FLAGS.test(arg)), opened, command === undefined ? { pod, container } : undefined);
}

function* run(place: EnterPlace, process: Process, typed: boolean, entered: Entered, main: { readonly pod: Pod; readonly container: string } | undefined): Steps<number> {
  let code = INTERRUPTED;
  place.remote(typed || baseOf(process.name) === 'chroot');
  try {
    code = typed ? yield* interactive(entered, process) : yield* runProgram(process);
    yield* entered.keep();
  } catch (end) {
    if (end instanceof BrokenPipe) code = 141;
    else if (end instanceof ExitShell) code = end.status;
    else throw end;
  } finally {
    place.remote(false);
  }
  if (main === undefined) return code;
  const { metadata } = main.pod;
  yield { do: 'request', request: { verb: 'get', group: '', resource: 'pods', namespace: metadata.namespace ?? '', name: metadata.name ?? '', subresource: 'attach', options: { container: main.container, exits: code }, user: ADMIN } };
  return code;
}
