/** References to the Pod's own fields and resources (pkg/apis/core/validation validateObjectFieldSelector, validateContainerResourceFieldSelector). */
import { invalid, notSupported, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { ObjectFieldSelector, ResourceFieldSelector } from '../../generated/types/core.v1';
import { labelKeyErrors } from '../../names';
import { quantityOf } from '../../quantity';
import { validateBy } from '../names';

/** pkg/apis/core/pods ConvertDownwardAPIFieldLabel: the fields that can be asked for at all. */
const KNOWN = new Set([
  'metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.restartPolicy', 'spec.serviceAccountName',
  'spec.schedulerName', 'status.phase', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
]);
const SUBSCRIPTED = /^((?:(?!\[').)+)\['(.*)'\]$/s;

export const VOLUME_FIELDS: readonly string[] = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
export const ENV_FIELDS: readonly string[] = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
const RESOURCES: readonly string[] = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory'];

function conversionError(apiVersion: string, field: string, subscripted: string | undefined): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  if (subscripted !== undefined) return subscripted === 'metadata.annotations' || subscripted === 'metadata.labels' ? undefined : `field label does not support subscript: ${field}`;
  return KNOWN.has(field) || field === 'spec.host' ? undefined : `field label not supported: ${field}`;
}

export function validateFieldRef(ref: ObjectFieldSelector, allowed: readonly string[], path: string): FieldError[] {
  const { apiVersion = '', fieldPath = '' } = ref;
  if (apiVersion === '') return [required(`${path}.apiVersion`)];
  if (fieldPath === '') return [required(`${path}.fieldPath`)];
  const [, map, key = ''] = SUBSCRIPTED.exec(fieldPath) ?? [];
  const error = conversionError(apiVersion, fieldPath, map);
  if (error !== undefined) return [invalid(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${error}`)];
  if (map !== undefined) return validateBy((text) => labelKeyErrors(text), map === 'metadata.annotations' ? key.toLowerCase() : key, path);
  const field = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
  return allowed.includes(field) ? [] : [notSupported(`${path}.fieldPath`, field, allowed, true)];
}

const BYTES = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';

/** validateContainerResourceDivisor. */
function validateDivisor(resource: string, divisor: string | undefined, path: string): FieldError[] {
  if (divisor === undefined || quantityOf(divisor).nano === 0n) return [];
  const name = resource.replace(/^(limits|requests)\./, '');
  const check = (values: string, words: string): FieldError[] => (values.split(', ').includes(divisor) ? [] : [invalid(`${path}.divisor`, resource, words)]);
  if (name === resource) return [];
  if (name === 'cpu') return check('1m, 1', "only divisor's values 1m and 1 are supported with the cpu resource");
  const shown = name === 'memory' ? 'memory' : name === 'ephemeral-storage' ? 'local ephemeral storage' : name.startsWith('hugepages-') ? 'hugepages' : undefined;
  return shown === undefined ? [] : check(BYTES, `only divisor's values ${BYTES} are supported with the ${shown} resource`);
}

export function validateResourceFieldRef(ref: ResourceFieldSelector, path: string, inVolume: boolean): FieldError[] {
  const { containerName = '', resource = '', divisor } = ref;
  const errors: FieldError[] = [];
  if (inVolume && containerName === '') errors.push(required(`${path}.containerName`));
  else if (resource === '') errors.push(required(`${path}.resource`));
  else if (!RESOURCES.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) errors.push(notSupported(`${path}.resource`, resource, RESOURCES, true));
  return [...errors, ...validateDivisor(resource, divisor, path)];
}
