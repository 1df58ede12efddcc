import { fillEmpty, fillMissing } from './fill';
import type { Defaulters } from './walk';

const FLOW_PRECEDENCE = 1000;

/** pkg/apis/flowcontrol/v1/defaults.go. */
export const FLOWCONTROL_DEFAULTS: Defaulters = {
  'flowcontrol.v1.FlowSchemaSpec': (spec) => fillEmpty(spec, { matchingPrecedence: FLOW_PRECEDENCE }),
  'flowcontrol.v1.ExemptPriorityLevelConfiguration': (level) => fillMissing(level, { nominalConcurrencyShares: 0, lendablePercent: 0 }),
  'flowcontrol.v1.LimitedPriorityLevelConfiguration': (level) => fillMissing(level, { nominalConcurrencyShares: 30, lendablePercent: 0 }),
  'flowcontrol.v1.QueuingConfiguration': (queuing) => fillEmpty(queuing, { handSize: 8, queues: 64, queueLengthLimit: 50 }),
};
