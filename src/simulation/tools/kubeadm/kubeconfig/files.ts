/** `kubeadm init phase kubeconfig` and `kubeadm kubeconfig user` (cmd/kubeadm/app/phases/kubeconfig, cmd/kubeconfig.go). */
import { decodeBase64 } from '../../../api/go-template/base64';
import { objectOf, textOf } from '../../../api/schema/values';
import { formatTime } from '../../../base/time';
import { readKubeconfig } from '../../../kubectl/config/kubeconfig';
import type { Certificate } from '../../../network/tls/certificates';
import { readCertificates } from '../../../network/tls/pem';
import type { Call } from '../../cobra/find';
import { CertificateStore } from '../certs/store';
import { CA } from '../certs/list';
import type { Configuration } from '../configuration';
import { KUBERNETES_DIRECTORY } from '../constants';
import { KubeadmError, warn, within } from '../machine';
import type { KubeadmMachine } from '../machine';
import { controlPlaneEndpoint, localEndpoint } from './endpoint';
import { kubeconfigText } from './text';

export interface Spec {
  readonly file: string;
  readonly user: string;
  readonly organizations: readonly string[];
  readonly server: string;
}

const DEFAULT_VALIDITY = 365 * 24 * 3600 * 1_000_000;

/** getKubeConfigSpecsBase; the order is that of the phases. */
export function specsOf(machine: KubeadmMachine, configuration: Configuration): readonly Spec[] {
  const [server, local] = [controlPlaneEndpoint(machine, configuration), localEndpoint(configuration)];
  return [
    { file: 'admin.conf', user: 'kubernetes-admin', organizations: ['kubeadm:cluster-admins'], server }, { file: 'super-admin.conf', user: 'kubernetes-super-admin', organizations: ['system:masters'], server },
    { file: 'kubelet.conf', user: `system:node:${configuration.nodeName}`, organizations: ['system:nodes'], server }, { file: 'controller-manager.conf', user: 'system:kube-controller-manager', organizations: [], server: local },
    { file: 'scheduler.conf', user: 'system:kube-scheduler', organizations: [], server: local },
  ];
}

/** TryLoadCertAndKeyFromDisk of the cluster's CA. */
function authority(machine: KubeadmMachine, { certificatesDir }: Configuration): Certificate {
  const store = new CertificateStore(machine, certificatesDir);
  const found = within("couldn't create a kubeconfig; the CA files couldn't be loaded: failed to load certificate", () => store.authority(CA));
  const key = `${certificatesDir}/ca.key`;
  if (machine.files.read(key) === undefined) throw new KubeadmError(`couldn't create a kubeconfig; the CA files couldn't be loaded: failed to load key: couldn't load the private key file ${key}: open ${key}: no such file or directory`);
  store.judgePeriod('ca', found);
  return found;
}

/** A client's certificate begins when its CA does. */
function clientCertificate(machine: KubeadmMachine, ca: Certificate, user: string, organizations: readonly string[], validity: number): Certificate {
  const start = Math.floor(machine.now() / 1_000_000) * 1_000_000;
  return { name: `${user} of ${formatTime(machine.now())}`, issuer: ca.name, commonName: user, ...(organizations.length === 0 ? {} : { organizations }), notBefore: ca.notBefore, notAfter: formatTime(start + validity) };
}

/** validateKubeConfig: whether what is there trusts the same CA. */
function judgeExisting(machine: KubeadmMachine, path: string, text: string, ca: Certificate, server: string): void {
  const config = readKubeconfig(text);
  const context = config.contexts.get(config.currentContext);
  if (context === undefined) throw new KubeadmError(`failed to find CurrentContext in Contexts of the kubeconfig file ${path}`);
  const cluster = config.clusters.get(context.cluster ?? '');
  if (cluster === undefined) throw new KubeadmError(`failed to find the given CurrentContext Cluster in Clusters of the kubeconfig file ${path}`);
  const of = objectOf(cluster);
  const trusted = readCertificates(decodeBase64(textOf(of['certificate-authority-data'])) || (machine.files.read(textOf(of['certificate-authority'])) ?? ''));
  if (trusted.length === 0) throw new KubeadmError(`the kubeconfig file "${path}" contains an invalid CA cert`);
  const [first] = trusted;
  if (first!.name !== ca.name || first!.notAfter !== ca.notAfter) throw new KubeadmError(`a kubeconfig file "${path}" exists but does not contain a trusted CA in its current context's cluster. Total CA certificates found: ${trusted.length}`);
  if (textOf(of['server']) !== server) warn(machine, 'kubeconfig.go:297', `a kubeconfig file "${path}" exists already but has an unexpected API Server URL: expected: ${server}, got: ${textOf(of['server'])}`);
}

/** CreateKubeConfigFile. */
function createFile(machine: KubeadmMachine, configuration: Configuration, spec: Spec): void {
  const path = `${KUBERNETES_DIRECTORY}/${spec.file}`;
  const ca = authority(machine, configuration);
  const there = machine.files.read(path);
  if (there !== undefined) {
    judgeExisting(machine, path, there, ca, spec.server);
    machine.out(`[kubeconfig] Using existing kubeconfig file: "${path}"\n`);
    return;
  }
  machine.out(`[kubeconfig] Writing "${spec.file}" kubeconfig file\n`);
  const certificate = clientCertificate(machine, ca, spec.user, spec.organizations, configuration.validity);
  machine.files.write(path, kubeconfigText({ server: spec.server, cluster: configuration.clusterName, user: spec.user, authority: ca, with: { certificate } }));
}

/** One phase, or `all` of them. */
export function kubeconfigPhase(machine: KubeadmMachine, configuration: Configuration, name: string): void {
  if (name === 'all') machine.out(`[kubeconfig] Using kubeconfig folder "${KUBERNETES_DIRECTORY}"\n`);
  for (const spec of specsOf(machine, configuration)) {
    const phase = spec.file.replace(/\.conf$/, '');
    if (name === 'all' || name === phase) within(`error execution phase kubeconfig/${phase}`, () => createFile(machine, configuration, spec));
  }
}

/** WriteKubeConfigWithClientCert, WriteKubeConfigWithToken. */
export function userKubeconfig(machine: KubeadmMachine, configuration: Configuration, { flags }: Call): void {
  const validity = Number(flags.nanoseconds('validity-period') / 1000n);
  if (validity > DEFAULT_VALIDITY) warn(machine, 'kubeconfig.go:96', `WARNING: the specified certificate validity period ${flags.text('validity-period')} is longer than the default duration 8760h0m0s, this may increase security risks.`);
  const ca = authority(machine, configuration);
  const [user, token] = [flags.text('client-name'), flags.text('token')];
  const how = token === '' ? { certificate: clientCertificate(machine, ca, user, flags.list('org'), validity) } : { token };
  machine.out(`${kubeconfigText({ server: controlPlaneEndpoint(machine, configuration), cluster: configuration.clusterName, user, authority: ca, with: how })}\n`);
}
