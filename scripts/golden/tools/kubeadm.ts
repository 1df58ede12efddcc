import { decodeBase64 } from '@site/src/simulation/api/go-template/base64';
import { encodeBase64 } from '@site/src/simulation/base/go/base64';
import { parseTime } from '@site/src/simulation/base/time';
import type { Certificate } from '@site/src/simulation/network/tls/certificates';
import { certificatePem, keyPem, readCertificate } from '@site/src/simulation/network/tls/pem';
import { runKubeadm } from '@site/src/simulation/tools/kubeadm';
import { MANIFESTS_DIRECTORY } from '@site/src/simulation/tools/kubeadm/constants';
import type { Host, KubeadmMachine } from '@site/src/simulation/tools/kubeadm';
import { Disk } from './disk';
import { KubeadmWorld } from './kubeadm-world';
import type { RecordedCluster } from './kubeadm-world';

type Argv = readonly string[];

interface Input {
  readonly now: string;
  readonly hostname?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly pki?: Readonly<Record<string, string | null>>;
  readonly commands: readonly (Argv | { readonly argv: Argv; readonly stdin?: string })[];
  /** Of `kubeadmCluster`. */
  readonly cluster?: RecordedCluster;
  readonly but?: string;
  readonly kubelet?: string | null;
  readonly runtime?: boolean;
  readonly ports?: readonly number[];
  readonly paths?: readonly string[];
  readonly swap?: boolean;
  readonly forward?: string;
  readonly kernel?: { readonly missing?: readonly string[] };
  readonly cgroup1?: boolean;
  readonly user?: number;
}

const HOME = '/home/learner';
const PKI = '/etc/kubernetes/pki';
/** When the certificates of the recordings were made. */
const MADE = '2026-06-01T11:55:00Z';
const AUTHORITIES = ['ca', 'front-proxy-ca', 'etcd/ca'];

const authorityOf = (name: string): string => (name.startsWith('etcd/') || name === 'apiserver-etcd-client' ? 'etcd/ca' : name === 'front-proxy-client' ? 'front-proxy-ca' : 'ca');
const pathOf = (name: string): string => (name.endsWith('.conf') ? `/etc/kubernetes/${name}` : `${PKI}/${name}.crt`);

const SERVER = 'https://10.0.0.11:6443';

const kubeconfig = (name: string, certificate: Certificate, caEnd: string): string => `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${encodeBase64(certificatePem({ name: 'ca', issuer: 'ca', notBefore: MADE, notAfter: caEnd, isCA: true }))}
    server: ${SERVER}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: ${name}
  name: ${name}
current-context: ${name}
kind: Config
users:
- name: ${name}
  user:
    client-certificate-data: ${encodeBase64(certificatePem(certificate))}
`;

/** The machine's disk: certificates as their ends say, and what else there is. */
function diskOf({ files = {}, pki = {}, paths = [] }: Input): Disk {
  const disk = new Disk(HOME, files);
  for (const [name, end] of Object.entries(pki)) {
    if (end === null) continue;
    const isCA = AUTHORITIES.includes(name);
    const certificate: Certificate = { name, issuer: isCA ? name : authorityOf(name), notBefore: MADE, notAfter: end, ...(isCA ? { isCA } : {}) };
    if (name.endsWith('.conf')) disk.write(pathOf(name), kubeconfig(name, certificate, pki['ca'] ?? ''));
    else {
      disk.write(pathOf(name), certificatePem(certificate));
      if (pki[`${name} key`] !== null) disk.write(`${PKI}/${name}.key`, keyPem(name));
    }
  }
  for (const path of paths) disk.write(path, '');
  return disk;
}

function ends(disk: Disk, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => {
    const text = disk.read(pathOf(name));
    const data = /client-certificate-data: (\S+)/.exec(text ?? '')?.[1];
    const certificate = text === undefined ? undefined : readCertificate(data === undefined ? text : decodeBase64(data));
    return certificate === undefined ? [] : [[name, certificate.notAfter] as const];
  }));
}

const normal = (text: string): string => text
  .replace(/^(W\d{4} [\d:.]+) +\d+ (\w+\.go):\d+\]/gm, '$1 <pid> $2]').replaceAll('6.12.0', '<kernel>').replace(/(kubeadm-upgraded-manifests)\d+/g, '$1<n>').replace(/sha256:[0-9a-f]{64}/g, 'sha256:<hash>')
  .replace(/^[0-9a-f]{64}$/gm, '<64 hexadecimal digits>').replace(/(certificate-authority-data|client-certificate-data|client-key-data): \S+/g, '$1: <base64>');

function hostOf(input: Input, hostname: string): Host {
  return {
    hostname, address: '10.0.0.11', user: input.user ?? 0, ...(typeof input.kubelet === 'string' ? { kubelet: input.kubelet } : {}), runtime: input.runtime ?? true, ports: input.ports ?? [], swap: input.swap ?? false, forward: input.forward ?? '1',
    kernel: { version: '6.12.0', missing: input.kernel?.missing ?? [] }, cgroup: input.cgroup1 === true ? 1 : 2, cpus: 2, memory: 4096,
  };
}

/** One command line: what it prints, with every token that it made up itself hidden. */
function run(machine: Omit<KubeadmMachine, 'out' | 'err' | 'stdin'>, command: Input['commands'][number], pass: () => void) {
  const [argv, stdin] = 'argv' in command ? [command.argv, command.stdin ?? ''] : [command, ''];
  let [stdout, stderr] = ['', ''];
  const steps = runKubeadm({ ...machine, stdin, out: (text) => { stdout += text; }, err: (text) => { stderr += text; } }, argv.slice(1));
  let next = steps.next();
  while (next.done !== true) {
    pass();
    next = steps.next();
  }
  const typed = argv.join(' ');
  const hidden = (text: string): string => text.replace(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, (token) => (typed.includes(token) || !/ token (?:create|generate)|config migrate/.test(typed) ? token : '<token>'));
  const certificate = typed.startsWith('kubeadm kubeconfig user') ? clientOf(stdout) : undefined;
  const { notBefore = '', notAfter = '' } = certificate ?? {};
  return { stdout: hidden(normal(stdout)), stderr: normal(stderr), exit: next.value, ...(certificate === undefined ? {} : { certificate: { notBefore, notAfter, subject: subjectOf(certificate), issuer: 'CN=kubernetes' } }) };
}

/** The subject as OpenSSL's RFC 2253 form has it: the last first, several groups of one rank too. */
function subjectOf({ commonName, organizations = [] }: Certificate): string {
  const groups = [...organizations].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).reverse();
  return `CN=${commonName ?? ''}${groups.length === 0 ? '' : `,${groups.map((group) => `O=${group}`).join('+')}`}`;
}

/** The client's certificate in a kubeconfig. */
function clientOf(text: string): Certificate | undefined {
  const data = /client-certificate-data: (\S+)/.exec(text)?.[1];
  return data === undefined ? undefined : readCertificate(decodeBase64(data));
}

const TRUST = ['/usr/share/ca-certificates', '/usr/local/share/ca-certificates'];

const argvOf = (command: Input['commands'][number]): Argv => ('argv' in command ? command.argv : command);

export function replayKubeadm(input: Input): unknown {
  const disk = diskOf(input);
  // The recorded machine had what init's kubelet phases do not touch.
  if (input.pki?.['ca'] != null) disk.write('/etc/kubernetes/kubelet.conf', kubeconfig('kubelet', { name: 'kubelet', issuer: 'ca', notBefore: MADE, notAfter: input.pki['ca'] }, input.pki['ca']));
  for (const path of TRUST) disk.makeDirectory(path);
  const there = new Set([...disk.under('/etc'), ...disk.under(HOME)]);
  const machine = { now: () => parseTime(input.now) ?? 0, files: disk, directory: HOME, environment: {}, host: hostOf(input, input.hostname ?? 'cp-1') };
  const commands = input.commands.map((command) => run(machine, command, () => undefined));
  const argvs = input.commands.map(argvOf);
  const before = Object.keys(input.pki ?? {}).filter((name) => !name.endsWith(' key'));
  const after = ends(disk, before);
  const hasKeys = Object.values(input.pki ?? {}).every((end) => end !== null);
  const isRenewed = hasKeys && argvs.some(([, ...words]) => words[0] === 'certs' && words[1] === 'renew') && commands.every(({ exit }) => exit === 0);
  const makes = argvs.every(([, ...words]) => words.slice(0, 3).join(' ') === 'init phase certs');
  const fresh = (): readonly string[] => [...disk.under('/etc'), ...disk.under(HOME)].filter((file) => !there.has(file)).sort();
  const files = argvs[0]![2] === 'generate-csr' && commands[0]!.exit === 0;
  const configs = argvs[0]!.slice(1, 5).join(' ') === 'init phase kubeconfig all' && commands[0]!.exit === 0;
  const writes = argvs.every(([, ...words]) => words[0] === 'init' && ['control-plane', 'etcd'].includes(words[2] ?? ''));
  return {
    commands, ...(isRenewed || (makes && hasKeys && input.pki !== undefined && !argvs.some((words) => words[4] === 'all')) ? { pki: after } : {}), ...(makes && input.pki === undefined ? { files: disk.under('/etc').filter((file) => !there.has(file)) } : {}),
    ...(files || configs ? { files: fresh() } : {}),
    ...(configs ? { subjects: Object.fromEntries(fresh().flatMap((path) => { const made = clientOf(disk.read(path) ?? ''); return made === undefined ? [] : [[path.slice(path.lastIndexOf('/') + 1), subjectOf(made)] as const]; })) } : {}),
    ...(writes ? { manifests: Object.fromEntries(disk.under(MANIFESTS_DIRECTORY).map((path) => [path, disk.read(path)])) } : {}),
  };
}

/** As the recorded cluster's certificates are where nothing else is said. */
const FRESH: Readonly<Record<string, string>> = {
  ...Object.fromEntries(AUTHORITIES.map((name) => [name, '2036-05-29T12:00:00Z'])),
  ...Object.fromEntries(['apiserver', 'apiserver-kubelet-client', 'front-proxy-client', 'apiserver-etcd-client', 'etcd/server', 'etcd/peer', 'etcd/healthcheck-client', 'admin.conf', 'super-admin.conf', 'controller-manager.conf', 'scheduler.conf'].map((name) => [name, '2027-06-01T12:00:00Z'])),
};

/** What is said in words to be otherwise. */
function otherwise(but: string) {
  const ran = /^`kubeadm token create (\S+) --ttl (\S+)` was run two days ago$/.exec(but);
  return {
    notReady: [/^(\S+) is NotReady$/.exec(but)?.[1]].flatMap((name) => name ?? []), maps: [/^no ConfigMap kube-system\/(\S+)$/.exec(but)?.[1]].flatMap((name) => name ?? []), gone: /^(\/\S+) does not exist$/.exec(but)?.[1], host: /^run on (\S+)$/.exec(but)?.[1],
    coredns: /^the Deployment coredns has the tag (\S+)$/.exec(but)?.[1], token: ran === null ? undefined : { token: ran[1]!, ttl: ran[2]! },
  };
}

const NODE_FILES = { '/var/lib/kubelet/config.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n', '/var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///var/run/containerd/containerd.sock"\n' };

/** kubeadm against a running cluster. */
export function replayKubeadmCluster(input: Input): unknown {
  const { cluster, but = '' } = input;
  if (cluster === undefined) return undefined;
  const { notReady, maps, gone, host, coredns, token } = otherwise(but);
  const hostname = host ?? input.hostname ?? 'cp-1';
  const worker = !hostname.startsWith('cp-');
  const disk = diskOf({ ...input, pki: worker ? {} : (input.pki ?? FRESH), files: { ...NODE_FILES, ...(worker ? { '/etc/kubernetes/kubelet.conf': kubeconfig('kubelet', { name: 'kubelet', issuer: 'ca', notBefore: MADE, notAfter: FRESH['apiserver']! }, FRESH['ca']!) } : {}), ...input.files } });
  const base = { now: () => parseTime(input.now) ?? 0, files: disk, directory: HOME, environment: {}, host: { ...hostOf(input, hostname), kubelet: cluster.nodes[hostname] ?? cluster.apiServer } };
  const silent: KubeadmMachine = { ...base, stdin: '', out: () => undefined, err: () => undefined };
  const tokens = [...cluster.tokens, ...(token === undefined ? [] : [{ ...token, created: cluster.tokens[0]?.created ?? input.now }])];
  const world = new KubeadmWorld(input.now, { ...cluster, tokens }, silent, input.files?.['kubeadm.yaml'] ?? '', { maps, notReady, ...(coredns === undefined ? {} : { coredns }) });
  if (worker) for (const path of disk.under(MANIFESTS_DIRECTORY)) disk.remove(path);
  if (gone !== undefined) disk.remove(gone);
  const there = new Set([...disk.under('/etc'), ...disk.under('/var')]);
  const commands = input.commands.map((command) => {
    const answer = run({ ...base, ask: world.ask, serverVersion: world.serverVersion }, command, () => world.pass());
    world.next();
    return answer;
  });
  const first = argvOf(input.commands[0]!);
  const [, verb, what] = first;
  const done = commands[0]!.exit === 0;
  const fresh = [...disk.under('/etc'), ...disk.under('/var')].filter((file) => !there.has(file)).sort();
  const made = done && verb === 'token' && what === 'create' && !first.includes('--dry-run') && !first.includes('--print-join-command');
  const applied = done && verb === 'upgrade' && what === 'apply';
  return {
    commands,
    ...(applied && input.pki === undefined ? { images: world.images(), kubernetesVersion: world.kubernetesVersion(), kubelets: world.kubelets() } : {}),
    ...(applied && input.pki !== undefined ? { pki: ends(disk, Object.keys(input.pki).filter((name) => !name.endsWith(' key'))) } : {}),
    ...(applied && input.pki !== undefined && !first.includes('--certificate-renewal=false') ? { files: fresh.map((file) => file.replace(/\d{4}(?:-\d\d){5}/, '<time>')) } : {}),
    ...(done && first.slice(1).join(' ') === 'upgrade node' ? { files: fresh } : {}), ...(made ? { secrets: world.secrets() } : {}),
  };
}
