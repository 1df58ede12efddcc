/** What a certificate signing request says of who asks (crypto/x509 ParseCertificateRequest), as far as a description shows it. */

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly end: number;
}

/** One element of DER. Throws a RangeError for what is none. */
function elementAt(bytes: Uint8Array, at: number): Element {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) throw new RangeError('DER ends early');
  const count = first < 0x80 ? 0 : first & 0x7f;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + count;
  if (start + length > bytes.length) throw new RangeError('DER ends early');
  return { tag, content: bytes.slice(start, start + length), end: start + length };
}

function elements(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const one = elementAt(bytes, at);
    found.push(one);
    at = one.end;
  }
  return found;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const NAMES: Readonly<Record<string, keyof Subject>> = {
  '550403': 'commonName', '550405': 'serialNumber', '550406': 'country', '550407': 'locality', '550408': 'province', '550409': 'streetAddress', '550411': 'postalCode', '55040a': 'organization', '55040b': 'organizationalUnit',
};

export interface Subject {
  readonly commonName: readonly string[];
  readonly serialNumber: readonly string[];
  readonly country: readonly string[];
  readonly locality: readonly string[];
  readonly province: readonly string[];
  readonly streetAddress: readonly string[];
  readonly postalCode: readonly string[];
  readonly organization: readonly string[];
  readonly organizationalUnit: readonly string[];
}

export interface CertificateRequest {
  readonly subject: Subject;
  readonly dnsNames: readonly string[];
  readonly emails: readonly string[];
  readonly uris: readonly string[];
  readonly addresses: readonly string[];
}

function subjectOf(name: Uint8Array): Subject {
  const found: Record<keyof Subject, string[]> = { commonName: [], serialNumber: [], country: [], locality: [], province: [], streetAddress: [], postalCode: [], organization: [], organizationalUnit: [] };
  for (const set of elements(name)) {
    for (const pair of elements(set.content)) {
      const [type, value] = elements(pair.content);
      const field = NAMES[hex(type?.content ?? new Uint8Array())];
      if (field !== undefined && value !== undefined) found[field].push(text(value.content));
    }
  }
  return found;
}

const address = (bytes: Uint8Array): string => (bytes.length === 4 ? Array.from(bytes).join('.') : Array.from({ length: 8 }, (_, at) => (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16)).join(':'));

const EXTENSION_REQUEST = '2a864886f70d01090e';
const ALTERNATIVE_NAMES = '551d11';

/** The subject alternative names among a request's attributes. */
function alternativeNames(attributes: Uint8Array): readonly Element[] {
  for (const attribute of elements(attributes)) {
    const [type, values] = elements(attribute.content);
    if (hex(type?.content ?? new Uint8Array()) !== EXTENSION_REQUEST || values === undefined) continue;
    for (const extension of elements(values.content).flatMap(({ content }) => elements(content))) {
      const parts = elements(extension.content);
      if (hex(parts[0]?.content ?? new Uint8Array()) === ALTERNATIVE_NAMES) return elements(elementAt(parts.at(-1)?.content ?? new Uint8Array(), 0).content);
    }
  }
  return [];
}

/** Reads the DER of a request. Throws a RangeError where it is none. */
export function readCertificateRequest(der: Uint8Array): CertificateRequest {
  const [info] = elements(elementAt(der, 0).content);
  const [, subject, , attributes] = elements(info?.content ?? new Uint8Array());
  if (subject === undefined) throw new RangeError('DER ends early');
  const names = attributes === undefined ? [] : alternativeNames(attributes.content);
  const of = (kind: number): readonly Uint8Array[] => names.filter(({ tag }) => (tag & 0x1f) === kind).map(({ content }) => content);
  return { subject: subjectOf(subject.content), dnsNames: of(2).map(text), emails: of(1).map(text), uris: of(6).map(text), addresses: of(7).map(address) };
}
