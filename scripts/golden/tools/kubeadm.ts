import { decodeBase64 } from '@site/src/simulation/api/go-template/base64';
import { encodeBase64 } from '@site/src/simulation/base/go/base64';
import { parseTime } from '@site/src/simulation/base/time';
import type { Certificate } from '@site/src/simulation/network/tls/certificates';
import { certificatePem, keyPem, readCertificate } from '@site/src/simulation/network/tls/pem';
import { runKubeadm } from '@site/src/simulation/tools/kubeadm';
import type { Host, KubeadmMachine } from '@site/src/simulation/tools/kubeadm';
import { Disk } from './disk';

interface Input {
  readonly now: string;
  readonly hostname?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly pki?: Readonly<Record<string, string | null>>;
  readonly commands: readonly (readonly string[])[];
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

/** The machine's disk: certificates as their ends say, and what else there is. */
function diskOf({ files = {}, pki = {}, paths = [] }: Input): Disk {
  const disk = new Disk(HOME, files);
  for (const [name, end] of Object.entries(pki)) {
    if (end === null) continue;
    const isCA = AUTHORITIES.includes(name);
    const certificate: Certificate = { name, issuer: isCA ? name : authorityOf(name), notBefore: MADE, notAfter: end, ...(isCA ? { isCA } : {}) };
    if (name.endsWith('.conf')) disk.write(pathOf(name), `apiVersion: v1\nkind: Config\nusers:\n- name: ${name}\n  user:\n    client-certificate-data: ${encodeBase64(certificatePem(certificate))}\n`);
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

const normal = (text: string): string => text.replace(/^(W\d{4} [\d:.]+) +\d+ (\w+\.go):\d+\]/gm, '$1 <pid> $2]').replaceAll('6.12.0', '<kernel>');

export function replayKubeadm(input: Input): unknown {
  const disk = diskOf(input);
  const there = new Set(disk.under('/etc'));
  const host: Host = {
    hostname: input.hostname ?? 'cp-1', address: '10.0.0.11', user: input.user ?? 0, ...(typeof input.kubelet === 'string' ? { kubelet: input.kubelet } : {}), runtime: input.runtime ?? true, ports: input.ports ?? [], swap: input.swap ?? false, forward: input.forward ?? '1',
    kernel: { version: '6.12.0', missing: input.kernel?.missing ?? [] }, cgroup: input.cgroup1 === true ? 1 : 2, cpus: 2, memory: 4096,
  };
  const commands = input.commands.map((argv) => {
    let [stdout, stderr] = ['', ''];
    const machine: KubeadmMachine = { now: () => parseTime(input.now) ?? 0, files: disk, directory: HOME, environment: {}, stdin: '', host, out: (text) => { stdout += text; }, err: (text) => { stderr += text; } };
    const exit = runKubeadm(machine, argv.slice(1));
    return { stdout: normal(stdout), stderr: normal(stderr), exit };
  });
  const before = Object.keys(input.pki ?? {}).filter((name) => !name.endsWith(' key'));
  const after = ends(disk, before);
  const hasKeys = Object.values(input.pki ?? {}).every((end) => end !== null);
  const isRenewed = hasKeys && input.commands.some(([, ...words]) => words[0] === 'certs' && words[1] === 'renew') && commands.every(({ exit }) => exit === 0);
  const makes = input.commands.every(([, ...words]) => words.slice(0, 3).join(' ') === 'init phase certs');
  return { commands, ...(isRenewed || (makes && hasKeys && input.pki !== undefined && !input.commands.some((words) => words[4] === 'all')) ? { pki: after } : {}), ...(makes && input.pki === undefined ? { files: disk.under('/etc').filter((file) => !there.has(file)) } : {}) };
}
