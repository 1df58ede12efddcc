/** The checks of a node before it becomes one of a cluster (cmd/kubeadm/app/preflight: checks.go). */
import { isOlder, majorOf, minorOf, mustParseVersion, parseSemanticVersion } from '../../../base/version';
import { isDirectory } from '../../machine';
import { MINIMUM_KUBELET_MINOR, MINOR } from '../constants';
import type { Configuration } from '../configuration';
import { KubeadmError, within } from '../machine';
import type { KubeadmMachine } from '../machine';
import { GOOD, runChecks, wrong } from './run';
import type { Check } from './run';
import { verifySystem } from './system';

const KUBELET_PORT = 10250;
const MANIFESTS = '/etc/kubernetes/manifests';
const dashed = (path: string): string => path.replaceAll('/', '-');

const there = ({ files }: KubeadmMachine, path: string): boolean => files.read(path) !== undefined || files.list(path) !== undefined;

const portOpen = (port: number): Check => ({ name: `Port-${port}`, run: ({ host }) => (host.ports.includes(port) ? wrong(`Port ${port} is in use`) : GOOD) });
const fileAvailable = (path: string): Check => ({ name: `FileAvailable-${dashed(path)}`, run: (machine) => (there(machine, path) ? wrong(`${path} already exists`) : GOOD) });
const fileExisting = (path: string): Check => ({ name: 'ExternalEtcdClientCertificates', run: (machine) => (there(machine, path) ? GOOD : wrong(`${path} doesn't exist`)) });
const directoryAvailable = (path: string): Check => ({ name: `DirAvailable-${dashed(path)}`, run: (machine) => (isDirectory(machine, path) && (machine.files.list(path) ?? []).length > 0 ? wrong(`${path} is not empty`) : GOOD) });

const cpus: Check = { name: 'NumCPU', run: ({ host }) => (host.cpus < 2 ? wrong(`the number of available CPUs ${host.cpus} is less than the required 2`) : GOOD) };
const memory: Check = { name: 'Mem', run: ({ host }) => (host.memory < 1700 ? wrong(`the system RAM (${host.memory} MB) is less than the minimum 1700 MB`) : GOOD) };

const kubernetesVersion = (text: string): Check => ({
  name: 'KubernetesVersion',
  run() {
    const wanted = parseSemanticVersion(text);
    if ('error' in wanted) return wrong(`couldn't parse Kubernetes version ${JSON.stringify(text)}: ${wanted.error}`);
    if (isOlder(wanted.version, mustParseVersion(`1.${MINOR + 1}.0-0`))) return GOOD;
    return { warnings: [`Kubernetes version is greater than kubeadm version. Please consider to upgrade kubeadm. Kubernetes version: ${text.replace(/^v/, '')}. Kubeadm version: 1.${MINOR}.x`] };
  },
});

const noRuntime = (socket: string): string => `could not connect to the container runtime: failed to create new CRI runtime service: validate service connection: validate CRI v1 runtime API for endpoint "${socket}": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix ${socket.replace(/^unix:\/\//, '')}: connect: no such file or directory"`;
const runtime = (name: string, socket: string): Check => ({ name, run: ({ host }) => (host.runtime ? GOOD : wrong(noRuntime(socket))) });

const swap: Check = {
  name: 'Swap',
  run: ({ host }) => (host.swap ? { warnings: ['swap is supported for cgroup v2 only. The kubelet must be properly configured to use swap. Please refer to https://kubernetes.io/docs/concepts/architecture/nodes/#swap-memory, or disable swap on the node'] } : GOOD),
};

const NO_KUBELET = "couldn't get kubelet version: cannot execute 'kubelet --version': executable file not found in $PATH";

const system: Check = {
  name: 'SystemVerification',
  run(machine) {
    if (machine.host.kubelet === undefined) return wrong(NO_KUBELET);
    const { report, warnings, errors } = verifySystem(machine.host, machine.host.kubelet);
    if (errors.length > 0) machine.out(`[preflight] The system verification failed. Printing the output from the verification:\n${report}`);
    return { warnings, errors };
  },
};

const kubeletVersion = (wanted: string): Check => ({
  name: 'KubeletVersion',
  run({ host }) {
    if (host.kubelet === undefined) return wrong(NO_KUBELET);
    const kubelet = parseSemanticVersion(host.kubelet);
    if ('error' in kubelet) return wrong(`couldn't get kubelet version: ${kubelet.error}`);
    const shown = host.kubelet.replace(/^v/, '');
    if (isOlder(kubelet.version, mustParseVersion(`1.${MINIMUM_KUBELET_MINOR}.0`))) return wrong(`Kubelet version "${shown}" is lower than kubeadm can support. Please upgrade kubelet`);
    if (wanted === '') return GOOD;
    const server = parseSemanticVersion(wanted);
    if ('error' in server) return wrong(`couldn't parse Kubernetes version ${JSON.stringify(wanted)}: ${server.error}`);
    if (majorOf(kubelet.version) <= majorOf(server.version) && minorOf(kubelet.version) <= minorOf(server.version)) return GOOD;
    return wrong(`the kubelet version is higher than the control plane version. This is not a supported version skew and may lead to a malfunctional cluster. Kubelet version: "${shown}" Control plane version: "${wanted.replace(/^v/, '')}"`);
  },
});

/** systemd does not know the unit as enabled. */
const service: Check = { name: 'Service-kubelet', run: () => ({ warnings: ["kubelet service is not enabled, please run 'systemctl enable kubelet.service'"] }) };

const FORWARD = '/proc/sys/net/ipv4/ip_forward';
const forwarding: Check = { name: `FileContent-${dashed(FORWARD)}`, run: ({ host }) => (host.forward.startsWith('1') ? GOOD : wrong(`${FORWARD} contents are not set to 1`)) };

/** addCommonChecks. */
const common = (version: string, socket: string): readonly Check[] => [runtime('CRI', socket), runtime('ContainerRuntimeVersion', socket), swap, system, kubeletVersion(version), service, portOpen(KUBELET_PORT)];

/** InitNodeChecks. */
const ofInit = (configuration: Configuration): readonly Check[] => [
  cpus, memory, kubernetesVersion(configuration.kubernetesVersion), portOpen(configuration.bindPort), portOpen(10259), portOpen(10257),
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].map((name) => fileAvailable(`${MANIFESTS}/${name}.yaml`)), ...common(configuration.kubernetesVersion, configuration.criSocket),
  ...([configuration.serviceSubnet, configuration.podSubnet, configuration.advertiseAddress].some((one) => /\d+\.\d+\.\d+\.\d+/.test(one)) ? [forwarding] : []),
  ...(configuration.etcdDataDir === undefined ? configuration.etcdFiles.map(fileExisting) : [portOpen(2379), portOpen(2380), directoryAvailable(configuration.etcdDataDir)]),
];

/** JoinNodeChecks of a worker. */
const ofJoin = (configuration: Configuration): readonly Check[] => [
  fileAvailable('/etc/kubernetes/kubelet.conf'), fileAvailable('/etc/kubernetes/bootstrap-kubelet.conf'), ...common('', configuration.criSocket), fileAvailable(configuration.caCertPath),
  ...(/^\d+\.\d+\.\d+\.\d+:/.test(configuration.apiServerEndpoint) ? [forwarding] : []),
];

export const root: Check = { name: 'IsPrivilegedUser', run: ({ host }) => (host.user === 0 ? GOOD : wrong('user is not running as root')) };

/** ValidateIgnorePreflightErrors. */
export function ignoredErrors(given: readonly string[], configured: readonly string[]): ReadonlySet<string> {
  const all = new Set([...given, ...configured].map((name) => name.toLowerCase()));
  if (all.has('all') && all.size > 1) throw new KubeadmError(`ignore-preflight-errors: Invalid value: ${JSON.stringify([...all].sort().join(','))}: don't specify individual checks if 'all' is used`);
  return all;
}

/** Whoever is not root hears of nothing else. */
const checkNode = (machine: KubeadmMachine, checks: readonly Check[], ignored: ReadonlySet<string>): void => within('error execution phase preflight', () => {
  runChecks(machine, [root], ignored);
  runChecks(machine, checks, ignored);
});

/** RunUpgradeChecks. */
export const upgradeChecks = (socket: string): readonly Check[] => [system, runtime('ContainerRuntimeVersion', socket)];

/** Before `kubeadm init`; the images are taken to be there. */
export function checkBeforeInit(machine: KubeadmMachine, configuration: Configuration, ignored: ReadonlySet<string>, dryRun: boolean): void {
  machine.out('[preflight] Running pre-flight checks\n');
  checkNode(machine, ofInit(configuration), ignored);
  machine.out(dryRun ? "[preflight] Would pull the required images (like 'kubeadm config images pull')\n"
    : "[preflight] Pulling images required for setting up a Kubernetes cluster\n[preflight] This might take a minute or two, depending on the speed of your internet connection\n[preflight] You can also perform this action beforehand using 'kubeadm config images pull'\n");
}

/** Before `kubeadm join` of a worker. */
export function checkBeforeJoin(machine: KubeadmMachine, configuration: Configuration, ignored: ReadonlySet<string>): void {
  machine.out('[preflight] Running pre-flight checks\n');
  checkNode(machine, ofJoin(configuration), ignored);
}
