/** The machine that kubeadm 1.36.3 runs on, its errors and its log. */
import { dateFromDays } from '../../base/time';
import type { Answer, Request } from '../../cluster/apiserver/types';
import type { ToolMachine } from '../machine';

/** What kubeadm finds out about the host beside its files. */
export interface Host {
  readonly hostname: string;
  /** Of the interface with the default route. */
  readonly address: string;
  /** Numeric id of who runs it. */
  readonly user: number;
  /** Version of the installed kubelet; undefined: there is none. */
  readonly kubelet?: string;
  /** Whether the container runtime answers at its socket. */
  readonly runtime: boolean;
  /** Ports in use. */
  readonly ports: readonly number[];
  readonly swap: boolean;
  /** What /proc/sys/net/ipv4/ip_forward holds. */
  readonly forward: string;
  readonly kernel: { readonly version: string; /** Options that are not set: `CONFIG_MEMCG`. */ readonly missing: readonly string[] };
  readonly cgroup: 1 | 2;
  readonly cpus: number;
  /** MB. */
  readonly memory: number;
}

export interface KubeadmMachine extends ToolMachine {
  readonly host: Host;
  /** Of the installed package; v1.36.3 where it is not said. */
  readonly version?: string;
  /** The API server's answer to a request, at once. Without it nobody answers. */
  ask?(request: Request): Answer;
  /** What the API server says of its version; undefined where nobody answers. */
  serverVersion?(): string | undefined;
  /** What a label of the release server (`stable`, `stable-1.37`, `latest`) stands for; undefined: it cannot be asked. */
  label?(name: string): string | undefined;
}

/** An error in kubeadm's words. */
export class KubeadmError extends Error {}

const two = (value: number): string => String(value).padStart(2, '0');

/** errors.Wrap: what was being done when it went wrong. */
export function within<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof KubeadmError ? new KubeadmError(`${what}: ${error.message}`) : error;
  }
}

/** A warning of klog. */
export function warn(machine: KubeadmMachine, place: string, message: string): void {
  const micros = machine.now();
  const seconds = Math.floor(micros / 1_000_000);
  const { month, day } = dateFromDays(Math.floor(seconds / 86_400));
  const rest = seconds % 86_400;
  machine.err(`W${two(month)}${two(day)} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}.${String(micros % 1_000_000).padStart(6, '0')} ${'1'.padStart(7)} ${place}] ${message}\n`);
}
