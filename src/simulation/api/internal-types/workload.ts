import { internalTypes } from './form';
import type { InternalTypes } from './form';
import { POD_TYPES } from './generated/pod';
import { WORKLOAD_TYPES } from './generated/workload';

/** The internal types of the kinds that make Pods. */
export const workloadTypes: InternalTypes = internalTypes(POD_TYPES, WORKLOAD_TYPES);
