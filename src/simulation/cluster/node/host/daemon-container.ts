/** The container of a static Pod in which a part of the control plane runs: what its process writes and how it ends, where that follows from what happens in the cluster. */
import { byText } from '../../../base/ordered-map';
import { changeContainer, stateAt } from '../machine/machine';
import type { Machine, RuntimeContainer } from '../machine/machine';

interface Found {
  readonly uid: string;
  readonly container: RuntimeContainer;
}

/** A log keeps the end of what was written so. */
const MOST_LINES = 1000;

export function daemonContainer(machine: Machine, host: string, part: string, now: number): Found | undefined {
  for (const [uid, { namespace, name, containers }] of byText.entries(machine.pods)) {
    if (namespace !== 'kube-system' || name !== `${part}-${host}`) continue;
    const container = containers.find((one) => one.name === part && stateAt(one, now).state === 'running');
    if (container !== undefined) return { uid, container };
  }
  return undefined;
}

/** The machine on which its process writes lines; undefined where it does not run. */
export function withSaid(machine: Machine, host: string, part: string, at: number, lines: readonly string[]): Machine | undefined {
  const found = daemonContainer(machine, host, part, at);
  return found === undefined ? undefined : changeContainer(machine, found.uid, found.container.id, (one) => ({ ...one, said: [...(one.said ?? []), ...lines.map((text) => ({ at, text }))].slice(-MOST_LINES) }));
}

/** The machine on which its process ends by itself; undefined where it does not run. */
export function withEnd(machine: Machine, host: string, part: string, ended: { readonly at: number; readonly code: number }): Machine | undefined {
  const found = daemonContainer(machine, host, part, ended.at);
  return found === undefined ? undefined : changeContainer(machine, found.uid, found.container.id, (one) => ({ ...one, ended }));
}
