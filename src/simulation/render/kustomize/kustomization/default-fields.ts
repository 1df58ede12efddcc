/** Where kustomize looks for names, namespaces, labels and more in the built-in kinds (api/internal/konfig/builtinpluginconsts): path, `+` where it is made when
 * it is missing, and the group, version and kind it is of. */
export const FIELDS: Readonly<Record<string, string>> = {
  namePrefix: `
metadata/name`,
  nameSuffix: `
metadata/name`,
  namespace: `
metadata/name+ k=Namespace
spec/service/namespace+ g=apiregistration.k8s.io k=APIService
spec/conversion/webhook/clientConfig/service/namespace g=apiextensions.k8s.io k=CustomResourceDefinition`,
  commonLabels: `
spec/selector+ v=v1 k=Service
spec/selector+ v=v1 k=ReplicationController
spec/selector/matchLabels+ k=Deployment
spec/template/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels g=apps k=Deployment
spec/template/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels g=apps k=Deployment
spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels g=apps k=Deployment
spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels g=apps k=Deployment
spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels g=apps k=Deployment
spec/selector/matchLabels+ k=ReplicaSet
spec/selector/matchLabels+ k=DaemonSet
spec/selector/matchLabels+ g=apps k=StatefulSet
spec/template/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels g=apps k=StatefulSet
spec/template/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels g=apps k=StatefulSet
spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels g=apps k=StatefulSet
spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels g=apps k=StatefulSet
spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels g=apps k=StatefulSet
spec/selector/matchLabels g=batch k=Job
spec/jobTemplate/spec/selector/matchLabels g=batch k=CronJob
spec/selector/matchLabels g=policy k=PodDisruptionBudget
spec/podSelector/matchLabels g=networking.k8s.io k=NetworkPolicy
spec/ingress/from/podSelector/matchLabels g=networking.k8s.io k=NetworkPolicy
spec/egress/to/podSelector/matchLabels g=networking.k8s.io k=NetworkPolicy
metadata/labels+
spec/template/metadata/labels+ v=v1 k=ReplicationController
spec/template/metadata/labels+ k=Deployment
spec/template/metadata/labels+ k=ReplicaSet
spec/template/metadata/labels+ k=DaemonSet
spec/template/metadata/labels+ g=apps k=StatefulSet
spec/volumeClaimTemplates[]/metadata/labels+ g=apps k=StatefulSet
spec/template/metadata/labels+ g=batch k=Job
spec/jobTemplate/metadata/labels+ g=batch k=CronJob
spec/jobTemplate/spec/template/metadata/labels+ g=batch k=CronJob`,
  templateLabels: `
metadata/labels+
spec/template/metadata/labels+ v=v1 k=ReplicationController
spec/template/metadata/labels+ k=Deployment
spec/template/metadata/labels+ k=ReplicaSet
spec/template/metadata/labels+ k=DaemonSet
spec/template/metadata/labels+ g=apps k=StatefulSet
spec/volumeClaimTemplates[]/metadata/labels+ g=apps k=StatefulSet
spec/template/metadata/labels+ g=batch k=Job
spec/jobTemplate/metadata/labels+ g=batch k=CronJob
spec/jobTemplate/spec/template/metadata/labels+ g=batch k=CronJob`,
  commonAnnotations: `
metadata/annotations+
spec/template/metadata/annotations+ v=v1 k=ReplicationController
spec/template/metadata/annotations+ k=Deployment
spec/template/metadata/annotations+ k=ReplicaSet
spec/template/metadata/annotations+ k=DaemonSet
spec/template/metadata/annotations+ k=StatefulSet
spec/template/metadata/annotations+ g=batch k=Job
spec/jobTemplate/metadata/annotations+ g=batch k=CronJob
spec/jobTemplate/spec/template/metadata/annotations+ g=batch k=CronJob`,
  varReference: `
spec/jobTemplate/spec/template/spec/containers/args k=CronJob
spec/jobTemplate/spec/template/spec/containers/command k=CronJob
spec/jobTemplate/spec/template/spec/containers/env/value k=CronJob
spec/jobTemplate/spec/template/spec/containers/volumeMounts/mountPath k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/args k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/command k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/env/value k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/volumeMounts/mountPath k=CronJob
spec/jobTemplate/spec/template/volumes/nfs/server k=CronJob
spec/template/spec/containers/args k=DaemonSet
spec/template/spec/containers/command k=DaemonSet
spec/template/spec/containers/env/value k=DaemonSet
spec/template/spec/containers/volumeMounts/mountPath k=DaemonSet
spec/template/spec/initContainers/args k=DaemonSet
spec/template/spec/initContainers/command k=DaemonSet
spec/template/spec/initContainers/env/value k=DaemonSet
spec/template/spec/initContainers/volumeMounts/mountPath k=DaemonSet
spec/template/spec/volumes/nfs/server k=DaemonSet
spec/template/spec/containers/args k=Deployment
spec/template/spec/containers/command k=Deployment
spec/template/spec/containers/env/value k=Deployment
spec/template/spec/containers/volumeMounts/mountPath k=Deployment
spec/template/spec/initContainers/args k=Deployment
spec/template/spec/initContainers/command k=Deployment
spec/template/spec/initContainers/env/value k=Deployment
spec/template/spec/initContainers/volumeMounts/mountPath k=Deployment
spec/template/spec/volumes/nfs/server k=Deployment
spec/template/metadata/annotations k=Deployment
spec/rules/host k=Ingress
spec/tls/hosts k=Ingress
spec/tls/secretName k=Ingress
spec/template/spec/containers/args k=Job
spec/template/spec/containers/command k=Job
spec/template/spec/containers/env/value k=Job
spec/template/spec/containers/volumeMounts/mountPath k=Job
spec/template/spec/initContainers/args k=Job
spec/template/spec/initContainers/command k=Job
spec/template/spec/initContainers/env/value k=Job
spec/template/spec/initContainers/volumeMounts/mountPath k=Job
spec/template/spec/volumes/nfs/server k=Job
spec/containers/args k=Pod
spec/containers/command k=Pod
spec/containers/env/value k=Pod
spec/containers/volumeMounts/mountPath k=Pod
spec/initContainers/args k=Pod
spec/initContainers/command k=Pod
spec/initContainers/env/value k=Pod
spec/initContainers/volumeMounts/mountPath k=Pod
spec/volumes/nfs/server k=Pod
spec/template/spec/containers/args k=ReplicaSet
spec/template/spec/containers/command k=ReplicaSet
spec/template/spec/containers/env/value k=ReplicaSet
spec/template/spec/containers/volumeMounts/mountPath k=ReplicaSet
spec/template/spec/initContainers/args k=ReplicaSet
spec/template/spec/initContainers/command k=ReplicaSet
spec/template/spec/initContainers/env/value k=ReplicaSet
spec/template/spec/initContainers/volumeMounts/mountPath k=ReplicaSet
spec/template/spec/volumes/nfs/server k=ReplicaSet
spec/ports/port k=Service
spec/ports/targetPort k=Service
spec/template/spec/containers/args k=StatefulSet
spec/template/spec/containers/command k=StatefulSet
spec/template/spec/containers/env/value k=StatefulSet
spec/template/spec/containers/volumeMounts/mountPath k=StatefulSet
spec/template/spec/initContainers/args k=StatefulSet
spec/template/spec/initContainers/command k=StatefulSet
spec/template/spec/initContainers/env/value k=StatefulSet
spec/template/spec/initContainers/volumeMounts/mountPath k=StatefulSet
spec/volumeClaimTemplates/spec/nfs/server k=StatefulSet
spec/nfs/server k=PersistentVolume
metadata/labels
metadata/annotations`,
  images: `
spec/containers[]/image+
spec/initContainers[]/image+
spec/volumes[]/image/reference+
spec/template/spec/containers[]/image+
spec/template/spec/initContainers[]/image+
spec/template/spec/volumes[]/image/reference+`,
  replicas: `
spec/replicas+ k=Deployment
spec/replicas+ k=ReplicationController
spec/replicas+ k=ReplicaSet
spec/replicas+ k=StatefulSet`,
};

/** Fields that name another resource: each block says of which kind, then where. */
export const NAME_REFERENCES = `
k=Deployment
spec/scaleTargetRef/name k=HorizontalPodAutoscaler

k=ReplicationController
spec/scaleTargetRef/name k=HorizontalPodAutoscaler

k=ReplicaSet
spec/scaleTargetRef/name k=HorizontalPodAutoscaler

k=StatefulSet
spec/scaleTargetRef/name k=HorizontalPodAutoscaler

v=v1 k=ConfigMap
spec/volumes/configMap/name v=v1 k=Pod
spec/containers/env/valueFrom/configMapKeyRef/name v=v1 k=Pod
spec/initContainers/env/valueFrom/configMapKeyRef/name v=v1 k=Pod
spec/containers/envFrom/configMapRef/name v=v1 k=Pod
spec/initContainers/envFrom/configMapRef/name v=v1 k=Pod
spec/volumes/projected/sources/configMap/name v=v1 k=Pod
template/spec/volumes/configMap/name k=PodTemplate
template/spec/containers/env/valueFrom/configMapKeyRef/name k=PodTemplate
template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=PodTemplate
template/spec/containers/envFrom/configMapRef/name k=PodTemplate
template/spec/initContainers/envFrom/configMapRef/name k=PodTemplate
template/spec/volumes/projected/sources/configMap/name k=PodTemplate
spec/template/spec/volumes/configMap/name k=Deployment
spec/template/spec/containers/env/valueFrom/configMapKeyRef/name k=Deployment
spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=Deployment
spec/template/spec/containers/envFrom/configMapRef/name k=Deployment
spec/template/spec/initContainers/envFrom/configMapRef/name k=Deployment
spec/template/spec/volumes/projected/sources/configMap/name k=Deployment
spec/template/spec/volumes/configMap/name k=ReplicaSet
spec/template/spec/containers/env/valueFrom/configMapKeyRef/name k=ReplicaSet
spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=ReplicaSet
spec/template/spec/containers/envFrom/configMapRef/name k=ReplicaSet
spec/template/spec/initContainers/envFrom/configMapRef/name k=ReplicaSet
spec/template/spec/volumes/projected/sources/configMap/name k=ReplicaSet
spec/template/spec/volumes/configMap/name k=DaemonSet
spec/template/spec/containers/env/valueFrom/configMapKeyRef/name k=DaemonSet
spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=DaemonSet
spec/template/spec/containers/envFrom/configMapRef/name k=DaemonSet
spec/template/spec/initContainers/envFrom/configMapRef/name k=DaemonSet
spec/template/spec/volumes/projected/sources/configMap/name k=DaemonSet
spec/template/spec/volumes/configMap/name k=StatefulSet
spec/template/spec/containers/env/valueFrom/configMapKeyRef/name k=StatefulSet
spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=StatefulSet
spec/template/spec/containers/envFrom/configMapRef/name k=StatefulSet
spec/template/spec/initContainers/envFrom/configMapRef/name k=StatefulSet
spec/template/spec/volumes/projected/sources/configMap/name k=StatefulSet
spec/template/spec/volumes/configMap/name k=Job
spec/template/spec/containers/env/valueFrom/configMapKeyRef/name k=Job
spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=Job
spec/template/spec/containers/envFrom/configMapRef/name k=Job
spec/template/spec/initContainers/envFrom/configMapRef/name k=Job
spec/template/spec/volumes/projected/sources/configMap/name k=Job
spec/jobTemplate/spec/template/spec/volumes/configMap/name k=CronJob
spec/jobTemplate/spec/template/spec/volumes/projected/sources/configMap/name k=CronJob
spec/jobTemplate/spec/template/spec/containers/env/valueFrom/configMapKeyRef/name k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name k=CronJob
spec/jobTemplate/spec/template/spec/containers/envFrom/configMapRef/name k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/envFrom/configMapRef/name k=CronJob
spec/configSource/configMap k=Node
rules/resourceNames k=Role
rules/resourceNames k=ClusterRole
metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap k=Ingress

v=v1 k=Secret
spec/volumes/secret/secretName v=v1 k=Pod
spec/containers/env/valueFrom/secretKeyRef/name v=v1 k=Pod
spec/initContainers/env/valueFrom/secretKeyRef/name v=v1 k=Pod
spec/containers/envFrom/secretRef/name v=v1 k=Pod
spec/initContainers/envFrom/secretRef/name v=v1 k=Pod
spec/imagePullSecrets/name v=v1 k=Pod
spec/volumes/projected/sources/secret/name v=v1 k=Pod
template/spec/volumes/secret/secretName k=PodTemplate
template/spec/containers/env/valueFrom/secretKeyRef/name k=PodTemplate
template/spec/initContainers/env/valueFrom/secretKeyRef/name k=PodTemplate
template/spec/containers/envFrom/secretRef/name k=PodTemplate
template/spec/initContainers/envFrom/secretRef/name k=PodTemplate
template/spec/imagePullSecrets/name k=PodTemplate
template/spec/volumes/projected/sources/secret/name k=PodTemplate
spec/template/spec/volumes/secret/secretName k=Deployment
spec/template/spec/containers/env/valueFrom/secretKeyRef/name k=Deployment
spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name k=Deployment
spec/template/spec/containers/envFrom/secretRef/name k=Deployment
spec/template/spec/initContainers/envFrom/secretRef/name k=Deployment
spec/template/spec/imagePullSecrets/name k=Deployment
spec/template/spec/volumes/projected/sources/secret/name k=Deployment
spec/template/spec/volumes/secret/secretName k=ReplicaSet
spec/template/spec/containers/env/valueFrom/secretKeyRef/name k=ReplicaSet
spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name k=ReplicaSet
spec/template/spec/containers/envFrom/secretRef/name k=ReplicaSet
spec/template/spec/initContainers/envFrom/secretRef/name k=ReplicaSet
spec/template/spec/imagePullSecrets/name k=ReplicaSet
spec/template/spec/volumes/projected/sources/secret/name k=ReplicaSet
spec/template/spec/volumes/secret/secretName k=DaemonSet
spec/template/spec/containers/env/valueFrom/secretKeyRef/name k=DaemonSet
spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name k=DaemonSet
spec/template/spec/containers/envFrom/secretRef/name k=DaemonSet
spec/template/spec/initContainers/envFrom/secretRef/name k=DaemonSet
spec/template/spec/imagePullSecrets/name k=DaemonSet
spec/template/spec/volumes/projected/sources/secret/name k=DaemonSet
spec/template/spec/volumes/secret/secretName k=StatefulSet
spec/template/spec/containers/env/valueFrom/secretKeyRef/name k=StatefulSet
spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name k=StatefulSet
spec/template/spec/containers/envFrom/secretRef/name k=StatefulSet
spec/template/spec/initContainers/envFrom/secretRef/name k=StatefulSet
spec/template/spec/imagePullSecrets/name k=StatefulSet
spec/template/spec/volumes/projected/sources/secret/name k=StatefulSet
spec/template/spec/volumes/secret/secretName k=Job
spec/template/spec/containers/env/valueFrom/secretKeyRef/name k=Job
spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name k=Job
spec/template/spec/containers/envFrom/secretRef/name k=Job
spec/template/spec/initContainers/envFrom/secretRef/name k=Job
spec/template/spec/imagePullSecrets/name k=Job
spec/template/spec/volumes/projected/sources/secret/name k=Job
spec/jobTemplate/spec/template/spec/volumes/secret/secretName k=CronJob
spec/jobTemplate/spec/template/spec/volumes/projected/sources/secret/name k=CronJob
spec/jobTemplate/spec/template/spec/containers/env/valueFrom/secretKeyRef/name k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name k=CronJob
spec/jobTemplate/spec/template/spec/containers/envFrom/secretRef/name k=CronJob
spec/jobTemplate/spec/template/spec/initContainers/envFrom/secretRef/name k=CronJob
spec/jobTemplate/spec/template/spec/imagePullSecrets/name k=CronJob
spec/tls/secretName k=Ingress
metadata/annotations/ingress.kubernetes.io\\/auth-secret k=Ingress
metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret k=Ingress
metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret k=Ingress
spec/tls/secretName k=Ingress
imagePullSecrets/name k=ServiceAccount
parameters/secretName k=StorageClass
parameters/adminSecretName k=StorageClass
parameters/userSecretName k=StorageClass
parameters/secretRef k=StorageClass
rules/resourceNames k=Role
rules/resourceNames k=ClusterRole
spec/template/spec/containers/env/valueFrom/secretKeyRef/name g=serving.knative.dev v=v1 k=Service
spec/azureFile/secretName k=PersistentVolume

v=v1 k=Service
spec/serviceName g=apps k=StatefulSet
spec/rules/http/paths/backend/serviceName k=Ingress
spec/backend/serviceName k=Ingress
spec/rules/http/paths/backend/service/name k=Ingress
spec/defaultBackend/service/name k=Ingress
spec/service/name g=apiregistration.k8s.io k=APIService
webhooks/clientConfig/service g=admissionregistration.k8s.io k=ValidatingWebhookConfiguration
webhooks/clientConfig/service g=admissionregistration.k8s.io k=MutatingWebhookConfiguration

g=rbac.authorization.k8s.io k=Role
roleRef/name g=rbac.authorization.k8s.io k=RoleBinding

g=rbac.authorization.k8s.io k=ClusterRole
roleRef/name g=rbac.authorization.k8s.io k=RoleBinding
roleRef/name g=rbac.authorization.k8s.io k=ClusterRoleBinding

v=v1 k=ServiceAccount
subjects g=rbac.authorization.k8s.io k=RoleBinding
subjects g=rbac.authorization.k8s.io k=ClusterRoleBinding
spec/serviceAccountName k=Pod
spec/template/spec/serviceAccountName k=StatefulSet
spec/template/spec/serviceAccountName k=Deployment
spec/template/spec/serviceAccountName k=ReplicationController
spec/jobTemplate/spec/template/spec/serviceAccountName k=CronJob
spec/template/spec/serviceAccountName k=Job
spec/template/spec/serviceAccountName k=DaemonSet

v=v1 k=PersistentVolumeClaim
spec/volumes/persistentVolumeClaim/claimName k=Pod
spec/template/spec/volumes/persistentVolumeClaim/claimName k=StatefulSet
spec/template/spec/volumes/persistentVolumeClaim/claimName k=Deployment
spec/template/spec/volumes/persistentVolumeClaim/claimName k=ReplicationController
spec/jobTemplate/spec/template/spec/volumes/persistentVolumeClaim/claimName k=CronJob
spec/template/spec/volumes/persistentVolumeClaim/claimName k=Job
spec/template/spec/volumes/persistentVolumeClaim/claimName k=DaemonSet

v=v1 k=PersistentVolume
spec/volumeName k=PersistentVolumeClaim
rules/resourceNames k=ClusterRole

g=storage.k8s.io v=v1 k=StorageClass
spec/storageClassName k=PersistentVolume
spec/storageClassName k=PersistentVolumeClaim
spec/volumeClaimTemplates/spec/storageClassName k=StatefulSet

g=scheduling.k8s.io v=v1 k=PriorityClass
spec/priorityClassName k=Pod
spec/template/spec/priorityClassName k=StatefulSet
spec/template/spec/priorityClassName k=Deployment
spec/template/spec/priorityClassName k=ReplicationController
spec/jobTemplate/spec/template/spec/priorityClassName k=CronJob
spec/template/spec/priorityClassName k=Job
spec/template/spec/priorityClassName k=DaemonSet

g=networking.k8s.io/v1 v=v1 k=IngressClass
spec/ingressClassName k=Ingress

g=admissionregistration.k8s.io k=ValidatingAdmissionPolicy
spec/policyName g=admissionregistration.k8s.io k=ValidatingAdmissionPolicyBinding
`;
