// Made by `npm run generate:internal` from pkg/apis of Kubernetes 1.36.3. Do not edit.
export const WORKLOAD_TYPES = `DeploymentStrategy Type RollingUpdate*RollingUpdateDeployment
StatefulSetUpdateStrategy Type RollingUpdate*RollingUpdateStatefulSetStrategy
DaemonSetUpdateStrategy Type RollingUpdate*RollingUpdateDaemonSet
JobSpec Parallelism* Completions* PodFailurePolicy*PodFailurePolicy SuccessPolicy*SuccessPolicy ActiveDeadlineSeconds* BackoffLimit* BackoffLimitPerIndex* MaxFailedIndexes* Selector*LabelSelector ManualSelector* Template:PodTemplateSpec TTLSecondsAfterFinished* CompletionMode* Suspend* PodReplacementPolicy* ManagedBy*
CronJobSpec Schedule TimeZone* StartingDeadlineSeconds* ConcurrencyPolicy Suspend* JobTemplate:JobTemplateSpec SuccessfulJobsHistoryLimit* FailedJobsHistoryLimit*
RollingUpdateDeployment MaxUnavailable$ MaxSurge$
RollingUpdateStatefulSetStrategy Partition# MaxUnavailable*
RollingUpdateDaemonSet MaxUnavailable$ MaxSurge$
PodFailurePolicy Rules[]PodFailurePolicyRule
SuccessPolicy Rules[]SuccessPolicyRule
JobTemplateSpec +ObjectMeta Spec:JobSpec
PodFailurePolicyRule Action OnExitCodes*PodFailurePolicyOnExitCodesRequirement OnPodConditions[]PodFailurePolicyOnPodConditionsPattern
SuccessPolicyRule SucceededIndexes* SucceededCount*
PodFailurePolicyOnExitCodesRequirement ContainerName* Operator Values[]
PodFailurePolicyOnPodConditionsPattern Type Status`;
