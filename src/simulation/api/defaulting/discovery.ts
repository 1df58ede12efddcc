import { fillMissing } from './fill';
import type { Defaulters } from './walk';

/** pkg/apis/discovery/v1/defaults.go. */
export const DISCOVERY_DEFAULTS: Defaulters = { 'discovery.v1.EndpointPort': (port) => fillMissing(port, { name: '', protocol: 'TCP' }) };
