/**
 * What kubeadm and the packages leave on a node (cmd/kubeadm/app/phases: certs, kubeconfig, kubelet; componentconfigs/kubelet.go): certificates, kubeconfigs, the kubelet's settings, systemd's units.
 * Certificates are signed on the machine whose authority signs them, as data (network/tls/pem).
 */
import { encodeBase64 } from '../../base/go/base64';
import { formatTime } from '../../base/time';
import type { Certificate } from '../../network/tls/certificates';
import { certificatePem, keyPem, readCertificate } from '../../network/tls/pem';
import { ETCD_CA } from '../../cluster/etcd/living/certificates';
import { UNIT_FILES } from '../../cluster/node/host/services/unit-files';
import { certificatePhase } from '../../tools/kubeadm/certs/generate';
import { COMPONENT_CONFIGS } from '../../tools/kubeadm/config/components';
import { configurationOf } from '../../tools/kubeadm/configuration';
import type { KubeadmMachine } from '../../tools/kubeadm/machine';
import { sortedYaml } from '../../tools/sorted';

const PKI = '/etc/kubernetes/pki';
/** How long kubeadm's certificates last, µs. */
export const YEAR = 365 * 86_400_000_000;
const MONTH = 30 * 86_400_000_000;
type Texts = Readonly<Record<string, string>>;

/** How kubeadm sees the machine while it makes certificates there. */
function kubeadmAt(files: Record<string, string>, hostname: string, address: string, now: number): KubeadmMachine {
  return {
    now: () => now, directory: '/root', environment: {}, stdin: '', out: () => undefined, err: () => undefined,
    host: { hostname, address, user: 0, kubelet: 'v1.36.3', runtime: true, ports: [], swap: false, forward: '1', kernel: { version: '6.18.0', missing: [] }, cgroup: 2, cpus: 4, memory: 8192 },
    files: {
      read: (path) => files[path],
      list: (path) => {
        const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
        return inside.length === 0 ? undefined : [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0]!))];
      },
      write: (path, text) => void (files[path] = text),
      remove: (path) => void delete files[path],
    },
  };
}

/** The cluster's authorities and what they sign for a control plane; etcd's own files are its members'. */
export function pkiOf(hostname: string, address: string, now: number): Texts {
  const files: Record<string, string> = {};
  const machine = kubeadmAt(files, hostname, address, now);
  certificatePhase(machine, { ...configurationOf(machine, ''), advertiseAddress: address }, 'all');
  const organized = (path: string, organization: readonly string[]): void => {
    const certificate = readCertificate(files[path] ?? '');
    if (certificate !== undefined) files[path] = certificatePem({ ...certificate, organizations: organization });
  };
  organized(`${PKI}/apiserver-kubelet-client.crt`, ['kubeadm:cluster-admins']);
  // etcd has an authority of its own, which has signed for the API server.
  files[`${PKI}/etcd/ca.crt`] = certificatePem(ETCD_CA);
  const etcdClient = readCertificate(files[`${PKI}/apiserver-etcd-client.crt`] ?? '');
  if (etcdClient !== undefined) files[`${PKI}/apiserver-etcd-client.crt`] = certificatePem({ ...etcdClient, issuer: ETCD_CA.name });
  return Object.fromEntries(Object.entries(files).filter(([path]) => !/\/etcd\/(?:ca\.key|server|peer|healthcheck)/.test(path)));
}

const authority = (pki: Texts): Certificate => {
  const ca = readCertificate(pki[`${PKI}/ca.crt`] ?? '');
  if (ca === undefined) throw new RangeError('a control plane without an authority: make its certificates first');
  return ca;
};

const client = (pki: Texts, commonName: string, organization: readonly string[], now: number, lasts = YEAR): Certificate =>
  ({ name: `${commonName} of ${formatTime(now)}`, issuer: authority(pki).name, commonName, ...(organization.length === 0 ? {} : { organizations: organization }), notBefore: formatTime(now - 300_000_000), notAfter: formatTime(now + lasts) });

const kubeconfig = (pki: Texts, server: string, user: string, credentials: string): string => `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${encodeBase64(pki[`${PKI}/ca.crt`] ?? '')}
    server: ${server}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: ${user}
  name: ${user}@kubernetes
current-context: ${user}@kubernetes
kind: Config
users:
- name: ${user}
  user:
${credentials}`;

const embedded = (certificate: Certificate): string => `    client-certificate-data: ${encodeBase64(certificatePem(certificate))}
    client-key-data: ${encodeBase64(keyPem(certificate.name))}
`;

/** The cluster's settings, and this machine's runtime. */
const KUBELET_CONFIG = sortedYaml({ ...COMPONENT_CONFIGS['KubeletConfiguration'], containerRuntimeEndpoint: 'unix:///var/run/containerd/containerd.sock' });

const CONTAINERD = `version = 3

[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "registry.k8s.io/pause:3.10.2"

[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
  SystemdCgroup = true
`;

/** A node that has joined; `server`: the API server's URL. */
export function nodeFiles(pki: Texts, node: string, server: string, now: number): Texts {
  const own = client(pki, `system:node:${node}`, ['system:nodes'], now);
  const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';
  const serving: Certificate = { name: `${node}-ca@${Math.floor(now / 1_000_000)}`, issuer: `${node}-ca@${Math.floor(now / 1_000_000)}`, commonName: `${node}@${Math.floor(now / 1_000_000)}`, dnsNames: [node], notBefore: formatTime(now - 3_600_000_000), notAfter: formatTime(now + YEAR) };
  return {
    ...UNIT_FILES,
    [`${PKI}/ca.crt`]: pki[`${PKI}/ca.crt`] ?? '',
    '/etc/kubernetes/kubelet.conf': kubeconfig(pki, server, `system:node:${node}`, `    client-certificate: ${current}\n    client-key: ${current}\n`),
    '/etc/default/kubelet': 'KUBELET_EXTRA_ARGS=\n',
    '/etc/containerd/config.toml': CONTAINERD,
    '/etc/crictl.yaml': 'runtime-endpoint: unix:///run/containerd/containerd.sock\n',
    '/etc/hosts': `127.0.0.1 localhost\n127.0.1.1 ${node}\n`,
    '/var/lib/kubelet/config.yaml': KUBELET_CONFIG,
    '/var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS=""\n',
    [current]: `${certificatePem(own)}${keyPem(own.name)}`,
    '/var/lib/kubelet/pki/kubelet.crt': certificatePem(serving),
    '/var/lib/kubelet/pki/kubelet.key': keyPem(serving.name),
  };
}

/** What a control plane has besides. */
export const controlPlaneFiles = (pki: Texts, server: string, now: number): Texts => ({
  ...pki,
  '/etc/kubernetes/admin.conf': kubeconfig(pki, server, 'kubernetes-admin', embedded(client(pki, 'kubernetes-admin', ['kubeadm:cluster-admins'], now))),
  '/etc/kubernetes/super-admin.conf': kubeconfig(pki, server, 'kubernetes-super-admin', embedded(client(pki, 'kubernetes-super-admin', ['system:masters'], now))),
  '/etc/kubernetes/controller-manager.conf': kubeconfig(pki, server, 'system:kube-controller-manager', embedded(client(pki, 'system:kube-controller-manager', [], now))),
  '/etc/kubernetes/scheduler.conf': kubeconfig(pki, server, 'system:kube-scheduler', embedded(client(pki, 'system:kube-scheduler', [], now))),
});

/** How long the certificates of a cluster have been good when the course begins, µs: it was set up some time ago. */
export const SET_UP_BEFORE = MONTH;
