/** A kubeconfig of kubeadm's (cmd/kubeadm/app/util/kubeconfig: CreateWithCerts, CreateWithToken), written as client-go's clientcmd.Write does. */
import { encodeBase64 } from '../../../base/go/base64';
import type { Certificate } from '../../../network/tls/certificates';
import { certificatePem, keyPem } from '../../../network/tls/pem';
import { sortedYaml } from '../../sorted';

export interface Wanted {
  readonly server: string;
  readonly cluster: string;
  readonly user: string;
  /** None: it is still to be signed. */
  readonly authority?: Certificate;
  readonly with: { readonly token: string } | { readonly certificate: Certificate } | { readonly key: string };
}

const data = (name: string, pem: string): Readonly<Record<string, string>> => ({ [name]: encodeBase64(pem) });

export function kubeconfigText({ server, cluster, user, authority, with: how }: Wanted): string {
  const name = `${user}@${cluster}`;
  const credentials = 'token' in how ? { token: how.token } : 'certificate' in how ? { ...data('client-certificate-data', certificatePem(how.certificate)), ...data('client-key-data', keyPem(how.certificate.name)) } : data('client-key-data', keyPem(how.key));
  return sortedYaml({
    apiVersion: 'v1', kind: 'Config', 'current-context': name, clusters: [{ name: cluster, cluster: { ...(authority === undefined ? {} : data('certificate-authority-data', certificatePem(authority))), server } }],
    contexts: [{ name, context: { cluster, user } }], users: [{ name: user, user: credentials }],
  });
}
