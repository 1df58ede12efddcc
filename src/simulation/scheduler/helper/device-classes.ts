import { isExtendedResource } from '../../api';
import type { DeviceClass } from '../../api/generated/types/resource.v1';
import { parseTime } from '../../base';
import type { Cache } from '../cache/cache';

/** ResourceDeviceClassPrefix: a class can be asked for under this name without a claim. */
const PREFIX = 'deviceclass.resource.kubernetes.io/';

export const implicitName = ({ metadata }: DeviceClass): string => PREFIX + (metadata.name ?? '');

/** schedutil.IsDRAExtendedResourceName. */
export const mayBeDevices = (resource: string): boolean => isExtendedResource(resource) || resource.startsWith(PREFIX);

const created = ({ metadata }: DeviceClass): number => parseTime(String(metadata.creationTimestamp ?? '')) ?? 0;

const resolved = new WeakMap<readonly DeviceClass[], ReadonlyMap<string, DeviceClass>>();

/** ExtendedResourceCache: which class stands for a resource. Of several with the same name the newer one, then the one that comes first by its name. */
export function classFor(resource: string, cache: Cache): DeviceClass | undefined {
  const classes = cache.listers.list('DeviceClass');
  if (classes.length === 0) return undefined;
  let names = resolved.get(classes);
  if (names === undefined) {
    const made = new Map<string, DeviceClass>();
    for (const one of classes) {
      const { extendedResourceName } = one.spec;
      const other = extendedResourceName === undefined ? undefined : made.get(extendedResourceName);
      if (extendedResourceName !== undefined && (other === undefined || created(one) > created(other))) made.set(extendedResourceName, one);
      made.set(implicitName(one), one);
    }
    resolved.set(classes, (names = made));
  }
  return names.get(resource);
}
