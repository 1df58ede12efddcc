import { invalid, notFound, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { ConfigMapEnvSource, ConfigMapKeySelector, EnvFromSource, EnvVar, EnvVarSource, FileKeySelector } from '../../generated/types/core.v1';
import { configMapKeyErrors, envNameErrors } from '../../names';
import type { PodSpec } from '../../types';
import { eachInvalid } from '../common';
import { subdomainName } from '../metadata';
import { validateBy, validateDnsLabel, validateDnsSubdomain } from '../names';
import { visitContainers } from './containers-of';
import { ENV_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-refs';
import { validateNoBacksteps } from './paths';

const requiredOr = (value: string, path: string, check: (value: string, path: string) => FieldError[]): FieldError[] => (value === '' ? [required(path)] : check(value, path));

/** validateConfigMapKeySelector and validateSecretKeySelector. */
const validateKeyRef = ({ name = '', key = '' }: ConfigMapKeySelector, path: string): FieldError[] => [
  ...validateDnsSubdomain(name, `${path}.name`),
  ...requiredOr(key, `${path}.key`, (one, at) => validateBy(configMapKeyErrors, one, at)),
];

/** validateFileKeySelector. */
const validateFileRef = ({ key = '', volumeName = '', path: file = '' }: FileKeySelector, path: string): FieldError[] => [
  ...requiredOr(key, `${path}.key`, (one, at) => validateBy(envNameErrors, one, at)),
  ...requiredOr(volumeName, `${path}.volumeName`, validateDnsLabel),
  ...requiredOr(file, `${path}.path`, validateNoBacksteps),
];

/** validateEnvVarValueFrom. */
function validateValueFrom(from: EnvVarSource, value: string, path: string): FieldError[] {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = from;
  const sources = [
    ...(fieldRef === undefined ? [] : [validateFieldRef(fieldRef, ENV_FIELDS, `${path}.fieldRef`)]),
    ...(resourceFieldRef === undefined ? [] : [validateResourceFieldRef(resourceFieldRef, `${path}.resourceFieldRef`, false)]),
    ...(configMapKeyRef === undefined ? [] : [validateKeyRef(configMapKeyRef, `${path}.configMapKeyRef`)]),
    ...(secretKeyRef === undefined ? [] : [validateKeyRef(secretKeyRef, `${path}.secretKeyRef`)]),
    ...(fileKeyRef === undefined ? [] : [validateFileRef(fileKeyRef, `${path}.fileKeyRef`)]),
  ];
  const errors = sources.flat();
  if (sources.length === 0) return [...errors, invalid(path, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`')];
  if (value !== '') return [...errors, invalid(path, '', 'may not be specified when `value` is not empty')];
  return sources.length > 1 ? [...errors, invalid(path, '', 'may not have more than one field specified at a time')] : errors;
}

/** ValidateEnv. */
export function validateEnv(variables: readonly EnvVar[], path: string): FieldError[] {
  return variables.flatMap(({ name = '', value = '', valueFrom }, i) => [
    ...requiredOr(name, `${path}[${i}].name`, (one, at) => validateBy(envNameErrors, one, at)),
    ...(valueFrom === undefined ? [] : validateValueFrom(valueFrom, value, `${path}[${i}].valueFrom`)),
  ]);
}

/** validateConfigMapEnvSource and validateSecretEnvSource. */
const validateSource = ({ name = '' }: ConfigMapEnvSource, path: string): FieldError[] =>
  requiredOr(name, `${path}.name`, (one, at) => eachInvalid(at, one, subdomainName(one, true)));

/** ValidateEnvFrom. */
export function validateEnvFrom(sources: readonly EnvFromSource[], path: string): FieldError[] {
  return sources.flatMap(({ prefix = '', configMapRef, secretRef }, i) => {
    const at = `${path}[${i}]`;
    const errors = prefix === '' ? [] : validateBy(envNameErrors, prefix, `${at}.prefix`);
    if (configMapRef !== undefined) errors.push(...validateSource(configMapRef, `${at}.configMapRef`));
    if (secretRef !== undefined) errors.push(...validateSource(secretRef, `${at}.secretRef`));
    if (configMapRef === undefined && secretRef === undefined) errors.push({ ...invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'), at });
    else if (configMapRef !== undefined && secretRef !== undefined) errors.push({ ...invalid(path, '', 'may not have more than one field specified at a time'), at });
    return errors;
  });
}

/** validateFileKeyRefVolumes: a file of variables stands in an emptyDir volume. */
export function validateFileRefVolumes(spec: PodSpec, path: string): FieldError[] {
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name ?? '', volume]));
  return visitContainers(spec, path).flatMap(({ container, path: at }) =>
    (container.env ?? []).flatMap(({ valueFrom }, i) => {
      if (valueFrom?.fileKeyRef === undefined) return [];
      const name = valueFrom.fileKeyRef.volumeName ?? '';
      const namePath = `${at}.env[${i}].valueFrom.fileKeyRef.volumeName`;
      const volume = volumes.get(name);
      if (volume === undefined) return [notFound(namePath, name)];
      return volume.emptyDir === undefined ? [invalid(namePath, name, 'referenced volume must be of type emptyDir')] : [];
    }),
  );
}
