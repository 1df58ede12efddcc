/** Certificates as data, and what clients say of a chain of them: Go's crypto/x509 (verify.go) and curl with OpenSSL 3 (crypto/x509/x509_vfy.c). */

export interface Certificate {
  readonly name: string;
  /** Another's `name`, or its own. */
  readonly issuer: string;
  readonly commonName?: string;
  /** Of a client: its groups. */
  readonly organizations?: readonly string[];
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  /** RFC 3339. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly isCA?: boolean;
  /** Which private key belongs to it; its own name where nothing is said. */
  readonly key?: string;
}

export interface Handshake {
  /** What the server sends, its own first. */
  readonly served: readonly Certificate[];
  /** The client's roots. */
  readonly trusted: readonly Certificate[];
  /** The name or address that was asked for. */
  readonly serverName: string;
  /** Now, RFC 3339. */
  readonly time: string;
}

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|:/;
export const isAddress = (name: string): boolean => ADDRESS.test(name);

/** Seconds since 1970 are compared, so the form of the texts may differ. */
export const isBefore = (a: string, b: string): boolean => a < b;

/** Whether a pattern of a certificate stands for a name: a wildcard for exactly one label, the first. */
export function nameMatches(pattern: string, name: string): boolean {
  const [wanted, asked] = [pattern.toLowerCase().replace(/\.$/, '').split('.'), name.toLowerCase().replace(/\.$/, '').split('.')];
  return wanted.length === asked.length && wanted.every((label, index) => label === asked[index] || (index === 0 && label === '*' && asked[0] !== ''));
}

/** The chain from a certificate up to a trusted one: by issuers, through what was served. */
export function chainOf({ served, trusted }: Pick<Handshake, 'served' | 'trusted'>): readonly Certificate[] | undefined {
  const walk = (one: Certificate, path: readonly Certificate[]): readonly Certificate[] | undefined => {
    if (trusted.some(({ name }) => name === one.name)) return path;
    const issuers = [...trusted, ...served.slice(1)].filter(({ name, isCA }) => name === one.issuer && isCA === true);
    for (const issuer of issuers) {
      if (path.some(({ name }) => name === issuer.name)) continue;
      const found = walk(issuer, [...path, issuer]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const [leaf] = served;
  return leaf === undefined ? undefined : walk(leaf, [leaf]);
}
