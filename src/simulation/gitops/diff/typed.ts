/** Objects as the Go types of their kinds print them, with defaults (gitops-engine pkg/diff/diff.go: remarshal, generateSchemeDefaultPatch). */
import type { Kind } from '../../api/kind';
import { createTwoWayPatch } from '../../api/patch/strategic-diff';
import { strategicMergePatch } from '../../api/patch/strategic-merge';
import { encodeObject } from '../../api/request/encode';
import { decodeJson } from '../../api/request/write';
import { groupOf } from '../objects';
import type { JsonObject } from '../objects';
import { keepMapFields } from './prune-fields';

/** A kind that Argo CD has the Go type of (client-go's scheme); undefined for those that it knows by their schema alone. */
export type FindKind = (object: JsonObject) => Kind | undefined;

/** Served by Kubernetes, and not in the scheme of its clients. */
const ELSEWHERE: ReadonlySet<string> = new Set(['apiextensions.k8s.io', 'apiregistration.k8s.io']);
/** In the scheme without its defaulting functions. */
const WITHOUT_DEFAULTS: ReadonlySet<string> = new Set(['resource.k8s.io']);

/** The kind, where clients have a Go type for it. */
export function typedKind(find: FindKind, object: JsonObject): Kind | undefined {
  const kind = find(object);
  return kind === undefined || kind.custom || ELSEWHERE.has(groupOf(object)) ? undefined : kind;
}

/**
 * remarshal: a manifest as its Go type prints it, so that quantities are written one way and empty fields are gone; only with the fields that it
 * has. What does not decode, or has unknown fields, stays as it is.
 */
export function remarshalled(object: JsonObject, kind: Kind | undefined): JsonObject {
  if (kind === undefined) return object;
  const decoded = decodeJson(kind, object, true);
  return 'error' in decoded ? object : keepMapFields(object, encodeObject(kind, decoded.object, object));
}

/** The object with the defaults of its Go type, on top of what it has; the same where it does not decode. */
export function withTypeDefaults(object: JsonObject, kind: Kind): JsonObject {
  const decoded = decodeJson(kind, object, false);
  if ('error' in decoded || WITHOUT_DEFAULTS.has(groupOf(object))) return object;
  const [plain, defaulted] = [decoded.object, kind.defaults?.(decoded.object) ?? decoded.object].map((one) => encodeObject(kind, one));
  return strategicMergePatch(kind.schema, kind.type, object, createTwoWayPatch(kind.schema, kind.type, plain!, defaulted!));
}
