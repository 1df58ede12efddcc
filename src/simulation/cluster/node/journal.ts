/** What a kubelet writes into the journal of its machine, at the verbosity that kubeadm leaves it (0): errors, and what it reports without being asked. */
import type { Pod } from '../../api';
import type { Failure } from '../apiserver/types';
import { type RequestError } from '../control/client';
import type { Work } from '../control/controller';
import { kubeletLine, withLines } from './host/services/journal';
import type { Severity, Value } from './host/services/journal';
import { servicesOf } from './host/services/state';
import { NEW_MACHINE } from './machine/machine';
import type { NodeSettings } from './settings';

type Tools = Pick<Work<unknown>, 'machine' | 'setMachine' | 'now'>;

/** klog.KObj. */
export const nameOf = ({ metadata }: Pod): string => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;

export function log(work: Tools, node: NodeSettings, severity: Severity, place: string, message: string, values: Readonly<Record<string, Value>> = {}): void {
  if (node.journal === undefined) return;
  const machine = work.machine(node.name) ?? NEW_MACHINE;
  const services = servicesOf(machine);
  work.setMachine(node.name, { ...machine, services: withLines(services, [kubeletLine(work.now, services.units.kubelet.pid, severity, place, message, values)]) });
}

const saidOf = ({ message, transport }: Failure, address: string): string =>
  (transport === undefined ? (message ?? '') : /^dial tcp: (?!lookup)/.test(message ?? '') ? (message ?? '').replace('dial tcp:', `dial tcp ${address}:`) : (message ?? ''));

/** An error of a request in the words of net/url where no server answered, and else in the server's. `path`: `/api/v1/nodes/x`. */
export function requestError(error: RequestError, { journal }: Pick<NodeSettings, 'journal'>, method: 'Get' | 'Post' | 'Put', path: string): string {
  const { failure } = error;
  const said = saidOf(failure, (journal?.server ?? '').replace(/^https:\/\//, ''));
  const server = /^dial tcp ([\d.]+:\d+):/.exec(said)?.[1];
  return failure.transport === undefined ? said : `${method} "${server === undefined ? (journal?.server ?? '') : `https://${server}`}${path}": ${said}`;
}
