/** What the container runtime of a machine has, as the CRI tells it (containerd 2.2). */
import { byText } from '../../../base/ordered-map';
import { stateAt } from '../../../cluster/node/machine/machine';
import type { ContainerState, Machine, RuntimeContainer, RuntimePod, Sandbox } from '../../../cluster/node/machine/machine';

export const SOCKET = 'unix:///run/containerd/containerd.sock';

export interface FoundContainer {
  readonly pod: RuntimePod;
  readonly container: RuntimeContainer;
  readonly state: ContainerState;
}

export const containersOf = (machine: Machine, now: number): readonly FoundContainer[] =>
  [...byText.entries(machine.pods)].flatMap(([, pod]) => pod.containers.map((container) => ({ pod, container, state: stateAt(container, now) }))).sort((a, b) => b.container.createdAt - a.container.createdAt);

export const sandboxesOf = (machine: Machine): readonly { readonly pod: RuntimePod; readonly sandbox: Sandbox }[] =>
  [...byText.entries(machine.pods)].flatMap(([, pod]) => pod.sandboxes.map((sandbox) => ({ pod, sandbox }))).sort((a, b) => b.sandbox.createdAt - a.sandbox.createdAt);

/** go-units HumanDuration, and `ago` after it. */
export function ago(micros: number): string {
  const seconds = Math.floor(Math.max(0, micros) / 1_000_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(seconds / 3600);
  const words = seconds < 1 ? 'Less than a second' : seconds === 1 ? '1 second' : seconds < 60 ? `${seconds} seconds` : minutes === 1 ? 'About a minute' : minutes < 60 ? `${minutes} minutes` : hours === 1 ? 'About an hour' : hours < 48 ? `${hours} hours`
    : hours < 24 * 7 * 2 ? `${Math.floor(hours / 24)} days` : hours < 24 * 30 * 2 ? `${Math.floor(hours / 24 / 7)} weeks` : hours < 24 * 365 * 2 ? `${Math.floor(hours / 24 / 30)} months` : `${Math.floor(hours / 24 / 365)} years`;
  return `${words} ago`;
}

/** go-units HumanSizeWithPrecision. */
export function humanSize(bytes: number, precision = 4): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, at] = [bytes, 0];
  while (value >= 1000 && at < units.length - 1) [value, at] = [value / 1000, at + 1];
  return `${Number(value.toPrecision(precision))}${units[at]!}`;
}

/** Where a container's log lies. */
export const logPath = ({ pod, container }: Pick<FoundContainer, 'pod' | 'container'>): string => `/var/log/pods/${pod.namespace}_${pod.name}_${pod.uid}/${container.name}/${container.attempt}.log`;
