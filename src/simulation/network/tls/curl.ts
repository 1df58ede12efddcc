import { chainOf, isAddress, isBefore, nameMatches } from './certificates';
import type { Certificate, Handshake } from './certificates';

export interface CurlResult {
  readonly exit: number;
  readonly stderr: string;
}

const failed = (message: string): CurlResult => ({ exit: 60, stderr: `curl: (60) ${message}` });
const problem = (message: string): CurlResult => failed(`SSL certificate problem: ${message}`);

/** ossl_verifyhost (curl lib/vtls/openssl.c): names of the certificate, and its common name only where it has no others. */
function isFor({ commonName = '', dnsNames = [], ipAddresses = [] }: Certificate, name: string): boolean {
  if (isAddress(name)) return ipAddresses.includes(name);
  if (dnsNames.length > 0) return dnsNames.some((pattern) => nameMatches(pattern, name));
  return ipAddresses.length === 0 && nameMatches(commonName, name);
}

/** What curl prints of a server's chain: OpenSSL builds it first, then looks at what its certificates are for, then at the times from the root down; the name comes last. */
export function verifyAsCurl(handshake: Handshake): CurlResult {
  const [leaf] = handshake.served;
  if (leaf === undefined) return failed('SSL: no certificate');
  const chain = chainOf(handshake);
  if (chain === undefined) return problem(leaf.issuer === leaf.name ? 'self-signed certificate' : 'unable to get local issuer certificate');
  if (leaf.isCA === true) return problem('unsuitable certificate purpose');
  for (const { notBefore, notAfter } of [...chain].reverse()) {
    if (isBefore(handshake.time, notBefore)) return problem('certificate is not yet valid');
    if (isBefore(notAfter, handshake.time)) return problem('certificate has expired');
  }
  return isFor(leaf, handshake.serverName) ? { exit: 0, stderr: '' } : failed(`SSL: no alternative certificate subject name matches target host name '${handshake.serverName}'`);
}
