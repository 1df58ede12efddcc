// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of scheduling.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const schedulingV1: GroupSchema = {
  name: 'scheduling.v1',
  apiVersion: 'scheduling.k8s.io/v1',
  kinds: 'PriorityClass',
  uses: [metaV1],
  types: `PriorityClass apiVersion description globalDefault:bool kind metadata+:meta.v1.ObjectMeta preemptionPolicy&~PreemptionPolicy(Never|PreemptLowerPriority) value+:int32`,
};

export const schedulingV1Resources = `priorityclasses PriorityClass cdxglpuw c pc -`;

export const schedulingV1Columns = `priorityclasses|Name=name|Value:integer|Global-Default:boolean|Age|PreemptionPolicy`;
