/** Certificate signing requests: who signs what was approved, what is approved by itself, and what is cleaned away (pkg/controller/certificates). */
import type { CertificateSigningRequest, CertificateSigningRequestCondition } from '../../../api/generated/types/certificates.v1';
import type { SubjectAccessReview } from '../../../api/generated/types/authorization.v1';
import type { ApiObject } from '../../../api';
import { decodeBase64 } from '../../../api/go-template/base64';
import { encodeBase64 } from '../../../base/go/base64';
import { byText } from '../../../base/ordered-map';
import { formatTime, parseTime } from '../../../base/time';
import { certificatePem, readCertificate, readCertificates } from '../../../network/tls/pem';
import { readRequest } from '../../../network/tls/request';
import type { CertificateRequest } from '../../../network/tls/der';
import { hasReason } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import type { Cluster } from '../../cluster-state';
import { KUBELET_CLIENT, kubeletClientFault, signerFault } from './verify';

const RESOURCE = 'certificatesigningrequests.certificates.k8s.io';
const SECOND = 1_000_000;
const [MINUTE, HOUR] = [60 * SECOND, 3600 * SECOND];
/** `--cluster-signing-duration`; what is asked for is at least ten minutes, and a certificate is dated back, its end too where it lasts long. */
const [TTL, SHORTEST, BACKDATE, SHORT] = [8760 * HOUR, 10 * MINUTE, 5 * MINUTE, 8 * HOUR];
/** Whose name an authority has that nobody has made anew. */
const AUTHORITY = 'kubernetes';

/** What was asked for; a CSR that holds no request is one that nobody can read, and has no specification where somebody sends none. */
const requestOf = ({ spec }: { readonly spec?: Partial<CertificateSigningRequest['spec']> }): ReturnType<typeof readRequest> => readRequest(decodeBase64(spec?.request ?? ''));

const conditionsOf = ({ status }: CertificateSigningRequest): readonly CertificateSigningRequestCondition[] => status?.conditions ?? [];
const has = (csr: CertificateSigningRequest, type: string): boolean => conditionsOf(csr).some((one) => one.type === type);

/** The authority of `--cluster-signing-cert-file`, on the machine of the controller manager's static Pod. */
function authorityOf(cluster: Cluster): { readonly name: string; readonly notAfter?: string } {
  for (const [, { manifests, root }] of byText.entries(cluster.machines)) {
    const pod = [...byText.entries(manifests)].map(([, one]) => one).find(({ metadata }) => metadata.name === 'kube-controller-manager');
    const path = /^--cluster-signing-cert-file=(.*)$/.exec(pod?.spec.containers[0]?.command?.find((word) => word.startsWith('--cluster-signing-cert-file=')) ?? '')?.[1];
    const file = path === undefined ? undefined : root?.[path];
    const [found] = file?.kind === 'file' ? readCertificates(file.text) : [];
    if (found !== undefined) return found;
  }
  return { name: AUTHORITY };
}

/** signer.sign (authority.PermissiveSigningPolicy): a certificate as the simulation has them, with no key's signature. */
function signed({ metadata, spec }: CertificateSigningRequest, { subject, dnsNames, addresses, key }: CertificateRequest & { readonly key?: string }, authority: ReturnType<typeof authorityOf>, now: number): string {
  const lasts = spec.expirationSeconds === undefined ? TTL : Math.min(TTL, Math.max(SHORTEST, spec.expirationSeconds * SECOND));
  const ends = formatTime(lasts < SHORT ? now + lasts : now + lasts - BACKDATE);
  const commonName = subject.commonName.at(-1);
  return certificatePem({
    name: `${metadata.name ?? ''} ${metadata.uid ?? ''}`, issuer: authority.name, ...(commonName === undefined ? {} : { commonName }), ...(subject.organization.length === 0 ? {} : { organizations: subject.organization }),
    ...(dnsNames.length === 0 ? {} : { dnsNames }), ...(addresses.length === 0 ? {} : { ipAddresses: addresses }),
    notBefore: formatTime(now - BACKDATE), notAfter: authority.notAfter !== undefined && authority.notAfter < ends ? authority.notAfter : ends, ...(key === undefined ? {} : { key }),
  });
}

/** Writes a subresource; who is gone or has changed by now is heard of again. */
function write({ client }: Work<null>, csr: CertificateSigningRequest, subresource: 'status' | 'approval'): void {
  try {
    client.update(csr, subresource);
  } catch (error) {
    if (!hasReason(error, 'NotFound') && !hasReason(error, 'Conflict')) throw error;
  }
}

/** signer.handle. */
function sign(key: string, work: Work<null>): void {
  const csr = work.view.get(RESOURCE, undefined, key);
  // CertificateController.syncFunc: who has a certificate needs no other.
  if (csr === undefined || (csr.status?.certificate ?? '') !== '' || !has(csr, 'Approved') || has(csr, 'Denied') || has(csr, 'Failed')) return;
  const request = requestOf(csr);
  if ('error' in request) return;
  const fault = signerFault(csr.spec.signerName, request, csr.spec.usages ?? []);
  if (fault === 'unknown') return;
  const failed = { type: 'Failed', status: 'True', reason: 'SignerValidationFailure', message: fault ?? '', lastUpdateTime: formatTime(work.now) } as CertificateSigningRequestCondition;
  const status = fault === undefined ? { ...csr.status, certificate: encodeBase64(signed(csr, request, authorityOf(work.cluster), work.now)) } : { ...csr.status, conditions: [...conditionsOf(csr), failed] };
  write(work, { ...csr, status }, 'status');
}

const RECOGNIZED = [
  { subresource: 'selfnodeclient', self: true, message: 'Auto approving self kubelet client certificate after SubjectAccessReview.' },
  { subresource: 'nodeclient', self: false, message: 'Auto approving kubelet client certificate after SubjectAccessReview.' },
];

/** sarApprover.handle: client certificates of kubelets, for who may have them. */
function approve(key: string, work: Work<null>): void {
  const csr = work.view.get(RESOURCE, undefined, key);
  if (csr === undefined || (csr.status?.certificate ?? '') !== '' || has(csr, 'Approved') || has(csr, 'Denied') || csr.spec?.signerName !== KUBELET_CLIENT) return;
  const request = requestOf(csr);
  if ('error' in request || kubeletClientFault(request, csr.spec.usages ?? []) !== undefined) return;
  const { username = '', uid, groups, extra } = csr.spec;
  for (const { subresource, self, message } of RECOGNIZED) {
    if (self && username !== request.subject.commonName.at(-1)) continue;
    const review = {
      apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', metadata: {},
      spec: { user: username, ...(uid === undefined ? {} : { uid }), ...(groups === undefined ? {} : { groups }), ...(extra === undefined ? {} : { extra }), resourceAttributes: { group: 'certificates.k8s.io', resource: 'certificatesigningrequests', verb: 'create', subresource, version: '*' } },
    } as SubjectAccessReview;
    if (work.client.create(review as ApiObject as SubjectAccessReview).status?.allowed !== true) continue;
    const approved = { type: 'Approved', status: 'True', reason: 'AutoApproved', message, lastUpdateTime: formatTime(work.now) } as CertificateSigningRequestCondition;
    write(work, { ...csr, status: { ...csr.status, conditions: [...conditionsOf(csr), approved] } }, 'approval');
    return;
  }
}

/** CSRCleanerController.handle: an hour after it was decided, a day after it was asked for or approved without being signed, or when the certificate has ended. */
function isOver(csr: CertificateSigningRequest, now: number): boolean {
  const older = (time: string | undefined, than: number): boolean => time !== undefined && now - (parseTime(time) ?? now) > than;
  const certificate = csr.status?.certificate ?? '';
  const conditions = conditionsOf(csr);
  if (conditions.length === 0) return older(csr.metadata.creationTimestamp, 24 * HOUR);
  return conditions.some(({ type, lastUpdateTime }) =>
    type === 'Approved' ? older(lastUpdateTime, certificate === '' ? 24 * HOUR : HOUR) || (certificate !== '' && older(readCertificate(decodeBase64(certificate))?.notAfter, 0)) : (type === 'Denied' || type === 'Failed') && older(lastUpdateTime, HOUR));
}

const CLEAN = '';

function clean(_key: string, work: Work<null>): void {
  const all = work.view.list(RESOURCE);
  const over = all.filter((csr) => isOver(csr, work.now));
  for (const { metadata: { name = '' } } of over) {
    try {
      work.client.delete({ apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name } });
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
    }
  }
  if (all.length > over.length) work.enqueueAfter(CLEAN, HOUR);
}

const made = (name: string, reconcile: Controller<null>['reconcile']): Controller<null> => ({
  name, user: controllerUser('certificate-controller'), memory: null, reconcile,
  handlers: {
    [RESOURCE]: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(object.metadata.name ?? '');
    },
  },
});

/** CSRSigningController: one here for the signers of kubernetes.io, of which each has its own upstream. */
export const csrSigningController = made('csrsigning', sign);

/** NewCSRApprovingController. */
export const csrApprovingController = made('csrapproving', approve);

/** NewCSRCleanerController. It looks each hour while there is something to look at; upstream each hour since it began. */
export const csrCleanerController: Controller<null> = {
  ...made('csrcleaner', clean),
  handlers: {
    [RESOURCE]: ({ type }, desk) => {
      if (type === 'ADDED') desk.enqueueAfter(CLEAN, HOUR);
    },
  },
};
