import type { Pod } from '../../../api/types';
import { KubectlError } from '../../runtime/errors';
import { quote } from '../../../base/go/quote';

/** Which container of a Pod is meant (pkg/cmd/util/podcmd). */

export const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** podcmd.AllContainerNames: `app, one (init)`. */
export const allContainerNames = ({ spec }: Pod): string =>
  [
    ...spec.containers.map(({ name }) => name),
    ...(spec.ephemeralContainers ?? []).map(({ name }) => `${name} (ephem)`),
    ...(spec.initContainers ?? []).map(({ name }) => `${name} (init)`),
  ].join(', ');

/** podcmd.FindContainerByName. */
export const hasContainer = ({ spec }: Pod, wanted: string): boolean => [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])].some(({ name }) => name === wanted);

export function checkedContainer(pod: Pod, name: string): string {
  if (!hasContainer(pod, name)) throw new KubectlError(`container ${name} is not valid for pod ${pod.metadata.name} out of: ${allContainerNames(pod)}`);
  return name;
}

/** The container that is named, or the one by default; `err` hears of a choice. `always`: Pods with init containers alone are told of, too. */
export function chosenContainer(pod: Pod, name: string, err: (text: string) => void, countInit: boolean): string {
  if (name !== '') return checkedContainer(pod, name);
  const annotated = pod.metadata.annotations?.[DEFAULT_CONTAINER] ?? '';
  if (annotated !== '') {
    if (hasContainer(pod, annotated)) return annotated;
    err(`Default container name ${quote(annotated)} not found in pod ${pod.metadata.name}\n`);
  }
  const first = pod.spec.containers[0]?.name ?? '';
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
  if (containers.length > 1 || (countInit && initContainers.length > 0) || ephemeralContainers.length > 0) err(`Defaulted container ${quote(first)} out of: ${allContainerNames(pod)}\n`);
  return first;
}
