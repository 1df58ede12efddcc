// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.

/** A line a group and version: its apiVersion, then its kinds. In the order of discovery. */
export const KIND_NAMES = `v1 Pod Service ConfigMap Secret Namespace Node PersistentVolume PersistentVolumeClaim ServiceAccount ResourceQuota LimitRange ReplicationController Endpoints Event PodTemplate Binding
apiregistration.k8s.io/v1 APIService
apps/v1 Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision
events.k8s.io/v1 Event
authentication.k8s.io/v1 TokenReview TokenRequest SelfSubjectReview
authorization.k8s.io/v1 SubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview LocalSubjectAccessReview
autoscaling/v2 HorizontalPodAutoscaler
autoscaling/v1 HorizontalPodAutoscaler Scale
batch/v1 Job CronJob
certificates.k8s.io/v1 CertificateSigningRequest
networking.k8s.io/v1 Ingress IngressClass NetworkPolicy IPAddress ServiceCIDR
policy/v1 PodDisruptionBudget Eviction
rbac.authorization.k8s.io/v1 Role RoleBinding ClusterRole ClusterRoleBinding
storage.k8s.io/v1 StorageClass VolumeAttachment CSIDriver CSINode CSIStorageCapacity VolumeAttributesClass
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingWebhookConfiguration MutatingWebhookConfiguration
apiextensions.k8s.io/v1 CustomResourceDefinition
scheduling.k8s.io/v1 PriorityClass
coordination.k8s.io/v1 Lease
node.k8s.io/v1 RuntimeClass
discovery.k8s.io/v1 EndpointSlice
resource.k8s.io/v1 ResourceClaim ResourceClaimTemplate DeviceClass ResourceSlice
flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration`;
