import { defaultPod } from '../../../src/simulation/api';
import type { PodSpec } from '../../../src/simulation/api';

/** A spec as the API server would keep it. */
export const defaulted = (spec: PodSpec): PodSpec => defaultPod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }).spec;
