/** The certificates of an etcd with TLS, as kubeadm names them (cmd/kubeadm/app/phases/certs/certlist.go): one authority, and for each machine a server's, a peer's and a client's. */
import { ETCD_MEMBERS } from '../../components/types';
import type { Certificate } from '../../../network/tls/certificates';
import { certificatePem, keyPem, readCertificates } from '../../../network/tls/pem';
import type { Files } from '../../node/machine/written-files';
import { etcdAddress, settingOf } from './living';

const [BEGINS, ENDS, CA_ENDS] = ['2025-12-31T23:55:00Z', '2026-12-31T23:55:00Z', '2035-12-29T23:55:00Z'];

export const ETCD_CA: Certificate = { name: 'etcd-ca', issuer: 'etcd-ca', commonName: 'etcd-ca', isCA: true, notBefore: BEGINS, notAfter: CA_ENDS };

const leaf = (host: string, use: string, names: object): Certificate => ({ name: `${host}-etcd-${use}`, issuer: ETCD_CA.name, commonName: host, notBefore: BEGINS, notAfter: ENDS, ...names });

export function serverCertificate(host: string): Certificate {
  const at = ETCD_MEMBERS.findIndex((name) => name === host);
  return leaf(host, 'server', { dnsNames: [host, 'localhost'], ipAddresses: [etcdAddress(at), '127.0.0.1', '::1'] });
}

/** What a member shows to clients, and whose certificates it asks them for: the files of its settings, which it reads with each connection (etcd client/pkg/transport: TLSInfo). */
export function memberTls(files: Files): { readonly served: readonly Certificate[]; readonly clientRoots: readonly Certificate[] | undefined } {
  const at = (name: string): readonly Certificate[] => {
    const file = files[settingOf(files, name) ?? ''];
    return file?.kind === 'file' ? readCertificates(file.text) : [];
  };
  return { served: at('ETCD_CERT_FILE'), clientRoots: settingOf(files, 'ETCD_CLIENT_CERT_AUTH') === 'true' ? at('ETCD_TRUSTED_CA_FILE') : undefined };
}

/** By their paths. */
export function etcdCertificates(host: string): Readonly<Record<string, string>> {
  const pairs: readonly (readonly [string, Certificate])[] = [['server', serverCertificate(host)], ['peer', { ...serverCertificate(host), name: `${host}-etcd-peer` }], ['healthcheck-client', leaf(host, 'healthcheck-client', {})]];
  return {
    '/etc/etcd/pki/ca.crt': certificatePem(ETCD_CA),
    // The authority's key stays where kubeadm has made it.
    ...(host === ETCD_MEMBERS[0] ? { '/etc/etcd/pki/ca.key': keyPem(ETCD_CA.name) } : {}),
    ...Object.fromEntries(pairs.flatMap(([file, certificate]) => [[`/etc/etcd/pki/${file}.crt`, certificatePem(certificate)], [`/etc/etcd/pki/${file}.key`, keyPem(certificate.name)]])),
  };
}
