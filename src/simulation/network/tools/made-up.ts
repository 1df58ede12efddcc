import { formatTime } from '../../base/time';
import type { Certificate as Whole } from '../tls/certificates';
import type { Certificate } from './types';

const YEAR = 365 * 86_400_000_000;

/** The whole of a certificate of which no more than its names is known: a program has made it for itself, or somebody whom the world trusts. `now`: µs since 1970. */
export function madeUp({ names, issuer, id }: Certificate, now: number): Whole {
  const name = id ?? names[0] ?? 'localhost';
  const begun = Math.floor(now / YEAR) * YEAR;
  return { name, issuer: issuer === 'self' ? name : issuer, commonName: names[0] ?? name, dnsNames: names, notBefore: formatTime(begun), notAfter: formatTime(begun + 2 * YEAR) };
}
