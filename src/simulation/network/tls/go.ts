import { chainOf, isAddress, isBefore, nameMatches } from './certificates';
import type { Certificate, Handshake } from './certificates';

/** Certificate.isValid: the time of one certificate of a chain. */
function timeError({ notBefore, notAfter }: Certificate, time: string): string | undefined {
  const error = (what: string): string => `x509: certificate has expired or is not yet valid: current time ${time} is ${what}`;
  if (isBefore(time, notBefore)) return error(`before ${notBefore}`);
  return isBefore(notAfter, time) ? error(`after ${notAfter}`) : undefined;
}

/** HostnameError: the name is none of the certificate's. The common name counts for nothing where there is no other name either. */
function nameError({ commonName = '', dnsNames = [], ipAddresses = [] }: Certificate, name: string): string | undefined {
  if (isAddress(name)) {
    if (ipAddresses.includes(name)) return undefined;
    if (ipAddresses.length === 0) return `x509: cannot validate certificate for ${name} because it doesn't contain any IP SANs`;
    return `x509: certificate is valid for ${ipAddresses.join(', ')}, not ${name}`;
  }
  if (dnsNames.some((pattern) => nameMatches(pattern, name))) return undefined;
  if (dnsNames.length === 0 && ipAddresses.length === 0 && nameMatches(commonName, name)) return 'x509: certificate relies on legacy Common Name field, use SANs instead';
  return dnsNames.length === 0 ? `x509: certificate is not valid for any names, but wanted to match ${name}` : `x509: certificate is valid for ${dnsNames.join(', ')}, not ${name}`;
}

/** The same of who connects, who is asked for no name (crypto/tls processCertsFromClient; apiserver authentication/request/x509). */
export function clientProblem(certificate: Certificate, trusted: readonly Certificate[], time: string): string | null {
  const own = timeError(certificate, time);
  if (own !== undefined) return own;
  const chain = chainOf({ served: [certificate], trusted });
  return chain === undefined ? 'x509: certificate signed by unknown authority' : (chain.slice(1).map((one) => timeError(one, time)).find((error) => error !== undefined) ?? null);
}

/** Certificate.Verify (crypto/x509 verify.go): its own time, then its name, then a chain and the times of that; null: valid. */
export function verifyAsGo(handshake: Handshake): string | null {
  const [leaf] = handshake.served;
  if (leaf === undefined) return 'tls: no certificates configured';
  const own = timeError(leaf, handshake.time) ?? nameError(leaf, handshake.serverName);
  if (own !== undefined) return own;
  const chain = chainOf(handshake);
  if (chain === undefined) return 'x509: certificate signed by unknown authority';
  for (const one of chain.slice(1)) {
    const error = timeError(one, handshake.time);
    if (error !== undefined) return error;
  }
  return null;
}
