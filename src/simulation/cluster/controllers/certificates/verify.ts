/** What the signers of kubernetes.io ask of a request (pkg/apis/certificates/helpers.go; pkg/controller/certificates/signer). */
import type { CertificateRequest } from '../../../network/tls/der';

export const CLIENT = 'kubernetes.io/kube-apiserver-client';
export const KUBELET_CLIENT = 'kubernetes.io/kube-apiserver-client-kubelet';
export const KUBELET_SERVING = 'kubernetes.io/kubelet-serving';

const isSet = (usages: readonly string[], wanted: readonly string[]): boolean => new Set(usages).size === wanted.length && wanted.every((one) => usages.includes(one));

/** `usages`: the required ones, sorted as Go prints a set; keys that are no RSA keys cannot encipher others. */
const usageFault = (usages: readonly string[], wanted: readonly string[]): string | undefined =>
  isSet(usages, wanted) || isSet(usages, wanted.filter((one) => one !== 'key encipherment')) ? undefined : `usages did not match [${wanted.join(' ')}]`;

const organizationFault = ({ subject }: CertificateRequest): string | undefined =>
  subject.organization.length === 1 && subject.organization[0] === 'system:nodes' ? undefined : 'subject organization is not system:nodes';

const nameFault = ({ subject }: CertificateRequest): string | undefined => ((subject.commonName.at(-1) ?? '').startsWith('system:node:') ? undefined : 'subject common name does not begin with system:node:');

const notAllowed = (names: readonly string[], what: string): string | undefined => (names.length === 0 ? undefined : `${what} subjectAltNames are not allowed`);

/** ValidateKubeletServingCSR. */
const servingFault = (request: CertificateRequest, usages: readonly string[]): string | undefined =>
  organizationFault(request) ?? (request.dnsNames.length + request.addresses.length === 0 ? 'DNS or IP subjectAltName is required' : undefined) ?? notAllowed(request.emails, 'Email') ?? notAllowed(request.uris, 'URI')
  ?? usageFault(usages, ['digital signature', 'key encipherment', 'server auth']) ?? nameFault(request);

/** ValidateKubeletClientCSR. */
export const kubeletClientFault = (request: CertificateRequest, usages: readonly string[]): string | undefined =>
  organizationFault(request) ?? notAllowed(request.dnsNames, 'DNS') ?? notAllowed(request.emails, 'Email') ?? notAllowed(request.addresses, 'IP') ?? notAllowed(request.uris, 'URI')
  ?? nameFault(request) ?? usageFault(usages, ['client auth', 'digital signature', 'key encipherment']);

/** validAPIServerClientUsages. */
function clientFault(usages: readonly string[]): string | undefined {
  const other = usages.find((one) => !['digital signature', 'key encipherment', 'client auth'].includes(one));
  if (other !== undefined) return `invalid usage for client certificate: ${other}`;
  return usages.includes('client auth') ? undefined : 'missing required usage for client certificate: client auth';
}

/** Why a signer does not sign a request; `unknown`: it is none of the signers that the controller manager has. That for the legacy unknown is not asked in v1. */
export function signerFault(signer: string, request: CertificateRequest, usages: readonly string[]): string | 'unknown' | undefined {
  if (signer === CLIENT) return clientFault(usages);
  if (signer === KUBELET_CLIENT) return kubeletClientFault(request, usages);
  return signer === KUBELET_SERVING ? servingFault(request, usages) : 'unknown';
}
