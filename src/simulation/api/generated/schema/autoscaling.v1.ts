// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of autoscaling/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const autoscalingV1: GroupSchema = {
  name: 'autoscaling.v1',
  apiVersion: 'autoscaling/v1',
  kinds: 'HorizontalPodAutoscaler Scale',
  uses: [metaV1],
  types: `CrossVersionObjectReference% apiVersion kind!+ name!+
HorizontalPodAutoscaler apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:HorizontalPodAutoscalerSpec status+:HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerSpec maxReplicas!+:int32 minReplicas&:int32 scaleTargetRef!+:CrossVersionObjectReference targetCPUUtilizationPercentage&:int32
HorizontalPodAutoscalerStatus currentCPUUtilizationPercentage&:int32 currentReplicas!+:int32 desiredReplicas!+:int32 lastScaleTime:Time observedGeneration&:int64
Scale apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ScaleSpec status+:ScaleStatus
ScaleSpec replicas:int32#
ScaleStatus replicas!+:int32 selector`,
};

export const autoscalingV1Resources = `horizontalpodautoscalers HorizontalPodAutoscaler cdxglpuw n hpa all status:gpu`;

export const autoscalingV1Columns = `horizontalpodautoscalers|Name=name|Reference|Targets|MinPods|MaxPods|Replicas|Age`;
