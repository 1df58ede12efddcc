/** What client-side apply would make of a live object (gitops-engine pkg/diff/diff.go: ThreeWayDiff, TwoWayDiff). */
import type { Kind } from '../../api/kind';
import { LAST_APPLIED } from '../../api/apply/last-applied';
import { applyMergePatch, threeWayMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { createThreeWayPatch } from '../../api/patch/strategic-diff';
import { strategicMergePatch } from '../../api/patch/strategic-merge';
import { objectOf, without } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { annotationsOf, groupOf, kindOf, metadataOf } from '../objects';
import type { JsonObject } from '../objects';
import { keepListFields, keepMapFields } from './prune-fields';
import type { Predicted } from './result';
import { withTypeDefaults } from './typed';

/** GetLastAppliedConfigAnnotation; undefined where there is none that can be read. */
export function lastApplied(live: JsonObject): JsonObject | undefined {
  const text = annotationsOf(live)[LAST_APPLIED];
  if (typeof text !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** removeNamespaceAnnotation: what stands for nothing in a manifest. */
function bare(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) return object;
  const metadata = without(object.metadata, 'namespace');
  const { annotations } = metadata;
  const isEmpty = annotations === null || (isObject(annotations) && Object.keys(annotations).length === 0);
  return { ...object, metadata: isEmpty ? without(metadata, 'annotations') : metadata };
}

/** statefulSetWorkaround: claim templates cannot be patched, so only what the manifest says of them counts. */
function withPlainClaims(original: JsonObject, live: JsonObject): JsonObject {
  const [config, stored] = [objectOf(original.spec).volumeClaimTemplates, objectOf(live.spec).volumeClaimTemplates];
  if (!Array.isArray(config) || !Array.isArray(stored)) return live;
  return { ...live, spec: { ...objectOf(live.spec), volumeClaimTemplates: keepListFields(config, stored) } };
}

/** Throws a PatchError where no patch can be made. */
export function threeWayDiff(original: JsonObject, config: JsonObject, live: JsonObject, kind: Kind | undefined): Predicted {
  const [before, wanted] = [bare(original), bare(config)];
  if (kind === undefined) {
    const patch = threeWayMergePatch(before as MergeObject, wanted as MergeObject, keepMapFields(before, live) as MergeObject);
    return { live, predicted: applyMergePatch(live as MergeObject, patch) };
  }
  const isStatefulSet = kindOf(before) === 'StatefulSet' && (groupOf(before) === 'apps' || groupOf(before) === 'extensions');
  const patch = createThreeWayPatch(kind.schema, kind.type, before, wanted, isStatefulSet ? withPlainClaims(before, live) : live);
  return { live: withTypeDefaults(live, kind), predicted: withTypeDefaults(strategicMergePatch(kind.schema, kind.type, live, patch), kind) };
}

/** The manifest applied over what was applied last, or over itself where that is not known. */
export function appliedDiff(config: JsonObject, live: JsonObject, last: JsonObject | undefined, kind: Kind | undefined): Predicted {
  if (last !== undefined) {
    try {
      return threeWayDiff(last, config, live, kind);
    } catch {
      // As upstream: what was applied last may be no object that can be patched.
    }
  }
  return threeWayDiff(config, config, live, kind);
}

export const lastAppliedLess = (object: JsonObject): JsonObject => {
  const annotations = annotationsOf(object);
  return Object.hasOwn(annotations, LAST_APPLIED) ? { ...object, metadata: { ...metadataOf(object), annotations: without(annotations, LAST_APPLIED) } } : object;
};
