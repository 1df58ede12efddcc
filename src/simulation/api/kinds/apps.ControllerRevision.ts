import { APPS_DEFAULTS } from '../defaulting/apps';
import { equalValues } from '../equal';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { appsV1, appsV1Resources } from '../generated/schema/apps.v1';
import type { ControllerRevision } from '../generated/types/apps.v1';
import { defineKind } from '../kind';
import { nonNegative } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

function dataErrors(data: unknown): FieldError[] {
  if (data === undefined || data === null) return [required('data', 'data is mandatory')];
  return typeof data === 'object' && !Array.isArray(data) ? [] : [required('data', 'data must be a valid JSON object')];
}

/** ValidateControllerRevisionCreate and ValidateControllerRevisionUpdate (pkg/apis/apps/validation): what was noted of a workload stays. */
export const controllerRevisionKind = defineKind<ControllerRevision>({
  group: appsV1,
  resources: appsV1Resources,
  kind: 'ControllerRevision',
  defaulters: APPS_DEFAULTS,
  validateCreate: ({ metadata, revision, data }) => [...validateKubeMeta(metadata), ...nonNegative(revision, 'revision'), ...dataErrors(data)],
  validateUpdate: ({ metadata, revision, data }, old) => [
    ...validateKubeMetaUpdate(metadata, old.metadata),
    ...validateKubeMeta(metadata),
    ...nonNegative(revision, 'revision'),
    ...(equalValues(data, old.data) ? [] : [invalid('data', data ?? null, 'field is immutable')]),
  ],
});
