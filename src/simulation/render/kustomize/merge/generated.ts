/** Made by scripts/render/merge-keys.go from the OpenAPI document within kyaml (Kubernetes 1.21). Line by line the types: field=type, field[keys]=type. */
export const TYPES = `
metadata=1 webhooks[name]=
finalizers[]= ownerReferences[uid]=
metadata=1 webhooks[name]=
metadata=1 webhooks[name]=
metadata=1 webhooks[name]=
metadata=1
metadata=1 spec=7 status=15
template=8
metadata=1 spec=9
containers[name]=10 ephemeralContainers[name]=11 hostAliases[ip]= imagePullSecrets[name]= initContainers[name]=10 topologySpreadConstraints[topologyKey+whenUnsatisfiable]= volumes[name]=12
env[name]= ports[containerPort+protocol]= volumeDevices[devicePath]= volumeMounts[mountPath]=
env[name]= volumeDevices[devicePath]= volumeMounts[mountPath]=
ephemeral=13
volumeClaimTemplate=14
metadata=1
conditions[type]=
metadata=1 spec=17 status=18
template=8
conditions[type]=
configMapGenerator[name]= secretGenerator[name]=
metadata=1 spec=21 status=22
template=8
conditions[type]=
metadata=1 spec=24 status=25
template=8
conditions[type]=
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1 spec=42
jobTemplate=43
metadata=1 spec=44
template=8
metadata=1 spec=44 status=46
conditions[type]=
metadata=1 spec=48
jobTemplate=49
metadata=1 spec=44
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
conditions[type]= metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1 status=61
conditions[type]=
metadata=1 spec=63 status=64
podCIDRs[]=
addresses[type]= conditions[type]=
metadata=1
metadata=1 status=67
conditions[type]=
metadata=1 spec=9 status=69
conditions[type]= podIPs[ip]=
metadata=1 template=8
metadata=1 spec=72 status=73
template=8
conditions[type]=
metadata=1
metadata=1
metadata=1 spec=77 status=78
ports[port+protocol]=
conditions[type]=
metadata=1 secrets[name]=
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1 status=95
conditions[type]=
metadata=1
metadata=1 status=98
conditions[type]=
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1 spec=112
drivers[name]=
metadata=1
metadata=1
metadata=1
metadata=1 spec=117
drivers[name]=
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1
metadata=1 status=124
conditions[type]=
metadata=1 status=126
conditions[type]=
`;

/** Each line: apiVersion, kind, its type. */
export const KINDS = `
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration 0
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration 2
admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration 3
admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration 4
apps/v1 ControllerRevision 5
apps/v1 DaemonSet 6
apps/v1 Deployment 16
kustomize.config.k8s.io/v1beta1 Kustomization 19
apps/v1 ReplicaSet 20
apps/v1 StatefulSet 23
authentication.k8s.io/v1 TokenRequest 26
authentication.k8s.io/v1 TokenReview 27
authentication.k8s.io/v1beta1 TokenReview 28
authorization.k8s.io/v1 LocalSubjectAccessReview 29
authorization.k8s.io/v1 SelfSubjectAccessReview 30
authorization.k8s.io/v1 SelfSubjectRulesReview 31
authorization.k8s.io/v1 SubjectAccessReview 32
authorization.k8s.io/v1beta1 LocalSubjectAccessReview 33
authorization.k8s.io/v1beta1 SelfSubjectAccessReview 34
authorization.k8s.io/v1beta1 SelfSubjectRulesReview 35
authorization.k8s.io/v1beta1 SubjectAccessReview 36
autoscaling/v1 HorizontalPodAutoscaler 37
autoscaling/v1 Scale 38
autoscaling/v2beta1 HorizontalPodAutoscaler 39
autoscaling/v2beta2 HorizontalPodAutoscaler 40
batch/v1 CronJob 41
batch/v1 Job 45
batch/v1beta1 CronJob 47
certificates.k8s.io/v1 CertificateSigningRequest 50
certificates.k8s.io/v1beta1 CertificateSigningRequest 51
coordination.k8s.io/v1 Lease 52
coordination.k8s.io/v1beta1 Lease 53
v1 Binding 54
v1 ComponentStatus 55
v1 ConfigMap 56
v1 Endpoints 57
v1 Event 58
v1 LimitRange 59
v1 Namespace 60
v1 Node 62
v1 PersistentVolume 65
v1 PersistentVolumeClaim 66
v1 Pod 68
v1 PodTemplate 70
v1 ReplicationController 71
v1 ResourceQuota 74
v1 Secret 75
v1 Service 76
v1 ServiceAccount 79
discovery.k8s.io/v1 EndpointSlice 80
discovery.k8s.io/v1beta1 EndpointSlice 81
events.k8s.io/v1 Event 82
events.k8s.io/v1beta1 Event 83
extensions/v1beta1 Ingress 84
flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema 85
flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration 86
networking.k8s.io/v1 Ingress 87
networking.k8s.io/v1 IngressClass 88
networking.k8s.io/v1 NetworkPolicy 89
networking.k8s.io/v1beta1 Ingress 90
networking.k8s.io/v1beta1 IngressClass 91
node.k8s.io/v1 RuntimeClass 92
node.k8s.io/v1beta1 RuntimeClass 93
policy/v1 PodDisruptionBudget 94
policy/v1beta1 Eviction 96
policy/v1beta1 PodDisruptionBudget 97
policy/v1beta1 PodSecurityPolicy 99
rbac.authorization.k8s.io/v1 ClusterRole 100
rbac.authorization.k8s.io/v1 ClusterRoleBinding 101
rbac.authorization.k8s.io/v1 Role 102
rbac.authorization.k8s.io/v1 RoleBinding 103
rbac.authorization.k8s.io/v1beta1 ClusterRole 104
rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding 105
rbac.authorization.k8s.io/v1beta1 Role 106
rbac.authorization.k8s.io/v1beta1 RoleBinding 107
scheduling.k8s.io/v1 PriorityClass 108
scheduling.k8s.io/v1beta1 PriorityClass 109
storage.k8s.io/v1 CSIDriver 110
storage.k8s.io/v1 CSINode 111
storage.k8s.io/v1 StorageClass 113
storage.k8s.io/v1 VolumeAttachment 114
storage.k8s.io/v1beta1 CSIDriver 115
storage.k8s.io/v1beta1 CSINode 116
storage.k8s.io/v1beta1 CSIStorageCapacity 118
storage.k8s.io/v1beta1 StorageClass 119
storage.k8s.io/v1beta1 VolumeAttachment 120
apiextensions.k8s.io/v1 CustomResourceDefinition 121
apiextensions.k8s.io/v1beta1 CustomResourceDefinition 122
apiregistration.k8s.io/v1 APIService 123
apiregistration.k8s.io/v1beta1 APIService 125
`;
