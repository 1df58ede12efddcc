import { encodeBase64 } from '../base/go/base64';
import { goJson } from '../base/go/json';
import { fnv32a } from '../base/hash';
import { drawUuid } from '../base/random';
import { decodeBase64 } from './go-template/base64';

const ISSUER = 'https://kubernetes.default.svc.cluster.local';
export const API_AUDIENCE = ISSUER;
/** pkg/serviceaccount: what a Pod's own token asks for, and how long the API server takes it then (`--service-account-extend-token-expiration`). Seconds. */
const WARN_ONLY_EXPIRATION = 3607;
const EXTENDED_EXPIRATION = 24 * 365 * 3600;

interface Named {
  readonly name: string;
  readonly uid: string;
}

/** The private claims of a token, and those of RFC 7519. Times in seconds since 1970. */
export interface TokenClaims {
  readonly aud: readonly string[];
  readonly exp: number;
  readonly iat: number;
  readonly iss: string;
  /** By which this very token is known in the audit log. */
  readonly jti: string;
  readonly 'kubernetes.io': { readonly namespace: string; readonly node?: Named; readonly pod?: Named; readonly secret?: Named; readonly serviceaccount: Named; readonly warnafter?: number };
  readonly nbf: number;
  readonly sub: string;
}

export interface TokenWanted {
  readonly namespace: string;
  readonly account: Named;
  /** None: for the API server. */
  readonly audiences?: readonly string[];
  /** Seconds. */
  readonly expires: number;
  readonly pod?: Named;
  readonly node?: Named;
  readonly secret?: Named;
}

const url = (value: unknown): string => encodeBase64(goJson(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const HEADER = url({ alg: 'RS256', kid: 'simulated' });
const SIGNATURE = url('not signed');

/** TokenREST.Create and serviceaccount.Claims, of a moment in µs since 1970. The token looks like one; no key has signed it. */
export function issueToken({ namespace, account, audiences = [API_AUDIENCE], expires, pod, node, secret }: TokenWanted, now: number): { readonly token: string; readonly claims: TokenClaims } {
  const iat = Math.floor(now / 1_000_000);
  const extended = pod !== undefined && expires === WARN_ONLY_EXPIRATION && audiences.length === 1 && audiences[0] === API_AUDIENCE;
  const about = { namespace, ...(node === undefined ? {} : { node }), ...(pod === undefined ? {} : { pod }), ...(secret === undefined ? {} : { secret }), serviceaccount: account };
  const claims: TokenClaims = {
    aud: audiences, exp: iat + (extended ? EXTENDED_EXPIRATION : expires), iat, iss: ISSUER, jti: drawUuid({ state: fnv32a(goJson([about, audiences, expires, now])) }),
    'kubernetes.io': { ...about, ...(extended ? { warnafter: iat + expires } : {}) },
    nbf: iat, sub: `system:serviceaccount:${namespace}:${account.name}`,
  };
  return { token: `${HEADER}.${url(claims)}.${SIGNATURE}`, claims };
}

/** What the token in a Secret claims: it is for nobody but the API server, and does not end. */
export interface LegacyClaims {
  readonly iss: typeof LEGACY_ISSUER;
  readonly 'kubernetes.io/serviceaccount/namespace': string;
  readonly 'kubernetes.io/serviceaccount/secret.name': string;
  readonly 'kubernetes.io/serviceaccount/service-account.name': string;
  readonly 'kubernetes.io/serviceaccount/service-account.uid': string;
  readonly sub: string;
}

const LEGACY_ISSUER = 'kubernetes/serviceaccount';

/** serviceaccount.LegacyClaims, as a token. */
export function legacyToken({ namespace, account, secret }: { readonly namespace: string; readonly account: Named; readonly secret: string }): string {
  const claims: LegacyClaims = {
    iss: LEGACY_ISSUER, 'kubernetes.io/serviceaccount/namespace': namespace, 'kubernetes.io/serviceaccount/secret.name': secret, 'kubernetes.io/serviceaccount/service-account.name': account.name,
    'kubernetes.io/serviceaccount/service-account.uid': account.uid, sub: `system:serviceaccount:${namespace}:${account.name}`,
  };
  return `${HEADER}.${url(claims)}.${SIGNATURE}`;
}

/** What a token of this cluster claims; undefined for any other text. */
export function tokenClaims(token: string): TokenClaims | undefined {
  const claims = claimsIn(token);
  return claims?.iss === ISSUER ? claims : undefined;
}

/** The same of the token of a Secret. */
export function legacyClaims(token: string): LegacyClaims | undefined {
  const claims = claimsIn(token);
  return claims?.iss === LEGACY_ISSUER ? claims : undefined;
}

function claimsIn(token: string): (Omit<TokenClaims, 'iss'> & { readonly iss: typeof ISSUER }) | LegacyClaims | undefined {
  const [header, claims = '', signature, ...more] = token.trim().split('.');
  if (header !== HEADER || signature !== SIGNATURE || more.length > 0) return undefined;
  const padded = claims.replaceAll('-', '+').replaceAll('_', '/').padEnd(Math.ceil(claims.length / 4) * 4, '=');
  try {
    return JSON.parse(decodeBase64(padded)) as ReturnType<typeof claimsIn>;
  } catch {
    return undefined;
  }
}
