import { CORE_DEFAULTS } from '../defaulting/core';
import { semanticEqual } from '../equal';
import { forbidden, invalid, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { ConfigMap } from '../generated/types/core.v1';
import { defineKind } from '../kind';
import { byteLength, configMapKeyErrors } from '../names';
import { base64Length, MAX_DATA, validateImmutableData } from '../validation/config-data';
import { eachInvalid, sortedEntries } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

/** ValidateConfigMap (pkg/apis/core/validation). */
function validateConfigMap({ metadata, data = {}, binaryData = {} }: ConfigMap): FieldError[] {
  const errors = validateKubeMeta(metadata);
  for (const [key] of sortedEntries(data)) {
    errors.push(...eachInvalid(`data[${key}]`, key, configMapKeyErrors(key)));
    if (Object.hasOwn(binaryData, key)) errors.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  }
  for (const [key] of sortedEntries(binaryData)) errors.push(...eachInvalid(`binaryData[${key}]`, key, configMapKeyErrors(key)));
  const texts = Object.values(data).reduce((sum, text) => sum + byteLength(text), 0);
  const bytes = Object.values(binaryData).reduce((sum, text) => sum + base64Length(text), 0);
  return texts + bytes > MAX_DATA ? [...errors, tooLong('[]', MAX_DATA)] : errors;
}

export const configMapKind = defineKind<ConfigMap>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'ConfigMap',
  defaulters: CORE_DEFAULTS,
  validateCreate: validateConfigMap,
  validateUpdate: (map, old) => [
    ...validateKubeMetaUpdate(map.metadata, old.metadata),
    ...validateImmutableData(map, old),
    ...(old.immutable === true && !semanticEqual(map.binaryData, old.binaryData) ? [forbidden('binaryData', 'field is immutable when `immutable` is set')] : []),
    ...validateConfigMap(map),
  ],
});
