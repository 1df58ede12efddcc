import { goJson } from '../../base/go/json';
import type { Kind } from '../kind';
import { threeWayMergePatch } from '../patch/merge-patch';
import type { JsonObject as MergeObject } from '../patch/merge-patch';
import { createThreeWayPatch } from '../patch/strategic-diff';
import { objectOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { LAST_APPLIED, sortKeys } from './last-applied';

/** What `kubectl apply` sends for an object that is there already. */
export interface ClientPatch {
  readonly type: 'strategic' | 'merge';
  readonly patch: JsonObject;
}

/** A manifest without the annotation that says what was applied. */
function bare(manifest: JsonObject): JsonObject {
  const metadata = objectOf(manifest.metadata);
  return { ...manifest, metadata: { ...metadata, annotations: without(objectOf(metadata.annotations), LAST_APPLIED) } };
}

/** GetModifiedConfiguration (kubectl pkg/util/apply.go): the manifest with itself in an annotation. */
export function annotated(manifest: JsonObject): JsonObject {
  const plain = bare(manifest);
  const metadata = objectOf(plain.metadata);
  return { ...plain, metadata: { ...metadata, annotations: { ...objectOf(metadata.annotations), [LAST_APPLIED]: `${goJson(sortKeys(plain))}\n` } } };
}

function lastManifest(live: JsonObject): JsonObject {
  const text = objectOf(objectOf(live.metadata).annotations)[LAST_APPLIED];
  if (typeof text !== 'string') return {};
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/**
 * The patch of client-side apply (kubectl pkg/cmd/apply/patcher.go): three-way, by the patch tags of built-in kinds, as a JSON merge patch for
 * custom ones. `manifest` says its namespace; `live` is the stored object as the server prints it. `annotates`: the manifest is kept in the annotation. Undefined where nothing is to be done.
 * Throws a PatchError with kubectl's words where no patch can be made: lists that cannot be merged, directives that there are not.
 */
export function clientSidePatch(kind: Kind, live: JsonObject, manifest: JsonObject, annotates = true): ClientPatch | undefined {
  const modified = annotates ? annotated(manifest) : bare(manifest);
  const last = lastManifest(live);
  const type = kind.custom ? 'merge' : 'strategic';
  const patch = kind.custom ? threeWayMergePatch(last as MergeObject, modified as MergeObject, live as MergeObject) : createThreeWayPatch(kind.schema, kind.type, last, modified, live);
  return isObject(patch) && Object.keys(patch).length === 0 ? undefined : { type, patch };
}
