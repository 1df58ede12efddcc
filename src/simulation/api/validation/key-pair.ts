import { printList } from '../../base/go/quote';
import { pemBlocks } from './pem';

const blockTypes = (text: string): readonly string[] => pemBlocks(text).map(({ type }) => type);

/**
 * What crypto/tls X509KeyPair finds wrong with a certificate and its key before it looks inside them; undefined when both have the block that they
 * need. The contents of the blocks are not parsed.
 */
export function keyPairError(certificate: string, key: string): string | undefined {
  const found = blockTypes(certificate);
  if (!found.includes('CERTIFICATE')) {
    if (found.length === 0) return 'tls: failed to find any PEM data in certificate input';
    if (found.length === 1 && found[0]?.endsWith('PRIVATE KEY') === true) return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched';
    return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: ${printList(found)}`;
  }
  const keys = blockTypes(key);
  if (keys.some((type) => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY'))) return undefined;
  if (keys.length === 0) return 'tls: failed to find any PEM data in key input';
  if (keys.length === 1 && keys[0] === 'CERTIFICATE') return 'tls: found a certificate rather than a key in the PEM for the private key';
  return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: ${printList(keys)}`;
}
