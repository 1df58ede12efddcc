import type { ApiObject, LabelSelector } from '../../../api';
import { selectorText } from '../../../api/request/scale';
import type { Scale } from '../../../api/generated/types/autoscaling.v1';
import { scaleProblem } from '../../../api/request/scale';
import { conflict, fromStatus, preconditionFailed } from '../failures';
import type { Target } from '../resource';
import type { Kind } from '../../../api/kind';
import type { Patched } from '../patch';
import { valueAt } from '../select';

interface Scalable extends ApiObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector };
  readonly status?: { readonly replicas?: number };
}

type Paths = Kind['scalePaths'];

const numberAt = (object: ApiObject, path: string | undefined): number => {
  const value = path === undefined ? undefined : valueAt(object, path);
  return typeof value === 'number' ? value : 0;
};

/** An object with a value on a path of names; what is missing on the way is made. */
function withValue(object: object, [name = '', ...rest]: readonly string[], value: unknown): object {
  const inner = (object as Readonly<Record<string, unknown>>)[name];
  return { ...object, [name]: rest.length === 0 ? value : withValue(typeof inner === 'object' && inner !== null ? inner : {}, rest, value) };
}

/** scaleFromCustomResource (apiextensions-apiserver pkg/registry/customresource/etcd.go): the numbers stand where the definition says. */
function customScale(object: ApiObject, paths: NonNullable<Paths>): Pick<Scale, 'spec' | 'status'> {
  const selector = paths.labelSelectorPath === undefined ? undefined : valueAt(object, paths.labelSelectorPath);
  return { spec: { replicas: numberAt(object, paths.specReplicasPath) }, status: { replicas: numberAt(object, paths.statusReplicasPath), ...(typeof selector === 'string' && selector !== '' ? { selector } : {}) } };
}

/** The Scale of a workload (pkg/registry/apps/deployment/storage scaleFromDeployment and its like). */
export function scaleOf(object: ApiObject, paths?: Paths): Scale {
  const { metadata, spec, status } = object as Scalable;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as Scale['metadata'],
    ...(paths === undefined ? { spec: { replicas: spec.replicas ?? 0 }, status: { replicas: status?.replicas ?? 0, ...(spec.selector === undefined ? {} : { selector: selectorText(spec.selector) }) } } : customScale(object, paths)),
  };
}

/** The workload as a Scale that is written asks for it, or why it cannot be (scaleUpdatedObjectInfo.UpdatedObject). */
export function scaled(object: ApiObject, scale: ApiObject, { group, resource, kind: { scalePaths: paths } }: Target): Patched {
  const { metadata, spec } = object as Scalable;
  const asked = scale as Scale;
  const { uid = '', resourceVersion } = asked.metadata;
  const name = metadata.name ?? '';
  const refused = scaleProblem(name, asked);
  if (refused !== undefined) return { failure: fromStatus(refused) };
  if (uid !== '' && uid !== metadata.uid) return { failure: conflict({ group, resource: `${resource}/scale` }, name, preconditionFailed('UID', uid, metadata.uid ?? '')) };
  const { resourceVersion: _, ...kept } = metadata;
  const replicas = asked.spec?.replicas ?? 0;
  const next = { ...object, metadata: { ...kept, ...(resourceVersion === undefined ? {} : { resourceVersion }) } };
  return { object: (paths === undefined ? { ...next, spec: { ...spec, replicas } } : withValue(next, paths.specReplicasPath.slice(1).split('.'), replicas)) as ApiObject };
}
