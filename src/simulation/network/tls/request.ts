/** Certificate signing requests as texts: real ones, in DER, and those that programs of this simulation make, with what is asked for as data (as pem.ts has certificates). */
import { base64Bytes, decodeBase64 } from '../../api/go-template/base64';
import { isObject } from '../../api/schema/walk';
import { encodeBase64 } from '../../base/go/base64';
import { readCertificateRequest } from './der';
import type { CertificateRequest } from './der';

/** What is asked for. */
export interface Wanted {
  readonly commonName?: string;
  readonly organizations?: readonly string[];
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  /** Which private key asks. */
  readonly key?: string;
}

export const requestPem = (wanted: Wanted): string => `-----BEGIN CERTIFICATE REQUEST-----\n${encodeBase64(JSON.stringify(wanted)).replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE REQUEST-----\n`;

const NOBODY = { commonName: [], serialNumber: [], country: [], locality: [], province: [], streetAddress: [], postalCode: [], organization: [], organizationalUnit: [] };

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

function ownRequest(body: string): (CertificateRequest & { readonly key?: string }) | undefined {
  try {
    const wanted: unknown = JSON.parse(decodeBase64(body.replaceAll('\n', '')));
    if (!isObject(wanted)) return undefined;
    const [commonName, key] = [textIn(wanted.commonName), textIn(wanted.key)];
    const subject = { ...NOBODY, commonName: commonName === undefined ? [] : [commonName], organization: textsIn(wanted.organizations) };
    return { subject, dnsNames: textsIn(wanted.dnsNames), emails: [], uris: [], addresses: textsIn(wanted.ipAddresses), ...(key === undefined ? {} : { key }) };
  } catch {
    return undefined;
  }
}

/** certificate.ParseCSR (pkg/apis/certificates): the request of a text, or what is wrong with it. */
export function readRequest(text: string): (CertificateRequest & { readonly key?: string }) | { readonly error: string } {
  const block = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([^-]*)-----END/.exec(text);
  if (block === null) return { error: 'PEM block type must be CERTIFICATE REQUEST' };
  const own = ownRequest(block[1] ?? '');
  if (own !== undefined) return own;
  try {
    return readCertificateRequest(base64Bytes(block[1] ?? ''));
  } catch (error) {
    if (error instanceof RangeError) return { error: 'asn1: syntax error: data truncated' };
    throw error;
  }
}
