import type { SecuredContainer, SecuredPodSpec } from './types';

const imageChanged = (next: SecuredContainer | undefined, old: SecuredContainer | undefined): boolean => (next?.image ?? '') !== (old?.image ?? '');

/** isSignificantPodUpdate: of what may change in a Pod, only images and new ephemeral containers can break a policy. */
export function isSignificantUpdate(next: SecuredPodSpec, old: SecuredPodSpec): boolean {
  for (const list of ['containers', 'initContainers'] as const) {
    const [after, before] = [next[list] ?? [], old[list] ?? []];
    if (after.length !== before.length || after.some((container, index) => imageChanged(container, before[index]))) return true;
  }
  return (next.ephemeralContainers ?? []).some((container) => {
    const known = (old.ephemeralContainers ?? []).find(({ name }) => name === container.name);
    return known === undefined || imageChanged(container, known);
  });
}
