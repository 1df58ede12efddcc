/** What stands around the routing that a reader writes: Services, certificates and the classes of a controller. */
import { formatTime, parseTime } from '../../base/time';
import type { Certificate } from '../../network/tls/certificates';

export const CLASS = 'example';
export const INGRESS_CONTROLLER = 'example.com/ingress';
export const GATEWAY_CONTROLLER = 'example.com/gateway';

/** Services of the world; each has a port `http`, 80. Nothing answers behind `old`. */
export const SERVICES = [
  { namespace: 'default', name: 'web' },
  { namespace: 'default', name: 'api' },
  { namespace: 'default', name: 'api-next' },
  { namespace: 'default', name: 'api-exact' },
  { namespace: 'default', name: 'old', ready: false },
  { namespace: 'team-b', name: 'pay' },
] as const satisfies readonly { readonly namespace: string; readonly name: string; readonly ready?: boolean }[];

export const NAMESPACES = ['default', 'team-b'] as const;

/** When the world begins. */
export const START = '2026-12-01T00:00:00Z';

const AUTHORITY: Certificate = { name: 'Example CA', issuer: 'Example CA', commonName: 'Example CA', notBefore: '2020-01-01T00:00:00Z', notAfter: '2040-01-01T00:00:00Z', isCA: true };

/** What clients trust. */
export const TRUSTED: readonly Certificate[] = [AUTHORITY];

export interface WorldCertificate {
  readonly namespace: string;
  /** The Secret's name. */
  readonly secret: string;
  readonly certificate: Certificate;
}

const signed = (secret: string, notAfter: string, names: Pick<Certificate, 'commonName' | 'dnsNames'>, namespace = 'default'): WorldCertificate => ({
  namespace, secret, certificate: { name: secret, issuer: AUTHORITY.name, notBefore: '2026-09-01T00:00:00Z', notAfter, ...names },
});

/** Secrets of the world, all of type kubernetes.io/tls. `legacy-tls` has its name in the CN only. */
export const CERTIFICATES: readonly WorldCertificate[] = [
  signed('shop-tls', '2027-01-15T00:00:00Z', { commonName: 'shop.example.com', dnsNames: ['shop.example.com'] }),
  signed('wildcard-tls', '2027-08-31T00:00:00Z', { commonName: '*.example.com', dnsNames: ['*.example.com'] }),
  signed('legacy-tls', '2027-08-31T00:00:00Z', { commonName: 'legacy.example.com' }),
];

/** What a controller serves where no Secret fits: made by itself, signed by nobody. */
export const OWN_CERTIFICATE: Certificate = {
  name: 'controller', issuer: 'controller', commonName: 'default.invalid', dnsNames: ['default.invalid'], notBefore: '2026-11-30T00:00:00Z', notAfter: '2027-11-30T00:00:00Z',
};

export const DAYS = 365;

/** The time so many days after the start, RFC 3339. */
export const timeAt = (days: number): string => formatTime(parseTime(START)! + days * 86_400_000_000);

/** Whole days from one time to another; negative once it has passed. */
export const daysBetween = (from: string, to: string): number => Math.floor((parseTime(to)! - parseTime(from)!) / 86_400_000_000);
