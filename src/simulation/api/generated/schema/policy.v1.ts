// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of policy/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const policyV1: GroupSchema = {
  name: 'policy.v1',
  apiVersion: 'policy/v1',
  kinds: 'PodDisruptionBudget Eviction',
  uses: [metaV1],
  types: `Eviction apiVersion deleteOptions:meta.v1.DeleteOptions kind metadata+:meta.v1.ObjectMeta
PodDisruptionBudget apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PodDisruptionBudgetSpec status+:PodDisruptionBudgetStatus
PodDisruptionBudgetSpec maxUnavailable:IntOrString minAvailable:IntOrString selector:meta.v1.LabelSelector@r unhealthyPodEvictionPolicy&~UnhealthyPodEvictionPolicyType(AlwaysAllow|IfHealthyBudget)
PodDisruptionBudgetStatus conditions:[]meta.v1.Condition*type@m, currentHealthy+:int32 desiredHealthy+:int32 disruptedPods:{}Time disruptionsAllowed+:int32 expectedPods+:int32 observedGeneration:int64`,
};

export const policyV1Resources = `poddisruptionbudgets PodDisruptionBudget cdxglpuw n pdb - status:gpu`;

export const policyV1Columns = `poddisruptionbudgets|Name=name|Min Available|Max Unavailable|Allowed Disruptions:integer|Age`;
