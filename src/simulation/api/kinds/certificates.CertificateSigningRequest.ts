import { quote } from '../../base/go/quote';
import { semanticEqual } from '../equal';
import { duplicate, forbidden, invalid, invalidNamed, notSupported, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { certificatesV1, certificatesV1Resources } from '../generated/schema/certificates.v1';
import type { CertificateSigningRequest, CertificateSigningRequestCondition, CertificateSigningRequestSpec } from '../generated/types/certificates.v1';
import { base64Bytes } from '../go-template/base64';
import { defineKind } from '../kind';
import { byteLength, dns1123LabelErrors, dns1123SubdomainErrors } from '../names';
import { signingRequestStrategy } from '../strategy/simple';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { pemBlocks } from '../validation/pem';

const USAGES = 'any,cert sign,client auth,code signing,content commitment,crl sign,data encipherment,decipher only,digital signature,email protection,encipher only,ipsec end system,ipsec tunnel,ipsec user,key agreement,key encipherment,microsoft sgc,netscape sgc,ocsp signing,s/mime,server auth,signing,timestamping'.split(',');
const DECISIONS = ['Approved', 'Denied'];
const ONLY_TRUE = [...DECISIONS, 'Failed'];
const SHORTEST_S = 600;
const [MAX_DOMAIN, MAX_SIGNER] = [253, 571];
const PATH = 'status.conditions';

type Conditions = readonly Partial<CertificateSigningRequestCondition>[];

const conditionsOf = (csr: CertificateSigningRequest | undefined): Conditions => csr?.status?.conditions ?? [];
const ofType = (conditions: Conditions, wanted: string): Conditions => conditions.filter(({ type = '' }) => type === wanted);
const has = (conditions: Conditions, wanted: string): boolean => ofType(conditions, wanted).length > 0;
const repeats = (list: readonly string[], i: number): boolean => list.indexOf(list[i] ?? '') < i;
const decoded = (text: string | undefined) => pemBlocks(new TextDecoder().decode(base64Bytes(text ?? '')));

/** ParseCSR, but for what stands inside the block. */
const isRequest = (request: string | undefined): boolean => decoded(request).find(({ body }) => /^[A-Za-z0-9+/=\s]*$/.test(body))?.type === 'CERTIFICATE REQUEST';

/** validateCertificate, likewise. */
function certificateError(text: string): string | undefined {
  const blocks = decoded(text);
  const other = blocks.find(({ type }) => type !== 'CERTIFICATE');
  if (other !== undefined) return `only CERTIFICATE PEM blocks are allowed, found ${quote(other.type)}`;
  return text === '' || blocks.length > 0 ? undefined : 'must contain at least one CERTIFICATE PEM block';
}

/** ValidateSignerName (pkg/apis/core/validation). */
export function signerNameErrors(name: string, path: string): FieldError[] {
  const [domain = '', rest = '', ...more] = name.split('/');
  if (name === '') return [required(path)];
  if (more.length > 0 || !name.includes('/')) return [invalid(path, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  const each = (text: string, check: (label: string) => readonly string[]): FieldError[] => {
    const label = text.split('.').find((one) => check(one).length > 0);
    return label === undefined ? [] : check(label).map((words) => invalid(path, text, `validating label ${quote(label)}: ${words}`));
  };
  return [
    ...(byteLength(domain) > MAX_DOMAIN ? [tooLong(path, MAX_DOMAIN)] : []),
    ...each(domain, dns1123LabelErrors),
    ...(domain.includes('.') ? [] : [invalid(path, domain, 'should be a domain with at least two segments separated by dots')]),
    ...each(rest, (label) => dns1123SubdomainErrors(label)),
    ...(byteLength(name) > MAX_SIGNER ? [tooLong(path, MAX_SIGNER)] : []),
  ];
}

/** validateConditions; what the stored request has wrong already is let be. */
function conditionErrors(conditions: Conditions, old: Conditions): FieldError[] {
  const types = conditions.map(({ type = '' }) => type);
  const before = old.map(({ type = '' }) => type);
  const [both, twice, empty] = [DECISIONS.every((type) => before.includes(type)), before.some((_, i) => repeats(before, i)), before.includes('')];
  return conditions.flatMap(({ type = '', status = '' }, i) => {
    const at = `${PATH}[${i}]`;
    const allowed = ONLY_TRUE.includes(type) ? ['True'] : ['False', 'True', 'Unknown'];
    const other = DECISIONS.includes(type) ? DECISIONS.find((one) => one !== type) : undefined;
    return [
      ...(type === '' && !empty ? [required(`${at}.type`)] : []),
      ...(status === '' ? [required(`${at}.status`)] : allowed.includes(status) ? [] : [notSupported(`${at}.status`, status, allowed)]),
      ...(!both && other !== undefined && types.slice(0, i).includes(other) ? [invalidNamed(PATH, type, 'Approved and Denied conditions are mutually exclusive')] : []),
      ...(!twice && repeats(types, i) ? [duplicate(`${at}.type`, type)] : []),
    ];
  });
}

/** validateCertificateSigningRequest (pkg/apis/certificates/validation). */
function validateRequest(csr: CertificateSigningRequest, old?: CertificateSigningRequest): FieldError[] {
  const { request, usages = [], signerName = '', expirationSeconds: seconds }: Partial<CertificateSigningRequestSpec> = csr.spec ?? {};
  const before = old?.spec?.usages ?? [];
  const { certificate = '' } = csr.status ?? {};
  const stored = old?.status?.certificate ?? '';
  const wrong = old !== undefined && (certificate === stored || certificateError(stored) !== undefined) ? undefined : certificateError(certificate);
  const [anyUsage, twice] = [before.some((one) => !USAGES.includes(one)), before.some((_, i) => repeats(before, i))];
  const legacy = 'kubernetes.io/legacy-unknown';
  return [
    ...validateKubeMeta(csr.metadata, { namespaced: false, name: () => [] }),
    ...(isRequest(request) ? [] : [request === undefined ? invalid('spec.request', null, 'PEM block type must be CERTIFICATE REQUEST') : invalidNamed('spec.request', request, 'PEM block type must be CERTIFICATE REQUEST')]),
    ...(usages.length === 0 ? [required('spec.usages')] : []),
    ...usages.flatMap((usage, i) => (anyUsage || USAGES.includes(usage) ? [] : [notSupported(`spec.usages[${i}]`, usage, USAGES)])),
    ...usages.flatMap((usage, i) => (!twice && repeats(usages, i) ? [duplicate(`spec.usages[${i}]`, usage)] : [])),
    ...(signerName === legacy && old?.spec?.signerName !== legacy ? [invalid('spec.signerName', signerName, 'the legacy signerName is not allowed via this API version')] : signerNameErrors(signerName, 'spec.signerName')),
    ...(seconds !== undefined && seconds < SHORTEST_S ? [invalid('spec.expirationSeconds', seconds, 'may not specify a duration less than 600 seconds (10 minutes)')] : []),
    ...conditionErrors(conditionsOf(csr), conditionsOf(old)),
    ...(wrong === undefined ? [] : [invalid('status.certificate', '<certificate data>', wrong)]),
  ];
}

/** validateCertificateSigningRequestUpdate: `door` is the one subresource through which a decision, or a certificate, comes. */
const updateErrors =
  (door: '' | 'status' | 'approval') =>
  (csr: CertificateSigningRequest, old: CertificateSigningRequest): FieldError[] => {
    const [now, before] = [conditionsOf(csr), conditionsOf(old)];
    const [certificate, stored] = [csr.status?.certificate ?? '', old.status?.certificate ?? ''];
    const fewer = (type: string): boolean => ofType(now, type).length < ofType(before, type).length;
    const more = (type: string): boolean => ofType(now, type).length > ofType(before, type).length;
    const changed = door !== 'status' ? 'updates may not set certificate content' : stored === '' ? undefined : 'updates may not modify existing certificate content';
    return [
      ...validateRequest(csr, old),
      ...ONLY_TRUE.filter((type) => has(before, type) && fewer(type)).map((type) => forbidden(PATH, `updates may not remove a condition of type ${quote(type)}`)),
      ...(door === 'approval' ? [] : DECISIONS.filter(more).map((type) => forbidden(PATH, `updates may not add a condition of type ${quote(type)}`))),
      ...(semanticEqual(certificate, stored) || changed === undefined ? [] : [forbidden('status.certificate', changed)]),
      ...validateKubeMetaUpdate(csr.metadata, old.metadata),
    ];
  };

/** preserveConditionInstances: a decision stays as it was made. */
function decided(conditions: readonly CertificateSigningRequestCondition[], old: Conditions): readonly CertificateSigningRequestCondition[] {
  return conditions.map((one) => {
    const [now, before] = [ofType(conditions, one.type), ofType(old, one.type)];
    return DECISIONS.includes(one.type) && now.length === before.length ? (before[now.indexOf(one)] as CertificateSigningRequestCondition) : one;
  });
}

export const signingRequestKind = defineKind<CertificateSigningRequest>({
  group: certificatesV1,
  resources: certificatesV1Resources,
  kind: 'CertificateSigningRequest',
  strategy: signingRequestStrategy,
  resetFields: [['spec'], ['status']],
  validateCreate: (csr) => validateRequest(csr),
  validateUpdate: updateErrors(''),
  status: {
    prepareForUpdate: (csr, old) => ({ ...csr, spec: old.spec, ...(csr.status?.conditions === undefined ? {} : { status: { ...csr.status, conditions: decided(csr.status.conditions, conditionsOf(old)) } }) }),
    resetFields: [['spec'], ['status', 'conditions']],
    validateUpdate: updateErrors('status'),
  },
  approval: {
    prepareForUpdate: ({ status, ...csr }, old) => ({ ...csr, spec: old.spec, status: { ...old.status, ...(status?.conditions === undefined ? {} : { conditions: status.conditions }) } }),
    resetFields: [['spec'], ['status', 'certificate']],
    validateUpdate: updateErrors('approval'),
  },
});
