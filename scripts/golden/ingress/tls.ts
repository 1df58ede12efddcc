import type { Certificate, Handshake } from '../../../src/simulation/network/tls/certificates';
import { verifyAsCurl } from '../../../src/simulation/network/tls/curl';
import { verifyAsGo } from '../../../src/simulation/network/tls/go';

interface Recorded extends Pick<Handshake, 'serverName' | 'time'> {
  readonly certificates: readonly Certificate[];
  readonly served: readonly string[];
  readonly trusted: readonly string[];
  readonly keyOf?: string;
}

export function replayTls({ certificates, served, trusted, keyOf, serverName, time }: Recorded): unknown {
  const named = (names: readonly string[]): readonly Certificate[] => names.flatMap((name) => certificates.find((one) => one.name === name) ?? []);
  if (keyOf !== undefined && keyOf !== served[0]) return { server: 'tls: private key does not match public key' };
  const handshake: Handshake = { served: named(served), trusted: named(trusted), serverName, time };
  return { go: verifyAsGo(handshake), curl: verifyAsCurl(handshake) };
}
