import { labelKeyErrors } from './names';

/** pkg/apis/core/v1/helper: which resource names belong to Kubernetes itself, which to a device plugin. */
export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
export const isPrefixedNative = (name: string): boolean => name.includes('kubernetes.io/');
export const isNativeResource = (name: string): boolean => !name.includes('/') || isPrefixedNative(name);

export function isExtendedResource(name: string): boolean {
  if (isNativeResource(name) || name.startsWith('requests.')) return false;
  return labelKeyErrors(`requests.${name}`).length === 0;
}

/** IsScalarResourceName: the resources a node counts besides cpu, memory, ephemeral-storage and pods. */
export const isScalarResource = (name: string): boolean =>
  isExtendedResource(name) || isHugePages(name) || isPrefixedNative(name) || name.startsWith('attachable-volumes-');

/** pkg/apis/core/helper IsOvercommitAllowed: may be requested beyond what there is. */
export const isOvercommitAllowed = (name: string): boolean => isNativeResource(name) && !isHugePages(name);

/** IsStandardContainerResourceName. */
export const isStandardContainerResource = (name: string): boolean => ['cpu', 'memory', 'ephemeral-storage'].includes(name) || isHugePages(name);

const COUNTED: readonly string[] = [
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
];

/** IsIntegerResourceName: counted in whole numbers. */
export const isIntegerResource = (name: string): boolean => COUNTED.includes(name) || isExtendedResource(name);

const STANDARD = /^((limits|requests)\.)?(cpu|memory|ephemeral-storage)$|^(requests\.)?storage$|^(requests\.)?hugepages-/;

/** IsStandardResourceName. */
export const isStandardResource = (name: string): boolean => STANDARD.test(name) || COUNTED.includes(name);
