import type { ApiObject, LabelSelector } from '../../../api';
import { formatLabelSelector } from '../../../api/selector';
import type { Scale } from '../../../api/generated/types/autoscaling.v1';
import { scaleProblem } from '../../../api/request/scale';
import { fromStatus } from '../failures';
import type { Patched } from '../patch';

interface Scalable extends ApiObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector };
  readonly status?: { readonly replicas?: number };
}

/** The Scale of a workload (pkg/registry/apps/deployment/storage scaleFromDeployment and its like). */
export function scaleOf(object: ApiObject): Scale {
  const { metadata, spec, status } = object as Scalable;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as Scale['metadata'],
    spec: { replicas: spec.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, ...(spec.selector === undefined ? {} : { selector: formatLabelSelector(spec.selector) }) },
  };
}

/** The workload as a Scale that is written asks for it, or why it cannot be (scaleUpdatedObjectInfo.UpdatedObject). */
export function scaled(object: ApiObject, scale: ApiObject): Patched {
  const { metadata, spec } = object as Scalable;
  const asked = scale as Scale;
  const replicas = asked.spec?.replicas ?? 0;
  const refused = scaleProblem(metadata.name ?? '', replicas);
  if (refused !== undefined) return { failure: fromStatus(refused) };
  return {
    object: {
      ...object,
      metadata: { ...metadata, ...(asked.metadata.resourceVersion === undefined ? {} : { resourceVersion: asked.metadata.resourceVersion }) },
      spec: { ...spec, replicas },
    } as ApiObject,
  };
}
