import { parse } from './language/parse';
import { runList } from './run/run';
import { ExitShell, LeaveLoop } from './run/control';
import type { Shell } from './shell';
import type { Steps } from './steps';
import { BrokenPipe, terminalReader } from './streams';
import type { Writer } from './streams';

export type Submitted = { readonly kind: 'more' } | { readonly kind: 'run'; readonly steps: Steps<number> };

/** What somebody typed at the prompt: it goes on (a quote is open), or it runs. `exit` leaves a status and the shell as it is. */
export function submit(shell: Shell, text: string, terminal: Writer): Submitted {
  const parsed = parse(text);
  if ('unfinished' in parsed) return { kind: 'more' };
  shell.depth = 0;
  shell.loops = 0;
  return { kind: 'run', steps: run(shell, parsed, terminal) };
}

function* run(shell: Shell, parsed: Exclude<ReturnType<typeof parse>, { readonly unfinished: true }>, terminal: Writer): Steps<number> {
  if ('error' in parsed) {
    terminal.write(`bash: ${parsed.error}\n`);
    shell.status = parsed.error.endsWith('bad substitution') ? 1 : 2;
    return shell.status;
  }
  try {
    return yield* runList(shell, parsed.list, { input: terminalReader(), out: terminal, err: terminal });
  } catch (end) {
    if (end instanceof ExitShell) {
      terminal.write('exit\n(this shell stays: there is nothing outside it)\n');
      shell.status = end.status;
      return end.status;
    }
    if (end instanceof BrokenPipe || end instanceof LeaveLoop) return shell.status;
    throw end;
  }
}
