/** A container's hooks (pkg/kubelet/lifecycle/handlers.go): how long they take, and what they say where they fail. */
import type { Container } from '../../api';
import { quote as quoted } from '../../base/go/quote';
import { getFrom, listenerOn } from './machine/exec';
import { runCommand } from './run-command';
import { NEVER } from './machine/machine';
import type { RuntimeContainer } from './machine/machine';
import { podText, SECOND } from './session';
import type { Session } from './session';

type Handler = NonNullable<NonNullable<Container['lifecycle']>['preStop']>;

export interface HookAnswer {
  /** µs; NEVER for a hook that does not answer. */
  readonly takes: number;
  readonly failure?: string;
}

/** The port of a probe or hook: a number, or the name of a container's port. */
export function portOf(port: string | number | undefined, container: Container): number | undefined {
  if (typeof port === 'number') return port;
  return (container.ports ?? []).find(({ name }) => name === port)?.containerPort ?? (/^\d+$/.test(port ?? '') ? Number(port) : undefined);
}

/** Go's %v of a command. */
const commandText = (command: readonly string[]): string => `[${command.join(' ')}]`;

function execHook(session: Session, container: Container, runtime: RuntimeContainer, command: readonly string[]): HookAnswer {
  const answer = runCommand(session, container, runtime, command);
  if (answer.kind === 'hang') return { takes: NEVER };
  if (answer.kind === 'exit' && answer.code === 0) return { takes: answer.takes };
  const error = answer.kind === 'missing' ? answer.message : `command '${command.join(' ')}' exited with ${answer.code}: ${answer.output}`;
  const output = answer.kind === 'missing' ? '' : answer.output;
  return { takes: 0, failure: `Exec lifecycle hook (${commandText(command)}) for Container ${quoted(container.name)} in Pod ${quoted(podText(session.pod))} failed - error: ${error}, message: ${quoted(output)}` };
}

function httpHook(session: Session, container: Container, get: NonNullable<Handler['httpGet']>): HookAnswer {
  const pod = session.runtimePod;
  const port = portOf(get.port, container) ?? 0;
  const path = get.path ?? '/';
  const host = get.host ?? pod?.sandboxes[0]?.ip ?? '';
  const listener = listenerOn(pod?.containers ?? [], port, session.now);
  const fail = (error: string): HookAnswer => ({ takes: 0, failure: `HTTP lifecycle hook (${path}) for Container ${quoted(container.name)} in Pod ${quoted(podText(session.pod))} failed - error: ${error}` });
  if (listener === undefined) return fail(`Get "http://${host}:${port}${path}": dial tcp ${host}:${port}: connect: connection refused`);
  return getFrom(listener, path, session.now) === 'hang' ? { takes: NEVER } : { takes: 0 };
}

/** What a hook that is begun now does. */
export function runHook(session: Session, container: Container, runtime: RuntimeContainer, handler: Handler): HookAnswer {
  if (handler.exec !== undefined) return execHook(session, container, runtime, handler.exec.command ?? []);
  if (handler.httpGet !== undefined) return httpHook(session, container, handler.httpGet);
  return { takes: (handler.sleep?.seconds ?? 0) * SECOND };
}
