import { STORAGE_DEFAULTS } from '../defaulting/storage';
import { semanticEqual } from '../equal';
import { duplicate, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { storageV1, storageV1Resources } from '../generated/schema/storage.v1';
import type { CSIDriver, CSIDriverSpec, TokenRequest } from '../generated/types/storage.v1';
import { defineKind } from '../kind';
import { csiDriverStrategy } from '../strategy/simple';
import { immutable } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateSupported } from '../validation/names';

const GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType'];
const LIFECYCLE_MODES = ['Persistent', 'Ephemeral'];
const SHORTEST_TOKEN = 600;
const LONGEST_TOKEN = 2 ** 32;
const SHORTEST_PERIOD = 10;

/** validateTokenRequests: one for each audience. */
const validateTokens = (requests: readonly TokenRequest[]): FieldError[] =>
  requests.flatMap(({ audience = '', expirationSeconds: seconds }, i) => {
    const path = `spec.tokenRequests[${i}]`;
    if (requests.findIndex((one) => (one.audience ?? '') === audience) < i) return [duplicate(`${path}.audience`, audience)];
    if (seconds === undefined) return [];
    if (seconds < SHORTEST_TOKEN) return [invalid(`${path}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes')];
    return seconds > LONGEST_TOKEN ? [invalid(`${path}.expirationSeconds`, seconds, 'may not specify a duration larger than 2^32 seconds')] : [];
  });

/** validateCSIDriverSpec (pkg/apis/storage/validation). It calls attachRequired by another name. */
function validateSpec(spec: CSIDriverSpec): FieldError[] {
  const { tokenRequests = [], volumeLifecycleModes: modes = [], nodeAllocatableUpdatePeriodSeconds: period, serviceAccountTokenInSecrets: inSecrets } = spec;
  const missing = (value: boolean | undefined, field: string): FieldError[] => (value === undefined ? [required(`spec.${field}`)] : []);
  return [
    ...missing(spec.attachRequired, 'attachedRequired'),
    ...missing(spec.podInfoOnMount, 'podInfoOnMount'),
    ...missing(spec.storageCapacity, 'storageCapacity'),
    ...validateSupported(spec.fsGroupPolicy, 'spec.fsGroupPolicy', GROUP_POLICIES),
    ...validateTokens(tokenRequests),
    ...modes.flatMap((mode) => (LIFECYCLE_MODES.includes(mode) ? [] : [notSupported('spec.volumeLifecycleModes', mode, LIFECYCLE_MODES)])),
    ...missing(spec.seLinuxMount, 'seLinuxMount'),
    ...(period !== undefined && period < SHORTEST_PERIOD ? [invalid('spec.nodeAllocatableUpdatePeriodSeconds', period, 'must be greater than or equal to 10 seconds')] : []),
    ...(inSecrets !== undefined && tokenRequests.length === 0 ? [invalid('spec.serviceAccountTokenInSecrets', inSecrets, 'serviceAccountTokenInSecrets is set but no tokenRequests are specified')] : []),
  ];
}

const UNSET = 'spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes';

/** WarningsOnCreate and WarningsOnUpdate (pkg/registry/storage/csidriver): where tokens are asked for anew. */
function warnings({ spec }: CSIDriver, old?: CSIDriver): string[] {
  const { tokenRequests = [], serviceAccountTokenInSecrets: inSecrets } = spec ?? {};
  const asked = tokenRequests.length > 0 && inSecrets === undefined;
  return asked && !(old !== undefined && semanticEqual(old.spec?.tokenRequests ?? [], tokenRequests)) ? [UNSET] : [];
}

export const csiDriverKind = defineKind<CSIDriver>({
  group: storageV1,
  resources: storageV1Resources,
  kind: 'CSIDriver',
  defaulters: STORAGE_DEFAULTS,
  strategy: csiDriverStrategy,
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata, { namespaced: false }), ...validateSpec(spec ?? {})],
  validateUpdate: ({ metadata, spec }, old) => [
    ...validateKubeMetaUpdate(metadata, old.metadata),
    ...validateSpec(spec ?? {}),
    ...immutable(spec?.attachRequired ?? null, old.spec?.attachRequired ?? null, 'spec.attachedRequired'),
    ...immutable(spec?.volumeLifecycleModes ?? null, old.spec?.volumeLifecycleModes ?? null, 'spec.volumeLifecycleModes'),
  ],
  warnings,
});
