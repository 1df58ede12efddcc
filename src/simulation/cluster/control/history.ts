/** Revisions of a workload's template, kept as objects (pkg/controller/history). */
import { semanticEqual } from '../../api/equal';
import { encodeStruct } from '../../api/schema/encode';
import { revisionHash } from '../../api/go-dump/revision-hash';
import { statefulSetKind } from '../../api/kinds/apps.StatefulSet';
import { labelMatcher } from '../../api';
import type { ApiObject, LabelSelector, PodTemplateSpec } from '../../api';
import type { JsonValue } from '../../api/scalars';
import type { JsonObject } from '../../api/schema/walk';
import type { ControllerRevision } from '../../api/generated/types/apps.v1';
import { hasReason } from './client';
import type { Work } from './controller';
import { controllerRefOf, controllerRefTo } from './owners';

const REVISIONS = 'controllerrevisions.apps';

/** A workload that keeps its history so. */
export type Revisioned = ApiObject & { readonly spec?: { readonly selector?: LabelSelector; readonly template?: PodTemplateSpec } };

/** getPatch: the template as a whole. */
export const dataOf = (owner: Revisioned): JsonValue => ({ spec: { template: { ...encodeStruct(statefulSetKind.schema, 'core.v1.PodTemplateSpec', (owner.spec?.template ?? {}) as JsonObject), $patch: 'replace' } } });

/** The template that a revision stands for. */
export function templateOf(revision: ControllerRevision): PodTemplateSpec {
  const { spec } = revision.data as unknown as { readonly spec: { readonly template: PodTemplateSpec & { readonly $patch?: string } } };
  const { $patch: _, ...template } = spec.template;
  return template as PodTemplateSpec;
}

/** SortControllerRevisions: by revision, then by age and name. */
const inOrder = (a: ControllerRevision, b: ControllerRevision): number =>
  a.revision - b.revision || compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || compareText(a.metadata.name, b.metadata.name);

const compareText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** ListControllerRevisions, oldest first: those of the owner, and orphans that its selector means. */
export function revisionsOf<M>(owner: Revisioned, work: Work<M>): ControllerRevision[] {
  const matches = labelMatcher(owner.spec?.selector);
  const orphans = work.view.ownedBy(REVISIONS, '').filter(({ metadata }) => metadata.namespace === owner.metadata.namespace);
  const own = work.view.ownedBy(REVISIONS, owner.metadata.uid ?? '').filter((one) => controllerRefOf(one)?.uid === owner.metadata.uid);
  return [...own, ...orphans].filter(({ metadata }) => matches(metadata.labels ?? {})).sort(inOrder);
}

/** newRevision: what the present template would be as a revision. */
export function revisionFor(owner: Revisioned, revision: number, collisionCount?: number): ControllerRevision {
  const data = dataOf(owner);
  const hash = revisionHash(statefulSetKind.schema, (owner.spec?.template ?? {}) as JsonObject, collisionCount);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${(owner.metadata.name ?? '').slice(0, 223)}-${hash}`,
      namespace: owner.metadata.namespace ?? 'default',
      labels: { ...owner.spec?.template?.metadata?.labels, 'controller.kubernetes.io/hash': hash },
      ...(owner.metadata.annotations === undefined ? {} : { annotations: owner.metadata.annotations }),
      ownerReferences: [controllerRefTo(owner)],
    },
    data,
    revision,
  };
}

/** EqualRevision. */
export const sameRevision = (a: ControllerRevision, b: ControllerRevision): boolean => semanticEqual(a.data, b.data);

/** CreateControllerRevision: another name where a revision of other data has it. */
export function createRevision<M>(owner: Revisioned, revision: number, collisionCount: number | undefined, work: Work<M>): { readonly revision: ControllerRevision; readonly collisionCount: number | undefined } {
  let count = collisionCount;
  for (;;) {
    const wanted = revisionFor(owner, revision, count);
    try {
      return { revision: work.client.create(wanted), collisionCount: count };
    } catch (error) {
      if (!hasReason(error, 'AlreadyExists')) throw error;
      const found = work.client.get(REVISIONS, owner.metadata.namespace, wanted.metadata.name ?? '');
      if (sameRevision(found, wanted)) return { revision: found, collisionCount: count };
      count = (count ?? 0) + 1;
    }
  }
}

/** UpdateControllerRevision: an old revision becomes the newest. */
export const renumber = <M>(revision: ControllerRevision, number: number, work: Work<M>): ControllerRevision =>
  revision.revision === number ? revision : work.client.update({ ...revision, revision: number });
