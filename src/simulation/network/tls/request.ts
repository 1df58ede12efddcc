/** Certificate signing requests as texts: real ones, in DER, and those that programs of this simulation make, with what is asked for as data (as pem.ts has certificates). */
import { decodeBase64 } from '../../api/go-template/base64';
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

const NOBODY = { commonName: [], serialNumber: [], country: [], locality: [], province: [], streetAddress: [], postalCode: [], organization: [], organizationalUnit: [] };

function ownRequest(body: string): (CertificateRequest & { readonly key?: string }) | undefined {
  try {
    const { commonName, organizations = [], dnsNames = [], ipAddresses = [], key } = JSON.parse(decodeBase64(body.replaceAll('\n', ''))) as Wanted;
    return { subject: { ...NOBODY, commonName: commonName === undefined ? [] : [commonName], organization: organizations }, dnsNames, emails: [], uris: [], addresses: ipAddresses, ...(key === undefined ? {} : { key }) };
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
    return readCertificateRequest(bytesOf(block[1] ?? ''));
  } catch (error) {
    if (error instanceof RangeError) return { error: 'asn1: syntax error: data truncated' };
    throw error;
  }
}
