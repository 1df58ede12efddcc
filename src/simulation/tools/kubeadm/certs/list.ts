/** The certificates that kubeadm makes (app/phases/certs: certlist.go; app/phases/certs/renewal: manager.go). */

export interface Leaf {
  readonly name: string;
  readonly longName: string;
  /** Its files below the directory of certificates, without their endings; of a kubeconfig its file in /etc/kubernetes. */
  readonly file: string;
  readonly ca: Authority;
  readonly kubeconfig?: true;
}

export interface Authority {
  readonly name: string;
  readonly file: string;
  /** As messages call it. */
  readonly title: string;
  /** What is checked of those that it has signed, where its key is elsewhere: file and title. */
  readonly signed: readonly (readonly [file: string, title: string])[];
}

export const CA: Authority = { name: 'ca', file: 'ca', title: 'CA', signed: [['apiserver', 'API server'], ['apiserver-kubelet-client', 'API server kubelet client']] };
export const FRONT_PROXY_CA: Authority = { name: 'front-proxy-ca', file: 'front-proxy-ca', title: 'front-proxy CA', signed: [['front-proxy-client', 'front-proxy client']] };
export const ETCD_CA: Authority = {
  name: 'etcd-ca', file: 'etcd/ca', title: 'etcd CA', signed: [['apiserver-etcd-client', 'apiserver etcd client'], ['etcd/server', 'etcd server'], ['etcd/peer', 'etcd peer'], ['etcd/healthcheck-client', 'etcd health-check client']],
};

const LEAVES: readonly Leaf[] = [
  { name: 'admin.conf', longName: 'certificate embedded in the kubeconfig file for the admin to use and for kubeadm itself', file: 'admin.conf', ca: CA, kubeconfig: true },
  { name: 'apiserver', longName: 'certificate for serving the Kubernetes API', file: 'apiserver', ca: CA },
  { name: 'apiserver-etcd-client', longName: 'certificate the apiserver uses to access etcd', file: 'apiserver-etcd-client', ca: ETCD_CA },
  { name: 'apiserver-kubelet-client', longName: 'certificate for the API server to connect to kubelet', file: 'apiserver-kubelet-client', ca: CA },
  { name: 'controller-manager.conf', longName: 'certificate embedded in the kubeconfig file for the controller manager to use', file: 'controller-manager.conf', ca: CA, kubeconfig: true },
  { name: 'etcd-healthcheck-client', longName: 'certificate for liveness probes to healthcheck etcd', file: 'etcd/healthcheck-client', ca: ETCD_CA },
  { name: 'etcd-peer', longName: 'certificate for etcd nodes to communicate with each other', file: 'etcd/peer', ca: ETCD_CA },
  { name: 'etcd-server', longName: 'certificate for serving etcd', file: 'etcd/server', ca: ETCD_CA },
  { name: 'front-proxy-client', longName: 'certificate for the front proxy client', file: 'front-proxy-client', ca: FRONT_PROXY_CA },
  { name: 'scheduler.conf', longName: 'certificate embedded in the kubeconfig file for the scheduler manager to use', file: 'scheduler.conf', ca: CA, kubeconfig: true },
  { name: 'super-admin.conf', longName: 'certificate embedded in the kubeconfig file for the super-admin', file: 'super-admin.conf', ca: CA, kubeconfig: true },
];

/** Those of a cluster, by name; with an etcd that is not kubeadm's there are none of etcd's. */
export const leavesOf = (ownEtcd: boolean): readonly Leaf[] => LEAVES.filter(({ ca }) => ownEtcd || ca !== ETCD_CA);
export const authoritiesOf = (ownEtcd: boolean): readonly Authority[] => [CA, ETCD_CA, FRONT_PROXY_CA].filter((ca) => ownEtcd || ca !== ETCD_CA);
