/** A container runtime that does not answer (pkg/kubelet/runtime.go: runtimeErrors; kubelet.go: updateRuntimeUp, syncLoop; pleg/generic.go: Healthy). What runs goes on; nothing is begun or ended until it is back. */
import { quote } from '../../base/go/quote';
import type { Work } from '../control/controller';
import { durationText } from './start/duration';
import { log } from './journal';
import type { KubeletMemory } from './memory';
import { SECOND } from './session';
import type { NodeSettings } from './settings';

/** maxWaitForContainerRuntime, and the relist's threshold. */
const [WAITS, RELIST_THRESHOLD] = [30 * SECOND, 180 * SECOND];
const DIAL = `rpc error: code = Unavailable desc = connection error: desc = ${quote('transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory')}`;

/** Since when it does not answer, µs; undefined where it does. */
export function runtimeDownSince(work: Pick<Work<KubeletMemory>, 'machine'>, { name }: NodeSettings): number | undefined {
  const unit = work.machine(name)?.services?.units.containerd;
  return unit === undefined || unit.active === 'active' ? undefined : unit.since;
}

/** What the node's Ready condition says of it; undefined as long as it says nothing. */
export function runtimeErrors(since: number, now: number): string | undefined {
  const gone = now - since;
  if (gone < WAITS) return undefined;
  return gone < RELIST_THRESHOLD ? 'container runtime is down' : `[container runtime is down, PLEG is not healthy: pleg was last seen active ${durationText(gone)} ago; threshold is 3m0s]`;
}

export function logRuntime(work: Work<KubeletMemory>, node: NodeSettings): void {
  const since = runtimeDownSince(work, node);
  if (since === undefined) return;
  log(work, node, 'E', 'kubelet.go:3247', 'Container runtime sanity check failed', { err: DIAL });
  log(work, node, 'E', 'generic.go:312', 'GenericPLEG: Unable to retrieve pods', { err: DIAL });
  const errors = runtimeErrors(since, work.now);
  if (errors !== undefined) log(work, node, 'E', 'kubelet.go:2646', 'Skipping pod synchronization', { err: errors });
}
