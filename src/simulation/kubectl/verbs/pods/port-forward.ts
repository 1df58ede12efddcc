import type { Pod } from '../../../api/types';
import type { Service } from '../../../api/generated/types/core.v1';
import { ask } from '../../runtime/client';
import { isNotFound, KubectlError, usageError } from '../../runtime/errors';
import { klogError } from '../../runtime/klog';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { attachablePod, runningTimeout } from './attachable';
import { podOrOwner } from './exec';

const HOUR = 3_600_000_000;
const MOST = 65_535;
/** Ports that the operating system gives where none is asked for. */
const FREE = 40_001;

/** splitPort: `LOCAL:REMOTE`, or one for both. */
const parts = (port: string): readonly [string, string] => {
  const at = port.indexOf(':');
  return at < 0 ? [port, port] : [port.slice(0, at), port.slice(at + 1)];
};

const isNumber = (text: string): boolean => /^[0-9]+$/.test(text);

function namedPort(pod: Pod, name: string): number {
  for (const { ports = [] } of pod.spec.containers) for (const port of ports) if (port.name === name) return port.containerPort;
  throw new KubectlError(`Pod '${pod.metadata.name ?? ''}' does not have a named port '${name}'`);
}

/** translateServicePortToTargetPort. */
function ofService(service: Service, pod: Pod, port: string): string {
  const [local, remote] = parts(port);
  const found = (service.spec.ports ?? []).find((one) => (isNumber(remote) ? one.port === Number(remote) : one.name === remote));
  if (found === undefined) throw new KubectlError(`Service '${service.metadata.name ?? ''}' does not have a ${isNumber(remote) ? 'service port' : 'named port'} ${isNumber(remote) ? remote : `'${remote}'`}`);
  const headless = service.spec.clusterIP === 'None';
  const target = found.targetPort ?? found.port;
  const number = headless ? found.port : typeof target === 'number' ? (target === 0 ? found.port : target) : namedPort(pod, String(target));
  // `http` alone listens on the Service's own port.
  return `${port.includes(':') || isNumber(local) ? local : found.port}:${number}`;
}

/** convertPodNamedPortToNumber. */
function ofPod(pod: Pod, port: string): string {
  const [local, remote] = parts(port);
  const number = isNumber(remote) ? remote : String(namedPort(pod, remote));
  return port.includes(':') || isNumber(local) ? `${local}:${number}` : number;
}

function readNumber(text: string, which: 'local' | 'remote'): number {
  const fail = (why: string): KubectlError => new KubectlError(`error parsing ${which} port '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`);
  if (!isNumber(text)) throw fail('invalid syntax');
  if (Number(text) > MOST) throw fail('value out of range');
  return Number(text);
}

/** parsePorts (client-go tools/portforward). */
function readPort(text: string): { readonly local: number; readonly remote: number } {
  const pieces = text.split(':');
  if (pieces.length > 2) throw new KubectlError(`invalid port format '${text}'`);
  const [first = '', second = first] = pieces;
  const local = readNumber(pieces.length === 2 && first === '' ? '0' : first, 'local');
  const remote = readNumber(second, 'remote');
  if (remote === 0) throw new KubectlError('remote port must be > 0');
  return { local, remote };
}

const LOOPBACK = ['127.0.0.1', '[::1]'];

function addresses({ flags }: Session): readonly string[] {
  return flags.list('address').flatMap((one) => (one === 'localhost' ? LOOPBACK : [one.includes(':') && !one.startsWith('[') ? `[${one}]` : one]));
}

/** `kubectl port-forward` (pkg/cmd/portforward): it says what it listens on and goes on until Ctrl-C. */
export const portForward: Verb = function* portForward(session) {
  const { args, command, machine } = session;
  if (args.length < 2) throw usageError(command, 'TYPE/NAME and list of ports are required for port-forward');
  const timeout = runningTimeout(session);
  const info = yield* podOrOwner(session, args[0] ?? '');
  const pod = yield* attachablePod(session, info, timeout);
  const asked = args.slice(1).map((port) => (info.kind.type === 'core.v1.Service' ? ofService(info.object as unknown as Service, pod, port) : ofPod(pod, port)));
  const phase = pod.status?.phase ?? '';
  if (phase !== 'Running') throw new KubectlError(`unable to forward port because pod is not running. Current status=${phase}`);
  const ports = asked.map(readPort);
  const { namespace = '', name = '' } = pod.metadata;
  // The connection to the node is made at once, one to the Pod with each that comes in.
  yield* ask(session, { verb: 'get', group: '', resource: 'pods', namespace, name, subresource: 'portforward', options: { port: ports[0]?.remote ?? 0, sent: '' } });
  let free = FREE;
  const opened = ports.map(({ local, remote }) => ({ local: local === 0 ? (free += 2) : local, remote }));
  for (const { local, remote } of opened) for (const address of addresses(session)) machine.out(`Forwarding from ${address}:${local} -> ${remote}\n`);
  yield* forwarding(session, pod, opened);
};

const SECOND = 1_000_000;

/** PortForwarder.forward: connections that come in are led to the Pod, until one of them fails, the Pod is gone, or Ctrl-C. */
function* forwarding(session: Session, pod: Pod, ports: readonly { readonly local: number; readonly remote: number }[]): Steps<void> {
  const { machine } = session;
  const { namespace = '', name = '', uid } = pod.metadata;
  let lost = false;
  const closing: (() => void)[] = [];
  try {
    for (const { local, remote } of ports) {
      const close = machine.forward?.({
        local, remote, pod,
        taken: () => machine.out(`Handling connection for ${local}\n`),
        lost: (why) => {
          lost = true;
          machine.err(`${klogError(machine.now())} portforward.go:522] "Unhandled Error" err="an error occurred forwarding ${local} -> ${remote}: ${why}"\n`);
        },
      });
      if (close === undefined && machine.forward !== undefined) {
        machine.err(`Unable to listen on port ${local}: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:${local}: bind: address already in use unable to create listener: Error listen tcp6 [::1]:${local}: bind: address already in use]\n`);
        throw new KubectlError(`unable to listen on any of the requested ports: [${ports.map((one) => `{${one.local} ${one.remote}}`).join(' ')}]`);
      }
      if (close !== undefined) closing.push(close);
    }
    for (;;) {
      yield { do: 'sleep', micros: machine.forward === undefined ? HOUR : SECOND };
      if (machine.forward === undefined) continue;
      const there = yield* podNow(session, namespace, name);
      if (lost || there?.metadata.uid !== uid) throw new KubectlError('lost connection to pod');
    }
  } finally {
    for (const close of closing) close();
  }
}

function* podNow(session: Session, namespace: string, name: string): Steps<Pod | undefined> {
  try {
    const answer = yield* ask(session, { verb: 'get', group: '', resource: 'pods', namespace, name });
    return 'object' in answer ? (answer.object as unknown as Pod) : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
