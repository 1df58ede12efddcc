import type { CertificateSigningRequest } from '../../../api/generated/types/certificates.v1';
import { decodeBase64 } from '../../../api/go-template/base64';
import { humanDuration } from '../../../base/go/human-duration';
import type { CertificateRequest } from '../../../network/tls/der';
import { readRequest } from '../../../network/tls/request';
import { KubectlError } from '../../runtime/errors';
import { plain } from '../describer';
import { eventLines } from '../events';
import { formatLabels, line, rfc1123 } from '../text';

/** certificate.ParseCSR; bytes that there are none of are null. */
function parse(request: string | null | undefined): CertificateRequest {
  const found = readRequest(decodeBase64(request ?? ''));
  if ('error' in found) throw new KubectlError(`Error parsing CSR: ${found.error}`);
  return found;
}

const list = (name: string, values: readonly string[]): string => (values.length === 0 ? '' : `\t${name}:\t${values.join('\n\t\t')}\n`);

/** describeCertificateSigningRequest. */
export const describeSigningRequest = plain<CertificateSigningRequest>(({ metadata, spec, status }, { now, events }) => {
  const { subject, dnsNames, emails, uris, addresses } = parse(spec.request);
  const has = (wanted: string): boolean => (status?.conditions ?? []).some(({ type }) => type === wanted);
  const verdict = `${has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending'}${has('Failed') ? ',Failed' : ''}${(status?.certificate ?? '') === '' ? '' : ',Issued'}`;
  const alternatives = [list('DNS Names', dnsNames), list('Email Addresses', emails), list('URIs', uris), list('IP Addresses', addresses)].join('');
  return [
    line(0, 'Name', metadata.name), line(0, 'Labels', formatLabels(metadata.labels)), line(0, 'Annotations', formatLabels(metadata.annotations)), line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp)), line(0, 'Requesting User', spec.username),
    spec.signerName === '' ? '' : line(0, 'Signer', spec.signerName), spec.expirationSeconds === undefined ? '' : line(0, 'Requested Duration', humanDuration(spec.expirationSeconds * 1_000_000)), line(0, 'Status', verdict),
    `Subject:\n\tCommon Name:\t${subject.commonName.at(-1) ?? ''}\n\tSerial Number:\t${subject.serialNumber.at(-1) ?? ''}\n`, list('Organization', subject.organization), list('Organizational Unit', subject.organizationalUnit), list('Country', subject.country),
    list('Locality', subject.locality), list('Province', subject.province), list('StreetAddress', subject.streetAddress), list('PostalCode', subject.postalCode), alternatives === '' ? '' : `Subject Alternative Names:\n${alternatives}`, eventLines(events, now),
  ].join('');
});
