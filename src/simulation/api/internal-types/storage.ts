import { internalTypes } from './form';
import type { InternalTypes } from './form';
import { POD_TYPES } from './generated/pod';
import { STORAGE_TYPES } from './generated/storage';

/** The internal types of volumes. */
export const storageTypes: InternalTypes = internalTypes(POD_TYPES, STORAGE_TYPES);
