/** What `kubeadm init` uploads besides CoreDNS and kube-proxy: its configuration and the kubelets', and who may read them (cmd/kubeadm/app/phases/uploadconfig, phases/kubelet, phases/bootstraptoken). */
import type { ApiObject } from '../../api';
import { ETCD_MEMBERS } from '../../cluster/components';
import { clientUrl } from '../../cluster/etcd/living/living';
import { POD_NETWORK } from '../../cluster/network';
import { COMPONENT_CONFIGS } from '../../tools/kubeadm/config/components';
import { sortedYaml } from '../../tools/sorted';

const SYSTEM = 'kube-system';
const RBAC = 'rbac.authorization.k8s.io';
const JOINING = 'system:bootstrappers:kubeadm:default-node-token';

const CLUSTER = `apiServer: {}
apiVersion: kubeadm.k8s.io/v1beta4
caCertificateValidityPeriod: 87600h0m0s
certificateValidityPeriod: 8760h0m0s
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controllerManager: {}
dns: {}
encryptionAlgorithm: RSA-2048
etcd:
  external:
    caFile: /etc/kubernetes/pki/etcd/ca.crt
    certFile: /etc/kubernetes/pki/apiserver-etcd-client.crt
    endpoints:
${ETCD_MEMBERS.map((_, at) => `    - ${clientUrl(at)}\n`).join('')}    keyFile: /etc/kubernetes/pki/apiserver-etcd-client.key
imageRepository: registry.k8s.io
kind: ClusterConfiguration
kubernetesVersion: v1.36.3
networking:
  dnsDomain: cluster.local
  podSubnet: ${POD_NETWORK}
  serviceSubnet: 10.96.0.0/12
proxy: {}
scheduler: {}
`;

const KUBELET = sortedYaml(COMPONENT_CONFIGS['KubeletConfiguration']);

const configMap = (name: string, data: Readonly<Record<string, string>>): ApiObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: SYSTEM }, data }) as unknown as ApiObject;

const mayRead = (role: string, map: string): readonly ApiObject[] => [
  { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name: role, namespace: SYSTEM }, rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [map], verbs: ['get'] }] } as unknown as ApiObject,
  {
    apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name: role, namespace: SYSTEM }, roleRef: { apiGroup: RBAC, kind: 'Role', name: role },
    subjects: [JOINING, 'system:nodes'].map((name) => ({ apiGroup: RBAC, kind: 'Group', name })),
  } as unknown as ApiObject,
];

export const KUBEADM_OBJECTS: readonly ApiObject[] = [
  configMap('kubeadm-config', { ClusterConfiguration: CLUSTER }), configMap('kubelet-config', { kubelet: KUBELET }), ...mayRead('kubeadm:nodes-kubeadm-config', 'kubeadm-config'), ...mayRead('kubeadm:kubelet-config', 'kubelet-config'),
  { apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'kubeadm:cluster-admins' }, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'kubeadm:cluster-admins' }] } as unknown as ApiObject,
];
