/** Certificates on the disk, and what kubeadm checks of them (app/phases/certs: certs.go; app/util/pkiutil). */
import { toJson } from '../../../api/manifest/json';
import { decodeBase64 } from '../../../api/go-template/base64';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { parseDocument } from '../../../api/yaml';
import { encodeBase64 } from '../../../base/go/base64';
import { formatTime, parseTime } from '../../../base/time';
import type { Certificate } from '../../../network/tls/certificates';
import { certificatePem, keyPem, readCertificate } from '../../../network/tls/pem';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import type { Authority, Leaf } from './list';

const KUBERNETES = '/etc/kubernetes';
/** How long before now an authority begins, µs; what it signs begins with it. */
export const BACKDATE = 5 * 60 * 1_000_000;

const goTime = (text: string): string => text.replace('T', ' ').replace('Z', ' +0000 UTC');

export class CertificateStore {
  /** A period is judged once. */
  private readonly judged = new Set<string>();

  constructor(
    private readonly machine: KubeadmMachine,
    private readonly directory: string,
  ) {}

  private pathOf(leaf: Leaf): string {
    return leaf.kubeconfig === true ? `${KUBERNETES}/${leaf.file}` : `${this.directory}/${leaf.file}.crt`;
  }

  exists = (leaf: Leaf): boolean => this.machine.files.read(this.pathOf(leaf)) !== undefined;
  authorityExists = ({ file }: Authority): boolean => this.machine.files.read(`${this.directory}/${file}.crt`) !== undefined;

  /** pkiutil.TryLoadCertFromDisk. */
  private load(file: string): Certificate {
    const path = `${this.directory}/${file}.crt`;
    const text = this.machine.files.read(path);
    if (text === undefined) throw new KubeadmError(`couldn't load the certificate file ${path}: open ${path}: no such file or directory`);
    const certificate = readCertificate(text);
    if (certificate === undefined) throw new KubeadmError(`couldn't load the certificate file ${path}: error reading ${path}: data does not contain any valid RSA or ECDSA certificates`);
    return certificate;
  }

  private loadFor(what: string, file: string): Certificate {
    try {
      return this.load(file);
    } catch (error) {
      throw error instanceof KubeadmError ? new KubeadmError(`${what}: ${error.message}`) : error;
    }
  }

  /** CheckCertificatePeriodValidity. */
  judgePeriod(name: string, { notBefore, notAfter }: Certificate): void {
    if (this.judged.has(name)) return;
    this.judged.add(name);
    const now = formatTime(this.machine.now());
    const problem = now < notBefore ? 'the certificate is not valid yet' : now > notAfter ? 'the certificate has expired' : undefined;
    if (problem !== undefined) warn(this.machine, 'certs.go:474', `WARNING: could not validate bounds for certificate ${name}: ${problem}: NotBefore: ${goTime(notBefore)}, NotAfter: ${goTime(notAfter)}`);
  }

  /** UsingExternalCA and its like: the authority's key is somewhere else. */
  externalOf(ca: Authority): boolean {
    const certificate = this.loadFor(`failure loading certificate for ${ca.title}`, ca.file);
    this.judgePeriod(ca.title, certificate);
    if (certificate.isCA === false) throw new KubeadmError(`certificate ${ca.title} is not a CA`);
    if (this.machine.files.read(`${this.directory}/${ca.file}.key`) !== undefined) return false;
    for (const [file, title] of ca.signed) {
      const authority = this.loadFor(`failure loading certificate authority for ${title}`, ca.file);
      this.judgePeriod(title, authority);
      const signed = this.loadFor(`failure loading certificate for ${title}`, file);
      if (signed.issuer !== authority.name) throw new KubeadmError(`certificate ${title} is not signed by corresponding CA`);
    }
    return true;
  }

  /** Manager.IsExternallyManaged. */
  isExternal(ca: Authority): boolean {
    try {
      return this.externalOf(ca);
    } catch (error) {
      throw error instanceof KubeadmError ? new KubeadmError(`Error checking external CA condition for ${ca.file} certificate authority: ${error.message}`) : error;
    }
  }

  authority(ca: Authority): Certificate {
    return this.load(ca.file);
  }

  private kubeconfigOf(leaf: Leaf): Readonly<Record<string, unknown>> {
    const tree = parseDocument(this.machine.files.read(this.pathOf(leaf)) ?? '');
    return objectOf(tree === undefined ? undefined : toJson(tree));
  }

  read(leaf: Leaf): Certificate {
    if (leaf.kubeconfig !== true) return this.loadFor(`failed to load existing certificate ${leaf.file}`, leaf.file);
    const [user] = listOf(this.kubeconfigOf(leaf)['users']).map((one) => objectOf(objectOf(one)['user']));
    const certificate = readCertificate(decodeBase64(textOf(user?.['client-certificate-data'])));
    if (certificate === undefined) throw new KubeadmError(`failed to load kubeConfig file ${this.pathOf(leaf)}`);
    return certificate;
  }

  /** Renews a certificate of an authority whose key is here. */
  renew(leaf: Leaf, validity: number): void {
    const before = this.read(leaf);
    const authority = this.loadFor(`failure loading ${leaf.ca.file} certificate authority`, leaf.ca.file);
    this.judgePeriod(leaf.ca.file, authority);
    const start = Math.floor(this.machine.now() / 1_000_000) * 1_000_000;
    const renewed: Certificate = { ...before, issuer: authority.name, notBefore: authority.notBefore, notAfter: formatTime(start + validity) };
    const { files } = this.machine;
    if (leaf.kubeconfig !== true) {
      files.write(this.pathOf(leaf), certificatePem(renewed));
      files.write(`${this.directory}/${leaf.file}.key`, keyPem(renewed.name));
      return;
    }
    const text = files.read(this.pathOf(leaf)) ?? '';
    files.write(this.pathOf(leaf), text.replace(/(client-certificate-data: ?)\S+/, (_, key: string) => `${key}${encodeBase64(certificatePem(renewed))}`));
  }
}

/** Seconds until a certificate ends; below zero where it has. */
export const residualSeconds = ({ notAfter }: Certificate, now: number): number => Math.trunc(((parseTime(notAfter) ?? 0) - now) / 1_000_000);
