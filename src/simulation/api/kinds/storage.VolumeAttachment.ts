import { CORE_DEFAULTS } from '../defaulting/core';
import { STORAGE_DEFAULTS } from '../defaulting/storage';
import { forbidden, invalid, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { storageV1, storageV1Resources } from '../generated/schema/storage.v1';
import type { VolumeAttachment, VolumeAttachmentSource, VolumeError } from '../generated/types/storage.v1';
import { defineKind } from '../kind';
import { byteLength } from '../names';
import { withOwnStatus } from '../strategy/simple';
import { immutable } from '../validation/common';
import { validateKubeMeta } from '../validation/metadata';
import { rangeError, validateDnsSubdomain } from '../validation/names';
import { validateDriverName } from '../validation/pod/volume-sources';
import { validateInlineVolumeSpec } from '../validation/volume-spec';

const MAX_METADATA = 256 * 1024;
const MAX_MESSAGE = 1024;
const MAX_CODE = 2 ** 31 - 1;
const ONE_SOURCE = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';

/** validateVolumeAttachmentSource. */
function validateSource({ inlineVolumeSpec: inline, persistentVolumeName: name }: VolumeAttachmentSource): FieldError[] {
  const path = 'spec.source';
  if (inline !== undefined && name !== undefined) return [forbidden(path, ONE_SOURCE)];
  if (inline !== undefined) return validateInlineVolumeSpec(inline, `${path}.inlineVolumeSpec`);
  if (name === undefined) return [required(path, ONE_SOURCE)];
  return name === '' ? [required(`${path}.persistentVolumeName`, 'must specify non empty persistentVolumeName')] : [];
}

/** validateVolumeError. A message is too long from 1 KiB on, but upstream names the limit of the metadata. */
function validateError(error: VolumeError | undefined, path: string): FieldError[] {
  const { message = '', errorCode } = error ?? {};
  return [
    ...(byteLength(message) > MAX_MESSAGE ? [tooLong(`${path}.message`, MAX_METADATA)] : []),
    ...(errorCode !== undefined && errorCode < 0 ? [invalid(`${path}.errorCode`, errorCode, rangeError(0, MAX_CODE))] : []),
  ];
}

/** Empty where somebody sends none. */
const given = (spec: VolumeAttachment['spec'] | undefined): Partial<VolumeAttachment['spec']> => spec ?? {};

/** ValidateVolumeAttachment (pkg/apis/storage/validation). */
function validateAttachment({ metadata, spec, status }: VolumeAttachment): FieldError[] {
  const { attacher = '', nodeName = '', source = {} } = given(spec);
  const size = Object.entries(status?.attachmentMetadata ?? {}).reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  return [
    ...validateKubeMeta(metadata, { namespaced: false }),
    ...validateDriverName(attacher, 'spec.attacher'),
    ...validateSource(source),
    ...validateDnsSubdomain(nodeName, 'spec.nodeName'),
    ...(size > MAX_METADATA ? [tooLong('status.attachmentMetadata', MAX_METADATA)] : []),
    ...validateError(status?.attachError, 'status.attachError'),
    ...validateError(status?.detachError, 'status.detachError'),
    ...(source.persistentVolumeName === undefined ? [] : validateDnsSubdomain(source.persistentVolumeName, 'spec.source.persistentVolumeName')),
  ];
}

/** The specification as Go's own type prints it, but for a volume that stands in it. */
const shown = ({ spec }: VolumeAttachment) => {
  const { attacher = '', nodeName = '', source: { persistentVolumeName, inlineVolumeSpec } = {} } = given(spec);
  return { Attacher: attacher, Source: { PersistentVolumeName: persistentVolumeName ?? null, InlineVolumeSpec: inlineVolumeSpec ?? null }, NodeName: nodeName };
};

const validateUpdate = (attachment: VolumeAttachment, old: VolumeAttachment): FieldError[] => [...validateAttachment(attachment), ...immutable(shown(attachment), shown(old), 'spec')];

export const volumeAttachmentKind = defineKind<VolumeAttachment>({
  group: storageV1,
  resources: storageV1Resources,
  kind: 'VolumeAttachment',
  defaulters: { ...STORAGE_DEFAULTS, ...CORE_DEFAULTS },
  strategy: withOwnStatus,
  validateCreate: validateAttachment,
  validateUpdate,
  status: { validateUpdate },
});
