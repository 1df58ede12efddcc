// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of events.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const eventsV1: GroupSchema = {
  name: 'events.v1',
  apiVersion: 'events.k8s.io/v1',
  kinds: 'Event',
  uses: [coreV1, metaV1],
  types: `Event action apiVersion deprecatedCount:int32 deprecatedFirstTimestamp+:Time deprecatedLastTimestamp+:Time deprecatedSource+:core.v1.EventSource eventTime!+:MicroTime kind metadata+:meta.v1.ObjectMeta note reason regarding+:core.v1.ObjectReference related:core.v1.ObjectReference reportingController reportingInstance series:EventSeries type
EventSeries count!+:int32 lastObservedTime!+:MicroTime`,
};

export const eventsV1Resources = `events Event cdxglpuw n ev -`;

export const eventsV1Columns = `events|Last Seen|Type|Reason|Object|Subobject+|Source+|Message|First Seen+|Count+|Name=name+`;
