/** `kubeadm init phase certs` (cmd/kubeadm/app/cmd/phases/init: certs.go; app/phases/certs; app/util/pkiutil). */
import { parseIp, parsePrefix } from '../../../base/ip';
import { formatTime } from '../../../base/time';
import type { Certificate } from '../../../network/tls/certificates';
import { verifyAsGo } from '../../../network/tls/go';
import { certificatePem, keyPem, readCertificate } from '../../../network/tls/pem';
import type { Configuration } from '../configuration';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';
import { CA, ETCD_CA, FRONT_PROXY_CA } from './list';
import type { Authority } from './list';
import { BACKDATE, CertificateStore } from './store';

interface AltNames {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

interface Spec {
  /** The phase. */
  readonly name: string;
  readonly file: string;
  readonly ca?: Authority;
  readonly commonName: string;
  /** Of a server. */
  names?(configuration: Configuration): AltNames;
}

/** The first address of a subnet, which the Service `kubernetes` has. */
function firstAddress(subnet: string): string {
  const network = parsePrefix(subnet.split(',')[0]!.trim());
  if (network === undefined) throw new KubeadmError(`unable to get first IP address from the given CIDR: ${subnet}`);
  const [address = ''] = subnet.split('/');
  return address.replace(/(\d+)$/, (last) => String(Number(last) + 1));
}

const isAddress = (name: string): boolean => parseIp(name) !== undefined;
const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

function withMore(names: AltNames, more: readonly string[]): AltNames {
  return { dnsNames: [...names.dnsNames, ...more.filter((one) => !isAddress(one))], ipAddresses: [...names.ipAddresses, ...more.filter(isAddress)] };
}

/** GetAPIServerAltNames. */
const ofApiServer = ({ nodeName, dnsDomain, serviceSubnet, advertiseAddress, controlPlaneEndpoint, certSANs }: Configuration): AltNames => withMore({
  dnsNames: [nodeName, 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc', `kubernetes.default.svc.${dnsDomain}`], ipAddresses: [firstAddress(serviceSubnet), advertiseAddress],
}, [...(controlPlaneEndpoint === '' ? [] : [controlPlaneEndpoint.replace(/:\d+$/, '')]), ...certSANs]);

/** getAltNames of etcd's servers. */
const ofEtcd = ({ nodeName, advertiseAddress }: Configuration, more: readonly string[]): AltNames => withMore({ dnsNames: [nodeName, 'localhost'], ipAddresses: [advertiseAddress, '127.0.0.1', '::1'] }, more);

const SPECS: readonly Spec[] = [
  { name: 'ca', file: 'ca', commonName: 'kubernetes' },
  { name: 'apiserver', file: 'apiserver', ca: CA, commonName: 'kube-apiserver', names: ofApiServer },
  { name: 'apiserver-kubelet-client', file: 'apiserver-kubelet-client', ca: CA, commonName: 'kube-apiserver-kubelet-client' },
  { name: 'front-proxy-ca', file: 'front-proxy-ca', commonName: 'front-proxy-ca' },
  { name: 'front-proxy-client', file: 'front-proxy-client', ca: FRONT_PROXY_CA, commonName: 'front-proxy-client' },
  { name: 'etcd-ca', file: 'etcd/ca', commonName: 'etcd-ca' },
  { name: 'etcd-server', file: 'etcd/server', ca: ETCD_CA, commonName: '', names: (configuration) => ofEtcd(configuration, configuration.etcdServerSANs) },
  { name: 'etcd-peer', file: 'etcd/peer', ca: ETCD_CA, commonName: '', names: (configuration) => ofEtcd(configuration, configuration.etcdPeerSANs) },
  { name: 'etcd-healthcheck-client', file: 'etcd/healthcheck-client', ca: ETCD_CA, commonName: 'kube-etcd-healthcheck-client' },
  { name: 'apiserver-etcd-client', file: 'apiserver-etcd-client', ca: ETCD_CA, commonName: 'kube-apiserver-etcd-client' },
];

class Phase {
  private readonly directory: string;

  constructor(
    private readonly machine: KubeadmMachine,
    private readonly configuration: Configuration,
    private readonly store: CertificateStore,
  ) {
    this.directory = configuration.certificatesDir;
  }

  private load(file: string): Certificate | undefined {
    const text = this.machine.files.read(`${this.directory}/${file}.crt`);
    return text === undefined ? undefined : readCertificate(text);
  }

  private has(file: string): boolean {
    return this.machine.files.read(file) !== undefined;
  }

  private write(file: string, certificate: Certificate): void {
    this.machine.files.write(`${this.directory}/${file}.key`, keyPem(certificate.name));
    this.machine.files.write(`${this.directory}/${file}.crt`, certificatePem(certificate));
  }

  private period(validity: number): Pick<Certificate, 'notBefore' | 'notAfter'> {
    const start = Math.floor(this.machine.now() / 1_000_000) * 1_000_000;
    return { notBefore: formatTime(start - BACKDATE), notAfter: formatTime(start + validity) };
  }

  private authority({ file, commonName }: Spec): void {
    const there = this.load(file);
    if (there !== undefined) {
      this.store.judgePeriod(file, there);
      this.machine.out(`[certs] Using existing ${file} ${this.has(`${this.directory}/${file}.key`) ? '' : 'keyless '}certificate authority\n`);
      return;
    }
    if (this.has(`${this.directory}/${file}.key`)) throw new KubeadmError(`couldn't write out "${commonName}" CA certificate: failure loading ${file} certificate: couldn't load the certificate file ${this.directory}/${file}.crt: open ${this.directory}/${file}.crt: no such file or directory`);
    this.machine.out(`[certs] Generating "${file}" certificate and key\n`);
    // A name of its own: another authority of the same title is not this one.
    const name = `${commonName} of ${formatTime(this.machine.now())}`;
    this.write(file, { name, issuer: name, commonName, isCA: true, ...this.period(this.configuration.caValidity) });
  }

  private verify(spec: Spec, certificate: Certificate, ca: Authority): void {
    const authority = this.store.authority(ca);
    this.store.judgePeriod(ca.file, authority);
    const problem = verifyAsGo({ served: [certificate], trusted: [authority], serverName: certificate.dnsNames?.[0] ?? certificate.ipAddresses?.[0] ?? '', time: formatTime(this.machine.now()) });
    if (problem !== null && !/ certificate is (?:not )?valid for|doesn't contain any IP SANs|not valid for any names|cannot validate certificate|relies on legacy Common Name/.test(problem)) throw new KubeadmError(`[certs] certificate ${spec.file} not signed by CA certificate ${ca.file}: ${problem}`);
  }

  private leaf(spec: Spec, ca: Authority): void {
    const there = this.load(spec.file);
    if (there !== undefined) {
      this.store.judgePeriod(spec.file, there);
      this.verify(spec, there, ca);
      this.machine.out(`[certs] Using existing ${spec.file} certificate and key on disk\n`);
      return;
    }
    if (!this.has(`${this.directory}/${ca.file}.crt`) && !this.has(`${this.directory}/${ca.file}.key`)) throw new KubeadmError(`couldn't load CA certificate ${ca.name}: couldn't load ${ca.file} certificate authority from ${this.directory}`);
    const authority = this.store.authority(ca);
    this.store.judgePeriod(ca.file, authority);
    const names = spec.names?.(this.configuration);
    const altNames = names === undefined ? undefined : { dnsNames: sorted(names.dnsNames), ipAddresses: [...new Set(names.ipAddresses)] };
    this.machine.out(`[certs] Generating "${spec.file}" certificate and key\n`);
    const commonName = spec.commonName === '' ? this.configuration.nodeName : spec.commonName;
    this.write(spec.file, { name: `${spec.name} of ${formatTime(this.machine.now())}`, issuer: authority.name, commonName, ...(altNames ?? {}), ...this.period(this.configuration.validity), notBefore: authority.notBefore });
    if (altNames !== undefined) this.machine.out(`[certs] ${spec.file} serving cert is signed for DNS names [${altNames.dnsNames.join(' ')}] and IPs [${altNames.ipAddresses.join(' ')}]\n`);
  }

  serviceAccounts(): void {
    if (this.has(`${this.directory}/sa.key`)) {
      this.machine.out('[certs] Using the existing "sa" key\n');
      return;
    }
    this.machine.out('[certs] Generating "sa" key and public key\n');
    const key = `sa of ${formatTime(this.machine.now())}`;
    this.machine.files.write(`${this.directory}/sa.key`, keyPem(key));
    this.machine.files.write(`${this.directory}/sa.pub`, keyPem(key).replaceAll('PRIVATE KEY', 'PUBLIC KEY'));
  }

  run(spec: Spec): void {
    const ofEtcdOnly = spec.ca === ETCD_CA || spec.name === 'etcd-ca';
    if (ofEtcdOnly && this.configuration.etcdDataDir === undefined) this.machine.out(`[certs] External etcd mode: Skipping ${spec.file} certificate${spec.ca === undefined ? ' authority' : ''} generation\n`);
    else if (spec.ca === undefined) this.authority(spec);
    else this.leaf(spec, spec.ca);
  }
}

/** Where an authority's key is somewhere else, all that it signs has to be there. */
function checkExternal(store: CertificateStore, hasAuthority: boolean, ca: Authority, what: string): void {
  if (!hasAuthority) return;
  try {
    store.externalOf(ca);
  } catch (error) {
    throw error instanceof KubeadmError ? new KubeadmError(`invalid or incomplete external ${what}: ${error.message}`) : error;
  }
}

/** One phase, or `all` of them. */
export function certificatePhase(machine: KubeadmMachine, configuration: Configuration, name: string): void {
  const store = new CertificateStore(machine, configuration.certificatesDir);
  checkExternal(store, store.authorityExists(CA), CA, 'CA');
  checkExternal(store, store.authorityExists(FRONT_PROXY_CA), FRONT_PROXY_CA, 'front-proxy CA');
  const phase = new Phase(machine, configuration, store);
  if (name === 'all') machine.out(`[certs] Using certificateDir folder "${configuration.certificatesDir}"\n`);
  for (const spec of SPECS.filter((one) => name === 'all' || one.name === name)) {
    try {
      phase.run(spec);
    } catch (error) {
      throw error instanceof KubeadmError ? new KubeadmError(`error execution phase certs/${spec.name}: ${error.message}`) : error;
    }
  }
  if (name === 'all' || name === 'sa') phase.serviceAccounts();
}
