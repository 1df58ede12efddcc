/** What a command that is run inside a container answers (the runtime's ExecSync), and what its ports do. */
import { checkAt, listensAfter } from '../../images/behaviour';
import { stateAt } from './machine';
import type { RuntimeContainer } from './machine';

export type ExecAnswer =
  | { readonly kind: 'exit'; readonly code: number; readonly output: string; readonly takes: number }
  /** It does not answer. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'missing'; readonly message: string };

const SECOND = 1_000_000;

const exit = (code: number, output = '', takes = 0): ExecAnswer => ({ kind: 'exit', code, output, takes });

/** Runs a command in a running container; `takes`: µs. */
export function execIn(container: RuntimeContainer, argv: readonly string[], now: number): ExecAnswer {
  const [command = '', ...rest] = argv;
  const state = stateAt(container, now);
  if (state.state !== 'running') return { kind: 'missing', message: 'container not running' };
  switch (command) {
    case 'check': {
      const [name = ''] = rest;
      const stands = checkAt(container.behaviour, name, state.startedAt, now);
      return stands === 'hang' ? { kind: 'hang' } : exit(stands === 'ok' ? 0 : 1, `${name} ${stands === 'ok' ? 'ok' : 'failing'}\n`);
    }
    case 'sleep': return exit(0, '', Number(rest[0] ?? 0) * SECOND);
    case 'true': return exit(0);
    case 'false': return exit(1);
    case 'exit': return exit(Number(rest[0] ?? 0));
    case 'echo': return exit(0, `${rest.join(' ')}\n`);
    default:
      return { kind: 'missing', message: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${command}": executable file not found in $PATH` };
  }
}

/** A container of the Pod that listens on the port. */
export const listenerOn = (containers: readonly RuntimeContainer[], port: number, now: number): RuntimeContainer | undefined =>
  containers.find((one) => {
    const state = stateAt(one, now);
    return state.state === 'running' && listensAfter(one.behaviour, port, now - state.startedAt);
  });

/** What `GET /NAME` answers. */
export function getFrom(container: RuntimeContainer, path: string, now: number): { readonly status: number; readonly body: string } | 'hang' {
  const name = path.replace(/^\//, '').replace(/[?#].*$/s, '');
  const stands = checkAt(container.behaviour, name, container.startedAt ?? now, now);
  if (stands === 'hang') return 'hang';
  return stands === 'ok' ? { status: 200, body: `${name} ok` } : { status: 500, body: `${name} failing` };
}
