/** Asks a container how it is (pkg/kubelet/prober/prober.go, pkg/probe): what the answer is, and how long it takes. */
import type { Container, Probe } from '../../../api';
import { getFrom, listenerOn } from '../machine/exec';
import { getInside } from '../machine/web-root';
import type { RuntimeContainer } from '../machine/machine';
import { portOf } from '../hooks';
import { runCommand } from '../run-command';
import { SECOND } from '../session';
import type { Session } from '../session';

export interface ProbeAnswer {
  /** `error`: the result is thrown away, and said. */
  readonly result: 'success' | 'failure' | 'error';
  readonly output: string;
  /** µs. */
  readonly takes: number;
}

const at = (result: ProbeAnswer['result'], output = '', takes = 0): ProbeAnswer => ({ result, output, takes });

function execAnswer(session: Session, container: Container, runtime: RuntimeContainer, command: readonly string[], timeout: number, cancelled: boolean): ProbeAnswer {
  // The context of a Pod's worker ends with its deletion, and with it the commands that are run in it.
  if (cancelled) return at('error', 'rpc error: code = Canceled desc = context canceled');
  const answer = runCommand(session, container, runtime, command);
  if (answer.kind === 'missing') return at('error', answer.message);
  const takes = answer.kind === 'hang' ? Number.POSITIVE_INFINITY : answer.takes;
  if (answer.kind === 'hang' || takes > timeout) return at('failure', `command timed out: "${command.join(' ')}" timed out after ${timeout / SECOND}s`, timeout);
  return at(answer.code === 0 ? 'success' : 'failure', answer.output, takes + session.pace.exec);
}

function httpAnswer(session: Session, container: Container, get: NonNullable<Probe['httpGet']>, timeout: number): ProbeAnswer {
  const pod = session.runtimePod;
  const port = portOf(get.port, container);
  if (port === undefined) return at('error', `couldn't find port: ${JSON.stringify(get.port)}`);
  const host = get.host ?? pod?.sandboxes[0]?.ip ?? '';
  const path = (get.path ?? '/').startsWith('/') ? (get.path ?? '/') : `/${get.path ?? ''}`;
  const url = `${(get.scheme ?? 'HTTP').toLowerCase()}://${host}:${port}${path}`;
  const listener = listenerOn(pod?.containers ?? [], port, session.now);
  if (listener === undefined) return at('failure', `Get "${url}": dial tcp ${host}:${port}: connect: connection refused`);
  const answer = getInside(session.work.cluster, session.pod, listener, path);
  if (answer === 'hang') return at('failure', `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`, timeout);
  const isTls = listener.behaviour.tls?.includes(port) === true;
  // What Go's server says to those who speak HTTP to it.
  if (isTls && get.scheme !== 'HTTPS') return at('failure', 'HTTP probe failed with statuscode: 400');
  if (get.scheme === 'HTTPS' && !isTls) return at('failure', `Get "${url}": http: server gave HTTP response to HTTPS client`);
  return answer.status < 400 ? at('success', answer.body) : at('failure', `HTTP probe failed with statuscode: ${answer.status}`);
}

function portAnswer(session: Session, port: number, host: string, refused: (address: string) => string): ProbeAnswer {
  const address = `${host}:${port}`;
  return listenerOn(session.runtimePod?.containers ?? [], port, session.now) === undefined ? at('failure', refused(address)) : at('success');
}

/** A service by its name is the check of that name; without one, the check `grpc`. */
function grpcAnswer(session: Session, { port, service }: NonNullable<Probe['grpc']>, timeout: number): ProbeAnswer {
  const host = session.runtimePod?.sandboxes[0]?.ip ?? '';
  const listener = listenerOn(session.runtimePod?.containers ?? [], port, session.now);
  if (listener === undefined) return at('failure', `timeout: failed to connect service "${host}:${port}" within ${timeout / SECOND}s: context deadline exceeded`, timeout);
  const answer = getFrom(listener, service === undefined || service === '' ? 'grpc' : service, session.now);
  if (answer === 'hang') return at('failure', `timeout: health rpc did not complete within ${timeout / SECOND}s`, timeout);
  return answer.status === 200 ? at('success') : at('failure', 'service unhealthy (responded with "NOT_SERVING")');
}

export function askProbe(session: Session, container: Container, runtime: RuntimeContainer, probe: Probe, cancelled: boolean): ProbeAnswer {
  const timeout = (probe.timeoutSeconds ?? 1) * SECOND;
  const host = session.runtimePod?.sandboxes[0]?.ip ?? '';
  if (probe.exec !== undefined) return execAnswer(session, container, runtime, probe.exec.command ?? [], timeout, cancelled);
  if (probe.httpGet !== undefined) return httpAnswer(session, container, probe.httpGet, timeout);
  if (probe.grpc !== undefined) return grpcAnswer(session, probe.grpc, timeout);
  const port = portOf(probe.tcpSocket?.port, container);
  if (port === undefined) return at('error', `couldn't find port: ${JSON.stringify(probe.tcpSocket?.port ?? '')}`);
  return portAnswer(session, port, probe.tcpSocket?.host ?? host, (address) => `dial tcp ${address}: connect: connection refused`);
}
