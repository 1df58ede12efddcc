// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of apps/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const appsV1: GroupSchema = {
  name: 'apps.v1',
  apiVersion: 'apps/v1',
  kinds: 'Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision',
  uses: [coreV1, metaV1],
  types: `ControllerRevision apiVersion data+:Any kind metadata+:meta.v1.ObjectMeta revision!+:int64
DaemonSet apiVersion kind metadata+:meta.v1.ObjectMeta spec+:DaemonSetSpec status+:DaemonSetStatus
DaemonSetCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~DaemonSetConditionType
DaemonSetSpec minReadySeconds:int32 revisionHistoryLimit&:int32 selector!+&:meta.v1.LabelSelector template!+:core.v1.PodTemplateSpec updateStrategy+:DaemonSetUpdateStrategy
DaemonSetStatus collisionCount&:int32 conditions:[]DaemonSetCondition*type@m, currentNumberScheduled!+:int32 desiredNumberScheduled!+:int32 numberAvailable:int32 numberMisscheduled!+:int32 numberReady!+:int32 numberUnavailable:int32 observedGeneration:int64 updatedNumberScheduled:int32
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type~DaemonSetUpdateStrategyType(OnDelete|RollingUpdate)
Deployment apiVersion kind metadata+:meta.v1.ObjectMeta spec+:DeploymentSpec status+:DeploymentStatus
DeploymentCondition lastTransitionTime+:Time lastUpdateTime+:Time message reason status!+~ConditionStatus type!+~DeploymentConditionType
DeploymentSpec minReadySeconds:int32 paused:bool progressDeadlineSeconds&:int32 replicas&:int32 revisionHistoryLimit&:int32 selector!+&:meta.v1.LabelSelector strategy+:DeploymentStrategy@k template!+:core.v1.PodTemplateSpec
DeploymentStatus availableReplicas:int32 collisionCount&:int32 conditions:[]DeploymentCondition*type@m, observedGeneration:int64 readyReplicas:int32 replicas:int32 terminatingReplicas&:int32 unavailableReplicas:int32 updatedReplicas:int32
DeploymentStrategy rollingUpdate:RollingUpdateDeployment type~DeploymentStrategyType(Recreate|RollingUpdate)
ReplicaSet apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ReplicaSetSpec status+:ReplicaSetStatus
ReplicaSetCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~ReplicaSetConditionType
ReplicaSetSpec minReadySeconds:int32 replicas&:int32 selector!+&:meta.v1.LabelSelector template+:core.v1.PodTemplateSpec
ReplicaSetStatus availableReplicas:int32 conditions:[]ReplicaSetCondition*type@m, fullyLabeledReplicas:int32 observedGeneration:int64 readyReplicas:int32 replicas!+:int32 terminatingReplicas&:int32
RollingUpdateDaemonSet maxSurge:IntOrString maxUnavailable:IntOrString
RollingUpdateDeployment maxSurge:IntOrString maxUnavailable:IntOrString
RollingUpdateStatefulSetStrategy maxUnavailable:IntOrString partition&:int32
StatefulSet apiVersion kind metadata+:meta.v1.ObjectMeta spec+:StatefulSetSpec status+:StatefulSetStatus
StatefulSetCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~StatefulSetConditionType
StatefulSetOrdinals start+:int32
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted~PersistentVolumeClaimRetentionPolicyType whenScaled~PersistentVolumeClaimRetentionPolicyType
StatefulSetSpec minReadySeconds:int32 ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy~PodManagementPolicyType(OrderedReady|Parallel) replicas&:int32 revisionHistoryLimit&:int32 selector!+&:meta.v1.LabelSelector serviceName+ template!+:core.v1.PodTemplateSpec updateStrategy+:StatefulSetUpdateStrategy volumeClaimTemplates:[]core.v1.PersistentVolumeClaim
StatefulSetStatus availableReplicas+:int32 collisionCount&:int32 conditions:[]StatefulSetCondition*type@m, currentReplicas:int32 currentRevision observedGeneration:int64 readyReplicas:int32 replicas!+:int32 updateRevision updatedReplicas:int32
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type~StatefulSetUpdateStrategyType(OnDelete|RollingUpdate)`,
};

export const appsV1Resources = `controllerrevisions ControllerRevision cdxglpuw n - -
daemonsets DaemonSet cdxglpuw n ds all status:gpu
deployments Deployment cdxglpuw n deploy all scale:gpu:autoscaling/v1/Scale status:gpu
replicasets ReplicaSet cdxglpuw n rs all scale:gpu:autoscaling/v1/Scale status:gpu
statefulsets StatefulSet cdxglpuw n sts all scale:gpu:autoscaling/v1/Scale status:gpu`;

export const appsV1Columns = `controllerrevisions|Name=name|Controller|Revision|Age
daemonsets|Name=name|Desired:integer|Current:integer|Ready:integer|Up-to-date:integer|Available:integer|Node Selector|Age|Containers+|Images+|Selector+
deployments|Name=name|Ready|Up-to-date|Available|Age|Containers+|Images+|Selector+
replicasets|Name=name|Desired:integer|Current:integer|Ready:integer|Age|Containers+|Images+|Selector+
statefulsets|Name=name|Ready|Age|Containers+|Images+`;
