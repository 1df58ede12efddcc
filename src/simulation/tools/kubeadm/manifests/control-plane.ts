/** The static Pods of API server, controller manager and scheduler (cmd/kubeadm/app/phases/controlplane: manifests.go, volumes.go). */
import { isDirectory } from '../../machine';
import type { Configuration, HostMount } from '../configuration';
import { KUBERNETES_DIRECTORY } from '../constants';
import type { ControlPlanePart } from '../constants';
import { warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { CertificateStore } from '../certs/store';
import { CA } from '../certs/list';
import { argumentOf, commandOf } from './arguments';
import { staticPod } from './pod';
import type { Volume } from './pod';

type Json = Readonly<Record<string, unknown>>;

const MODES = ['Node', 'RBAC', 'Webhook', 'ABAC', 'AlwaysAllow', 'AlwaysDeny'];

/** getAuthzModes. */
function authorizationModes(machine: KubeadmMachine, given: string): string {
  const wanted = given === '' ? [] : given.split(',');
  const known = wanted.filter((mode) => MODES.includes(mode));
  for (const mode of wanted) if (!MODES.includes(mode)) warn(machine, 'manifests.go:305', `ignoring unknown kube-apiserver authorization-mode "${mode}"`);
  if (known.length === 0) return 'Node,RBAC';
  if (known.join(',') !== 'Node,RBAC') warn(machine, 'manifests.go:312', `the default kube-apiserver authorization-mode is "Node,RBAC"; using "${known.join(',')}"`);
  return known.join(',');
}

function ofApiServer(machine: KubeadmMachine, configuration: Configuration): readonly string[] {
  const { certificatesDir: pki, external, advertiseAddress, bindPort, serviceSubnet, dnsDomain, extraArgs } = configuration;
  const local = advertiseAddress.includes(':') ? '[::1]' : '127.0.0.1';
  const etcd: Readonly<Record<string, string>> = external === undefined
    ? {
        'etcd-servers': argumentOf(extraArgs.etcd, 'advertise-client-urls') ?? `https://${local}:2379`, 'etcd-cafile': `${pki}/etcd/ca.crt`, 'etcd-certfile': `${pki}/apiserver-etcd-client.crt`, 'etcd-keyfile': `${pki}/apiserver-etcd-client.key`,
      }
    : {
        'etcd-servers': external.endpoints.join(','), ...(external.caFile === '' ? {} : { 'etcd-cafile': external.caFile }),
        ...(external.certFile === '' || external.keyFile === '' ? {} : { 'etcd-certfile': external.certFile, 'etcd-keyfile': external.keyFile }),
      };
  const more = extraArgs['kube-apiserver'];
  const modes: Readonly<Record<string, string>> = argumentOf(more, 'authorization-config') === undefined ? { 'authorization-mode': authorizationModes(machine, argumentOf(more, 'authorization-mode') ?? '') } : {};
  return commandOf('kube-apiserver', {
    'advertise-address': advertiseAddress, 'enable-admission-plugins': 'NodeRestriction', 'service-cluster-ip-range': serviceSubnet, 'service-account-key-file': `${pki}/sa.pub`, 'service-account-signing-key-file': `${pki}/sa.key`,
    'service-account-issuer': `https://kubernetes.default.svc.${dnsDomain}`, 'client-ca-file': `${pki}/ca.crt`, 'tls-cert-file': `${pki}/apiserver.crt`, 'tls-private-key-file': `${pki}/apiserver.key`,
    'kubelet-client-certificate': `${pki}/apiserver-kubelet-client.crt`, 'kubelet-client-key': `${pki}/apiserver-kubelet-client.key`, 'enable-bootstrap-token-auth': 'true', 'secure-port': String(bindPort), 'allow-privileged': 'true',
    'kubelet-preferred-address-types': 'InternalIP,ExternalIP,Hostname', 'requestheader-username-headers': 'X-Remote-User', 'requestheader-group-headers': 'X-Remote-Group', 'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-client-ca-file': `${pki}/front-proxy-ca.crt`, 'requestheader-allowed-names': 'front-proxy-client', 'proxy-client-cert-file': `${pki}/front-proxy-client.crt`, 'proxy-client-key-file': `${pki}/front-proxy-client.key`, ...etcd, ...modes,
  }, more);
}

/** UsingExternalCA, whose errors are passed over. */
function hasExternalAuthority(machine: KubeadmMachine, { certificatesDir }: Configuration): boolean {
  try {
    return new CertificateStore(machine, certificatesDir).externalOf(CA);
  } catch {
    return false;
  }
}

function ofControllerManager(machine: KubeadmMachine, configuration: Configuration): readonly string[] {
  const { certificatesDir: pki, podSubnet, serviceSubnet, clusterName, extraArgs } = configuration;
  const kubeconfig = `${KUBERNETES_DIRECTORY}/controller-manager.conf`;
  const external = hasExternalAuthority(machine, configuration);
  return commandOf('kube-controller-manager', {
    'bind-address': '127.0.0.1', 'leader-elect': 'true', kubeconfig, 'authentication-kubeconfig': kubeconfig, 'authorization-kubeconfig': kubeconfig, 'client-ca-file': `${pki}/ca.crt`, 'requestheader-client-ca-file': `${pki}/front-proxy-ca.crt`,
    'root-ca-file': `${pki}/ca.crt`, 'service-account-private-key-file': `${pki}/sa.key`, 'cluster-signing-cert-file': external ? '' : `${pki}/ca.crt`, 'cluster-signing-key-file': external ? '' : `${pki}/ca.key`,
    'use-service-account-credentials': 'true', controllers: '*,bootstrapsigner,tokencleaner',
    ...(podSubnet === '' ? {} : { 'allocate-node-cidrs': 'true', 'cluster-cidr': podSubnet, ...(serviceSubnet === '' ? {} : { 'service-cluster-ip-range': serviceSubnet }) }), ...(clusterName === '' ? {} : { 'cluster-name': clusterName }),
  }, extraArgs['kube-controller-manager']);
}

function ofScheduler({ extraArgs }: Configuration): readonly string[] {
  const kubeconfig = `${KUBERNETES_DIRECTORY}/scheduler.conf`;
  return commandOf('kube-scheduler', { 'bind-address': '127.0.0.1', 'leader-elect': 'true', kubeconfig, 'authentication-kubeconfig': kubeconfig, 'authorization-kubeconfig': kubeconfig }, extraArgs['kube-scheduler']);
}

const CERTIFICATE_DIRECTORIES = ['/etc/pki/ca-trust', '/etc/pki/tls/certs', '/etc/ca-certificates', '/usr/share/ca-certificates', '/usr/local/share/ca-certificates'];
const SSL = '/etc/ssl/certs';
const directory = (name: string, path: string): Volume => ({ name, path, type: 'DirectoryOrCreate', readOnly: true });

/** getEtcdCertVolumes: the directories of an etcd's certificates that are not mounted anyway. */
function externalVolumes({ external, certificatesDir }: Configuration): readonly Volume[] {
  let kept: readonly string[] = [];
  for (const file of external === undefined ? [] : [external.caFile, external.certFile, external.keyFile]) {
    const at = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    if (at === '' || [...CERTIFICATE_DIRECTORIES, SSL, certificatesDir].some((known) => at.startsWith(known))) continue;
    if (!kept.some((one) => at.startsWith(one) && !one.startsWith(at))) kept = [...kept.filter((one) => !one.startsWith(at)), at].sort();
  }
  return kept.map((path, index) => directory(`etcd-certs-${index}`, path));
}

/** Volumes of one name: the last one counts. */
const merged = (volumes: readonly Volume[], extra: readonly HostMount[]): readonly Volume[] =>
  [...new Map([...volumes, ...extra.map(({ name, hostPath, mountPath, readOnly, pathType }) => ({ name, path: hostPath, mountPath, type: pathType, readOnly }))].map((volume) => [volume.name, volume])).values()];

const probeAddress = (address: string | undefined): string => (address === undefined ? '127.0.0.1' : address === '0.0.0.0' || address === '::' ? '' : address);

/** GetStaticPodSpecs. */
export function controlPlanePods(machine: KubeadmMachine, configuration: Configuration): Readonly<Record<ControlPlanePart, Json>> {
  const { imageRepository, kubernetesVersion, certificatesDir, advertiseAddress, bindPort, extraArgs, extraVolumes, extraEnvironment, patience } = configuration;
  const image = (name: string): string => `${imageRepository}/${name}:${kubernetesVersion.replaceAll('+', '_')}`;
  const trust = [directory('k8s-certs', certificatesDir), directory('ca-certs', SSL), ...CERTIFICATE_DIRECTORIES.filter((path) => isDirectory(machine, path)).map((path) => directory(path.slice(1).replaceAll('/', '-'), path))];
  const kubeconfig = (name: string): Volume => ({ name: 'kubeconfig', path: `${KUBERNETES_DIRECTORY}/${name}.conf`, type: 'FileOrCreate', readOnly: true });
  const part = (name: ControlPlanePart, cpu: string, port: number, host: string, paths: { readonly live: string; readonly ready?: string }, command: readonly string[], volumes: readonly Volume[], annotations?: Json): Json =>
    staticPod({
      name, image: image(name), command, requests: { cpu }, environment: extraEnvironment[name], patience, probed: { host, port, scheme: 'HTTPS', ...paths, startup: paths.live }, volumes: merged(volumes, extraVolumes[name]), ...(annotations === undefined ? {} : { annotations }),
    });
  return {
    'kube-apiserver': part('kube-apiserver', '250m', bindPort, advertiseAddress === '' ? '127.0.0.1' : probeAddress(advertiseAddress), { live: '/livez', ready: '/readyz' }, ofApiServer(machine, configuration), [...trust, ...externalVolumes(configuration)],
      { 'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint': `${advertiseAddress.includes(':') ? `[${advertiseAddress}]` : advertiseAddress}:${bindPort}` }),
    'kube-controller-manager': part('kube-controller-manager', '200m', 10257, probeAddress(argumentOf(extraArgs['kube-controller-manager'], 'bind-address')), { live: '/healthz' }, ofControllerManager(machine, configuration), [...trust, kubeconfig('controller-manager')]),
    'kube-scheduler': part('kube-scheduler', '100m', 10259, probeAddress(argumentOf(extraArgs['kube-scheduler'], 'bind-address')), { live: '/livez', ready: '/readyz' }, ofScheduler(configuration), [kubeconfig('scheduler')]),
  };
}
