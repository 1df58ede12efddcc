import { isObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import type { Defaulter, Defaulters } from './walk';

const exactCount: Defaulter = (request) => {
  const named = fillEmpty(request, { allocationMode: 'ExactCount' });
  return named.allocationMode === 'ExactCount' ? fillEmpty(named, { count: 1 }) : named;
};

/** SetDefaults_Device. */
const device: Defaulter = (one) => {
  const mappings = one.nodeAllocatableResourceMappings;
  if (!isObject(mappings)) return one;
  return { ...one, nodeAllocatableResourceMappings: Object.fromEntries(Object.entries(mappings).map(([name, mapping]) => [name, isObject(mapping) ? fillMissing(mapping, { allocationMultiplier: '1' }) : mapping])) };
};

/** pkg/apis/resource/v1/defaults.go. When a taint was added the server's clock says. */
export const RESOURCE_DEFAULTS: Defaulters = { 'resource.v1.ExactDeviceRequest': exactCount, 'resource.v1.DeviceSubRequest': exactCount, 'resource.v1.Device': device };
