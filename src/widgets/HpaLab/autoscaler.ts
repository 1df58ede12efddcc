import { autoscalerKind, createRegistry, readManifests, type Problem } from '@site/src/simulation/api';
import { validateAutoscaler } from '@site/src/simulation/api/kinds/autoscaling.HorizontalPodAutoscaler';
import type { Autoscaler } from '@site/src/simulation/resources/autoscaler/types';

const KINDS = createRegistry([autoscalerKind]);
/** With the gate HPAScaleToZero on, the API server takes `minReplicas: 0`. */
const KINDS_TO_ZERO = createRegistry([{ ...autoscalerKind, validateCreate: (hpa: Parameters<typeof validateAutoscaler>[0]) => validateAutoscaler(hpa, 0) }]);

export interface ReadAutoscaler {
  /** The first of the text; null where the API server would take none. */
  readonly hpa: Autoscaler | null;
  readonly problems: readonly Problem[];
}

/** Reads the text as the API server would. */
export function readAutoscaler(yaml: string, toZero: boolean): ReadAutoscaler {
  const { objects, problems } = readManifests(yaml, toZero ? KINDS_TO_ZERO : KINDS);
  const object = objects[0]?.object;
  return { hpa: object === undefined ? null : { metadata: { name: object.metadata.name ?? 'web', namespace: object.metadata.namespace }, spec: object.spec }, problems };
}
