import type { Container, EnvVar, Pod, ResourceFieldSelector } from '../../../api/generated/types/core.v1';
import { milliValueBig, quantityOf, unitValueBig } from '../../../api/quantity';
import { indent } from '../text';

/** fieldpath.ExtractFieldPathAsString: only what stands in the metadata. */
function fieldOf({ metadata }: Pod, path: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (keyed !== null) return metadata[keyed[1] as 'labels' | 'annotations']?.[keyed[2] ?? ''] ?? '';
  const all = (texts: Readonly<Record<string, string>> | undefined): string => Object.keys(texts ?? {}).sort().map((key) => `${key}=${JSON.stringify(texts?.[key])}`).join('\n');
  switch (path) {
    case 'metadata.name':
      return metadata.name ?? '';
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid ?? '';
    case 'metadata.labels':
      return all(metadata.labels);
    case 'metadata.annotations':
      return all(metadata.annotations);
    default:
      return '';
  }
}

const ceilDivide = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

/** resource.ExtractContainerResourceValue. */
function resourceOf({ resource, divisor = '0' }: ResourceFieldSelector, { resources }: Container): string {
  const [which = '', name = ''] = [resource.slice(0, resource.indexOf('.')), resource.slice(resource.indexOf('.') + 1)];
  const list = which === 'limits' ? resources?.limits : resources?.requests;
  const by = quantityOf(divisor).nano === 0n ? quantityOf('1') : quantityOf(divisor);
  const amount = quantityOf(list?.[name]);
  return String(name === 'cpu' ? ceilDivide(milliValueBig(amount), milliValueBig(by)) : ceilDivide(unitValueBig(amount), unitValueBig(by)));
}

function variable({ name, value = '', valueFrom }: EnvVar, container: Container, pod: Pod | undefined): string {
  const shown = (text: string): string => `${indent(3)}${name}:\t${text}\n`;
  if (valueFrom === undefined) return value.split('\n').map((text, at) => (at === 0 ? shown(text) : `${indent(3)}\t${text}\n`)).join('');
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef !== undefined) return shown(`${pod === undefined ? '' : fieldOf(pod, fieldRef.fieldPath)} (${fieldRef.apiVersion}:${fieldRef.fieldPath})`);
  if (resourceFieldRef !== undefined) {
    const { resource } = resourceFieldRef;
    const found = resourceOf(resourceFieldRef, container);
    return shown(`${found === '0' && (resource === 'limits.cpu' || resource === 'limits.memory') ? 'node allocatable' : found} (${resource})`);
  }
  if (secretKeyRef !== undefined) return shown(`<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name}'>\tOptional: ${secretKeyRef.optional === true}`);
  return configMapKeyRef === undefined ? '' : shown(`<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name}'>\tOptional: ${configMapKeyRef.optional === true}`);
}

/** describeContainerEnvFrom and describeContainerEnvVars. */
export function environmentLines(container: Container, pod: Pod | undefined): string {
  const from = (container.envFrom ?? []).map(({ configMapRef, secretRef, prefix = '' }) => {
    const [name, what, optional] = configMapRef === undefined ? [secretRef?.name ?? '', secretRef === undefined ? '' : 'Secret', secretRef?.optional === true] : [configMapRef.name, 'ConfigMap', configMapRef.optional === true];
    return `${indent(3)}${name}\t${what}${prefix === '' ? '' : ` with prefix '${prefix}'`}\tOptional: ${optional}\n`;
  });
  const variables = container.env ?? [];
  return `${from.length === 0 ? '' : `${indent(2)}Environment Variables from:\n${from.join('')}`}${indent(2)}Environment:${variables.length === 0 ? '\t<none>' : ''}\n${variables.map((one) => variable(one, container, pod)).join('')}`;
}
