/** Whether a container that ended starts again (pkg/kubelet/container/helpers.go; KEP-753, KEP-5307, KEP-5532). */
import type { Container, Pod } from '../../api';
import { isSidecar } from '../../api';
import { allCouldRestart, matchingRule, restartsAfter } from '../../api/pod-restart';
import { seenContainer } from './runtime-view';
import type { RuntimeView } from './runtime-view';

export { allCouldRestart, isSidecar, matchingRule, restartsAfter };

/** ShouldContainerBeRestarted: it never ran, or it is not running and its policy starts it again. */
export function shouldRun(container: Container, pod: Pod, view: RuntimeView): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  const seen = seenContainer(view, container.name);
  if (seen === undefined) return true;
  if (seen.state.state === 'running') return false;
  return seen.state.state === 'created' || restartsAfter(container, pod.spec, seen.state.exitCode);
}

/** ShouldAllContainersRestart: a container ended in a way for which all of them begin anew, or that is under way. */
export function allRestart(pod: Pod, view: RuntimeView | undefined, status: Pod['status']): boolean {
  if (!allCouldRestart(pod.spec)) return false;
  if ((status?.conditions ?? []).some(({ type, status: is }) => type === 'AllContainersRestarting' && is === 'True')) return true;
  const told = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return [...(pod.spec.initContainers ?? []), ...pod.spec.containers].some((container) => {
    const asked = (code: number | undefined): boolean => code !== undefined && matchingRule(container, code)?.action === 'RestartAllContainers';
    const seen = view === undefined ? undefined : seenContainer(view, container.name);
    if (view !== undefined && (seen === undefined || seen.state.state !== 'exited')) return false;
    if (seen?.state.state === 'exited' && asked(seen.state.exitCode)) return true;
    return asked(told.find(({ name }) => name === container.name)?.state?.terminated?.exitCode);
  });
}
