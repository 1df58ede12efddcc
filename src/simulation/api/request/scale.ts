import { atomsOf } from '../apply/atoms';
import { updateManagers } from '../apply/field-manager';
import { parentEntries, scaleEntries } from '../apply/scale-fields';
import { fieldErrorMessage } from '../field-errors';
import { autoscalingV1, autoscalingV1Resources } from '../generated/schema/autoscaling.v1';
import type { Scale } from '../generated/types/autoscaling.v1';
import { defineKind } from '../kind';
import { encodeStruct } from '../schema/encode';
import { isNil, objectOf, textOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import { printRequirements, requirementsOf } from '../selector';
import { invalidStatus } from '../status';
import type { ApiObject, LabelSelector, ObjectMeta } from '../types';
import { nonNegative } from '../validation/common';
import { validateKubeMeta } from '../validation/metadata';
import { causesOf } from './create';
import type { Status } from './create';
import { patchJson } from './patch-json';
import type { PatchType } from './patch-json';
import { badPatch } from './patch-options';
import { decodeJson, writeObject } from './write';
import type { WriteTarget, Written } from './write';

/** What a workload's `scale` is read and written as. */
export const scaleKind = defineKind<Scale>({ group: autoscalingV1, resources: autoscalingV1Resources, kind: 'Scale' });

const isSelector = (selector: JsonObject): boolean => Object.hasOwn(selector, 'matchLabels') || Object.hasOwn(selector, 'matchExpressions');

/** The selector as text: of a ReplicationController, whose labels stand as they are, or of one with expressions. */
export function selectorText(selector: unknown): string {
  if (isNil(selector)) return '';
  const given = objectOf(selector);
  const requirements = requirementsOf((isSelector(given) ? given : { matchLabels: given }) as LabelSelector);
  return requirements.ok && requirements.value !== 'nothing' ? printRequirements(requirements.value) : '';
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** The Scale of an object (scaleFromDeployment and its like). */
function scaleOf(object: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = objectOf(object.metadata);
  const spec = objectOf(object.spec);
  return encodeStruct(scaleKind.schema, scaleKind.type, {
    apiVersion: scaleKind.apiVersion,
    kind: scaleKind.kind,
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberOf(spec.replicas) },
    status: { replicas: numberOf(objectOf(object.status).replicas), selector: selectorText(spec.selector) },
  });
}

interface ScaleWriter {
  readonly manager: string;
  /** Of the object that is scaled. */
  readonly apiVersion: string;
  /** RFC 3339. */
  readonly now: string;
}

const scaleType = () => ({ atom: atomsOf(scaleKind.schema, false).struct(scaleKind.type), reset: [], empty: {} });

function scaledManagers(tracked: JsonObject, scale: JsonObject, managedFields: unknown, { manager, apiVersion, now }: ScaleWriter): readonly JsonObject[] | undefined {
  const managed = updateManagers(tracked, scale, scaleType(), { manager, apiVersion: scaleKind.apiVersion, subresource: 'scale', now }, false);
  return parentEntries(managedFields, objectOf(managed.metadata).managedFields, apiVersion);
}

/** Who owns what of an object after its replicas were written through its Scale (scaleUpdatedObjectInfo.UpdatedObject). */
export function managersAfterScale(live: JsonObject, next: JsonObject, writer: ScaleWriter): readonly JsonObject[] | undefined {
  const { managedFields } = objectOf(live.metadata);
  const old = scaleOf(live);
  const tracked = { ...old, metadata: { ...objectOf(old.metadata), ...optional('managedFields', scaleEntries(managedFields, writer.apiVersion)) } };
  return scaledManagers(tracked, { ...tracked, spec: { replicas: numberOf(objectOf(next.spec).replicas) } }, managedFields, writer);
}

/** ValidateScale (pkg/apis/autoscaling/validation): why a workload cannot be given this Scale. */
export function scaleProblem(name: string, { metadata, spec }: Pick<Scale, 'metadata' | 'spec'>): Status | undefined {
  const errors = [...validateKubeMeta(metadata), ...nonNegative(spec?.replicas, 'spec.replicas')];
  return errors.length === 0 ? undefined : { reason: 'Invalid', message: invalidStatus('autoscaling', 'Scale', name, errors.map(fieldErrorMessage)), details: { kind: 'Scale', name, causes: causesOf(errors) } };
}

/** A patch of an object's scale: of a small object of its own, whose replicas go into the object (pkg/registry/apps/deployment/storage ScaleREST). */
export function patchScale<T extends ApiObject>(type: PatchType, patch: unknown, live: T, target: WriteTarget<T>): Written<T> {
  const { kind, manager, system, name } = target;
  const json = live as unknown as JsonObject;
  const { managedFields } = live.metadata;
  const old: JsonObject = { ...scaleOf(json) };
  const tracked = { ...old, metadata: { ...objectOf(old.metadata), ...optional('managedFields', scaleEntries(managedFields, kind.apiVersion)) } };
  const patched = patchJson(scaleKind, tracked, type, patch);
  if ('status' in patched) return patched;
  const decoded = decodeJson(scaleKind, patched.json, true);
  const error = 'error' in decoded ? decoded.error : patched.strict;
  if (error !== undefined || 'error' in decoded) return { status: badPatch(patched.shown, error ?? '') };
  const scale = encodeStruct(scaleKind.schema, scaleKind.type, decoded.object as unknown as JsonObject);
  const replicas = numberOf(objectOf(scale.spec).replicas);
  const refused = scaleProblem(name, scale as unknown as Scale);
  if (refused !== undefined) return { status: refused };
  const fields = scaledManagers(tracked, scale, managedFields, { manager, apiVersion: kind.apiVersion, now: system.now });
  const { managedFields: _, ...metadata } = live.metadata;
  const next = {
    ...live,
    metadata: { ...metadata, name: textOf(objectOf(scale.metadata).name), ...optional('resourceVersion', objectOf(scale.metadata).resourceVersion), ...optional('managedFields', fields) } as ObjectMeta,
    spec: { ...objectOf(json.spec), replicas },
  };
  const written = writeObject(next, live, target);
  return 'status' in written ? written : { ...written, scale: scaleOf(written.object as unknown as JsonObject) };
}

const optional = (name: string, value: unknown): JsonObject => (value === undefined ? {} : { [name]: value });
