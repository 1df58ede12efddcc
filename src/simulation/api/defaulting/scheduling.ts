import { fillMissing } from './fill';
import type { Defaulters } from './walk';

/** pkg/apis/scheduling/v1/defaults.go. */
export const SCHEDULING_DEFAULTS: Defaulters = { 'scheduling.v1.PriorityClass': (object) => fillMissing(object, { preemptionPolicy: 'PreemptLowerPriority' }) };
