import type { CertificateSecret } from '../gateway/types';

/**
 * Of several certificates the one for a server name, by the names in them, as Traefik does (pkg/tls certificate_store.go GetBestCertificate): the name itself before
 * a wildcard, which stands for one label.
 */
export function byServerName(secrets: readonly CertificateSecret[], host: string): CertificateSecret | undefined {
  const wildcard = `*${host.slice(host.indexOf('.'))}`;
  for (const name of [host, wildcard]) {
    const found = secrets.find(({ certificate }) => certificate?.dnsNames.some((one) => one.toLowerCase() === name));
    if (found !== undefined) return found;
  }
  return undefined;
}
