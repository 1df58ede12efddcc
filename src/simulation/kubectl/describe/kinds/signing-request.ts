import type { CertificateSigningRequest } from '../../../api/generated/types/certificates.v1';
import { decodeBase64 } from '../../../api/go-template/base64';
import { humanDuration } from '../../../base/go/human-duration';
import { KubectlError } from '../../runtime/errors';
import { plain } from '../describer';
import { eventLines } from '../events';
import { readCertificateRequest } from '../parts/der';
import type { CertificateRequest } from '../parts/der';
import { formatLabels, line, rfc1123 } from '../text';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOf(base64: string): Uint8Array {
  let [bits, count] = [0, 0];
  const bytes: number[] = [];
  for (const char of base64) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** certificate.ParseCSR. */
function parse(request: string): CertificateRequest {
  const block = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([^-]*)-----END/.exec(decodeBase64(request));
  if (block === null) throw new KubectlError('Error parsing CSR: PEM block type must be CERTIFICATE REQUEST');
  try {
    return readCertificateRequest(bytesOf(block[1] ?? ''));
  } catch (error) {
    if (error instanceof RangeError) throw new KubectlError('Error parsing CSR: asn1: syntax error: data truncated');
    throw error;
  }
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
