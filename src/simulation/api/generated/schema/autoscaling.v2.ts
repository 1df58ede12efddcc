// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of autoscaling/v2; src/simulation/api/schema/parse.ts reads the lines. */
export const autoscalingV2: GroupSchema = {
  name: 'autoscaling.v2',
  apiVersion: 'autoscaling/v2',
  kinds: 'HorizontalPodAutoscaler',
  uses: [metaV1],
  types: `ContainerResourceMetricSource container!+ name!+~v1.ResourceName target!+:MetricTarget
ContainerResourceMetricStatus container!+ current!+:MetricValueStatus name!+~v1.ResourceName
CrossVersionObjectReference apiVersion kind!+ name!+
ExternalMetricSource metric!+:MetricIdentifier target!+:MetricTarget
ExternalMetricStatus current!+:MetricValueStatus metric!+:MetricIdentifier
HPAScalingPolicy periodSeconds!+:int32 type!+~HPAScalingPolicyType value!+:int32
HPAScalingRules policies:[]HPAScalingPolicy selectPolicy&~ScalingPolicySelect stabilizationWindowSeconds&:int32 tolerance:Quantity
HorizontalPodAutoscaler apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:HorizontalPodAutoscalerSpec status+:HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerBehavior scaleDown:HPAScalingRules scaleUp:HPAScalingRules
HorizontalPodAutoscalerCondition lastTransitionTime+:Time message reason status!+~v1.ConditionStatus type!+~HorizontalPodAutoscalerConditionType
HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior maxReplicas!+:int32 metrics:[]MetricSpec minReplicas&:int32 scaleTargetRef!+:CrossVersionObjectReference
HorizontalPodAutoscalerStatus conditions:[]HorizontalPodAutoscalerCondition*type@m, currentMetrics+:[]MetricStatus currentReplicas:int32 desiredReplicas!+:int32 lastScaleTime:Time observedGeneration&:int64
MetricIdentifier name!+ selector:meta.v1.LabelSelector
MetricSpec containerResource:ContainerResourceMetricSource external:ExternalMetricSource object:ObjectMetricSource pods:PodsMetricSource resource:ResourceMetricSource type!+~MetricSourceType
MetricStatus containerResource:ContainerResourceMetricStatus external:ExternalMetricStatus object:ObjectMetricStatus pods:PodsMetricStatus resource:ResourceMetricStatus type!+~MetricSourceType
MetricTarget averageUtilization&:int32 averageValue:Quantity type!+~MetricTargetType value:Quantity
MetricValueStatus averageUtilization&:int32 averageValue:Quantity value:Quantity
ObjectMetricSource describedObject!+:CrossVersionObjectReference metric!+:MetricIdentifier target!+:MetricTarget
ObjectMetricStatus current!+:MetricValueStatus describedObject!+:CrossVersionObjectReference metric!+:MetricIdentifier
PodsMetricSource metric!+:MetricIdentifier target!+:MetricTarget
PodsMetricStatus current!+:MetricValueStatus metric!+:MetricIdentifier
ResourceMetricSource name!+~v1.ResourceName target!+:MetricTarget
ResourceMetricStatus current!+:MetricValueStatus name!+~v1.ResourceName`,
};

export const autoscalingV2Resources = `horizontalpodautoscalers HorizontalPodAutoscaler cdxglpuw n hpa all status:gpu`;

export const autoscalingV2Columns = `horizontalpodautoscalers|Name=name|Reference|Targets|MinPods|MaxPods|Replicas|Age`;
