import { CORE_DEFAULTS } from '../defaulting/core';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { ServiceAccount } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { serviceAccountStrategy } from '../strategy/simple';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

const ENFORCE_SECRETS = 'kubernetes.io/enforce-mountable-secrets';

const isEnforced = ({ metadata }: ServiceAccount): boolean => metadata.annotations?.[ENFORCE_SECRETS] !== undefined;

/** pkg/apis/core/validation ValidateServiceAccount, pkg/registry/core/serviceaccount. */
export const serviceAccountKind = defineKind<ServiceAccount>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'ServiceAccount',
  defaulters: CORE_DEFAULTS,
  strategy: serviceAccountStrategy,
  validateCreate: ({ metadata }) => validateKubeMeta(metadata),
  validateUpdate: ({ metadata }, old) => [...validateKubeMetaUpdate(metadata, old.metadata), ...validateKubeMeta(metadata)],
  warnings: (account, old) =>
    isEnforced(account) && !(old !== undefined && isEnforced(old)) ? [`metadata.annotations[${ENFORCE_SECRETS}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`] : [],
});
