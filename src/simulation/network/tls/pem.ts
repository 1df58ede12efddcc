/**
 * Certificates and keys as texts. What stands between the lines of a file here is the certificate as data, not its DER: files can be copied, shown and read again, but `openssl` outside of
 * this simulation cannot read them.
 */
import { decodeBase64 } from '../../api/go-template/base64';
import { encodeBase64 } from '../../base/go/base64';
import type { Certificate } from './certificates';

const encoded = (value: unknown): string => encodeBase64(JSON.stringify(value));
const lines = (text: string): string => text.replace(/.{64}(?=.)/g, '$&\n');
const block = (type: string, value: unknown): string => `-----BEGIN ${type}-----\n${lines(encoded(value))}\n-----END ${type}-----\n`;

export const certificatePem = (certificate: Certificate): string => block('CERTIFICATE', certificate);
export const keyPem = (key: string): string => block('PRIVATE KEY', key);

function read(type: string, text: string): unknown {
  const found = new RegExp(`-----BEGIN (?:[A-Z]+ )?${type}-----\n([^-]*)\n-----END`).exec(text);
  if (found === null) return undefined;
  try {
    return JSON.parse(decodeBase64(found[1]!.replaceAll('\n', '')));
  } catch {
    return undefined;
  }
}

/** undefined: no certificate stands there. */
export function readCertificate(text: string): Certificate | undefined {
  const found = read('CERTIFICATE', text);
  return typeof found === 'object' && found !== null && 'name' in found ? (found as Certificate) : undefined;
}

export function readKey(text: string): string | undefined {
  const found = read('PRIVATE KEY', text);
  return typeof found === 'string' ? found : undefined;
}

/** The certificates of a text, in their order. */
export const readCertificates = (text: string): readonly Certificate[] => (text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []).flatMap((one) => readCertificate(one) ?? []);
