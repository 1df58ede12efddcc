import { CORE_DEFAULTS } from '../defaulting/core';
import { invalid, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { Secret } from '../generated/types/core.v1';
import { decodeBase64 } from '../go-template/base64';
import { defineKind } from '../kind';
import { configMapKeyErrors } from '../names';
import { secretStrategy } from '../strategy/simple';
import { base64Length, MAX_DATA, validateImmutableData } from '../validation/config-data';
import { eachInvalid, immutable, sortedEntries } from '../validation/common';
import { jsonObjectError } from '../validation/json-object';
import { keyPairError } from '../validation/key-pair';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
/** The key under which a registry's credentials stand, by type. */
const REGISTRY_KEYS: Readonly<Record<string, string>> = { 'kubernetes.io/dockercfg': '.dockercfg', 'kubernetes.io/dockerconfigjson': '.dockerconfigjson' };

/** What each type of Secret must hold. */
function validateType({ type = '', data = {}, metadata }: Secret): FieldError[] {
  const has = (key: string): boolean => Object.hasOwn(data, key);
  const missing = (...keys: readonly string[]): FieldError[] => keys.filter((key) => !has(key)).map((key) => required(`data[${key}]`));
  switch (type) {
    case 'kubernetes.io/service-account-token':
      return (metadata.annotations?.[ACCOUNT_NAME] ?? '') === '' ? [required(`metadata.annotations[${ACCOUNT_NAME}]`)] : [];
    case 'kubernetes.io/dockercfg':
    case 'kubernetes.io/dockerconfigjson': {
      const key = REGISTRY_KEYS[type] ?? '';
      if (!has(key)) return missing(key);
      const error = jsonObjectError(decodeBase64(data[key] ?? ''));
      return error === undefined ? [] : [invalid(`data[${key}]`, '<secret contents redacted>', error)];
    }
    case 'kubernetes.io/basic-auth':
      return has('username') || has('password') ? [] : missing('username', 'password');
    case 'kubernetes.io/ssh-auth':
      return (data['ssh-privatekey'] ?? '') === '' ? [required('data[ssh-privatekey]')] : [];
    case 'kubernetes.io/tls':
      return missing('tls.crt', 'tls.key');
    default:
      return [];
  }
}

/** ValidateSecret (pkg/apis/core/validation). */
function validateSecret(secret: Secret): FieldError[] {
  const { metadata, data = {} } = secret;
  const size = Object.values(data).reduce((sum, text) => sum + base64Length(text), 0);
  return [
    ...validateKubeMeta(metadata),
    ...sortedEntries(data).flatMap(([key]) => eachInvalid(`data[${key}]`, key, configMapKeyErrors(key))),
    ...(size > MAX_DATA ? [tooLong('data', MAX_DATA)] : []),
    ...validateType(secret),
  ];
}

/** warningsForSecret (pkg/registry/core/secret): a certificate that its key does not fit. */
function warnings({ type, data = {} }: Secret): string[] {
  if (type !== 'kubernetes.io/tls') return [];
  const error = keyPairError(decodeBase64(data['tls.crt'] ?? ''), decodeBase64(data['tls.key'] ?? ''));
  return error === undefined ? [] : [error];
}

export const secretKind = defineKind<Secret>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'Secret',
  defaulters: CORE_DEFAULTS,
  strategy: secretStrategy,
  validateCreate: validateSecret,
  validateUpdate: (secret, old) => [
    ...validateKubeMetaUpdate(secret.metadata, old.metadata),
    ...immutable(secret.type, old.type, 'type'),
    ...validateImmutableData(secret, old),
    ...validateSecret(secret),
  ],
  warnings,
});
