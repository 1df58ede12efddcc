// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of batch/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const batchV1: GroupSchema = {
  name: 'batch.v1',
  apiVersion: 'batch/v1',
  kinds: 'Job CronJob',
  uses: [coreV1, metaV1],
  types: `CronJob apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:CronJobSpec status+:CronJobStatus
CronJobSpec concurrencyPolicy~ConcurrencyPolicy(Allow|Forbid|Replace) failedJobsHistoryLimit&:int32 jobTemplate!+:JobTemplateSpec schedule!+ startingDeadlineSeconds&:int64 successfulJobsHistoryLimit&:int32 suspend&:bool timeZone&
CronJobStatus active:[]core.v1.ObjectReference lastScheduleTime:Time lastSuccessfulTime:Time
Job apiVersion kind metadata+:meta.v1.ObjectMeta spec+:JobSpec status+:JobStatus
JobCondition lastProbeTime+:Time lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~JobConditionType
JobSpec activeDeadlineSeconds&:int64 backoffLimit&:int32 backoffLimitPerIndex&:int32 completionMode&~CompletionMode(Indexed|NonIndexed) completions&:int32 managedBy& manualSelector&:bool maxFailedIndexes&:int32 parallelism&:int32 podFailurePolicy:PodFailurePolicy podReplacementPolicy&~PodReplacementPolicy(Failed|TerminatingOrFailed) selector:meta.v1.LabelSelector successPolicy:SuccessPolicy suspend&:bool template!+:core.v1.PodTemplateSpec ttlSecondsAfterFinished&:int32
JobStatus active:int32 completedIndexes completionTime:Time conditions:[]JobCondition@m,type failed:int32 failedIndexes& ready&:int32 startTime:Time succeeded:int32 terminating&:int32 uncountedTerminatedPods:UncountedTerminatedPods
JobTemplateSpec metadata+:meta.v1.ObjectMeta spec+:JobSpec
PodFailurePolicy rules!+:[]PodFailurePolicyRule
PodFailurePolicyOnExitCodesRequirement containerName& operator!+~PodFailurePolicyOnExitCodesOperator(In|NotIn) values!+:[]int32*
PodFailurePolicyOnPodConditionsPattern status+~ConditionStatus type!+~PodConditionType
PodFailurePolicyRule action!+~PodFailurePolicyAction(Count|FailIndex|FailJob|Ignore) onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[]PodFailurePolicyOnPodConditionsPattern
SuccessPolicy rules!+:[]SuccessPolicyRule
SuccessPolicyRule succeededCount&:int32 succeededIndexes&
UncountedTerminatedPods failed:[]string~[]types.UID* succeeded:[]string~[]types.UID*`,
};

export const batchV1Resources = `cronjobs CronJob cdxglpuw n cj all status:gpu
jobs Job cdxglpuw n - all status:gpu`;

export const batchV1Columns = `cronjobs|Name=name|Schedule|Timezone|Suspend:boolean|Active:integer|Last Schedule|Age|Containers+|Images+|Selector+
jobs|Name=name|Status|Completions|Duration|Age|Containers+|Images+|Selector+`;
