import type { AnyContainer, PodSpec } from '../../types';

export interface PlacedContainer {
  readonly container: AnyContainer;
  readonly path: string;
}

/** pkg/apis/core/pods VisitContainersWithPath: init containers, containers, ephemeral ones. */
export function visitContainers(spec: PodSpec, path: string): readonly PlacedContainer[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container: AnyContainer, i): PlacedContainer => ({ container, path: `${path === '' ? '' : `${path}.`}${list}[${i}]` })),
  );
}
