/** Bootstrap tokens (cmd/kubeadm/app/apis/bootstraptoken/v1: utils.go; k8s.io/cluster-bootstrap). */
import type { ApiObject } from '../../../api';
import { decodeBase64 } from '../../../api/go-template/base64';
import { objectOf, textOf } from '../../../api/schema/values';
import { encodeBase64 } from '../../../base/go/base64';
import { createRandom } from '../../../base/random';
import { formatTime } from '../../../base/time';
import { KubeadmError } from '../machine';

export const TOKEN_TYPE = 'bootstrap.kubernetes.io/token';
export const TOKEN_PATTERN = String.raw`\A([a-z0-9]{6})\.([a-z0-9]{16})\z`;
export const ID_PATTERN = String.raw`\A([a-z0-9]{6})\z`;
const PREFIX = 'bootstrap-token-';
const USAGE = 'usage-bootstrap-';

export interface Token {
  readonly token: string;
  readonly description: string;
  /** RFC 3339; undefined: it does not end. */
  readonly expires?: string;
  readonly usages: readonly string[];
  readonly groups: readonly string[];
}

export const isToken = (text: string): boolean => /^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(text);
export const isTokenId = (text: string): boolean => /^[a-z0-9]{6}$/.test(text);
export const secretName = (id: string): string => `${PREFIX}${id}`;

/** NewBootstrapTokenString. */
export function checkedToken(text: string): string {
  if (!isToken(text)) throw new KubeadmError(`the bootstrap token ${JSON.stringify(text)} was not of the form ${JSON.stringify(TOKEN_PATTERN)}`);
  return text;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** GenerateBootstrapToken; what is drawn follows from the time. */
export function drawnToken(micros: number): string {
  const random = createRandom(Math.floor(micros / 1000) % 4_294_967_291);
  const word = (length: number): string => Array.from({ length }, () => LETTERS[random.below(LETTERS.length)]).join('');
  return `${word(6)}.${word(16)}`;
}

/** 32 random bytes in hexadecimal digits, as `kubeadm certs certificate-key` prints them. */
export function drawnKey(micros: number): string {
  const random = createRandom(Math.floor(micros / 1000) % 4_294_967_291);
  return Array.from({ length: 64 }, () => random.below(16).toString(16)).join('');
}

/** BootstrapTokenToSecret; `life` in µs, none or less: it does not end. */
export function tokenSecret({ token, description, usages, groups }: Token, life: number, now: number): ApiObject {
  const [id = '', secret = ''] = token.split('.');
  const data: Record<string, string> = {
    'token-id': id, 'token-secret': secret, ...(description === '' ? {} : { description }), ...(life > 0 ? { expiration: formatTime(now + life) } : {}), ...Object.fromEntries(usages.map((usage) => [`${USAGE}${usage}`, 'true'])),
    ...(groups.length === 0 ? {} : { 'auth-extra-groups': groups.join(',') }),
  };
  return {
    apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName(id), namespace: 'kube-system' }, type: TOKEN_TYPE, data: Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, encodeBase64(value)])),
  } as unknown as ApiObject;
}

/** BootstrapTokenFromSecret. */
export function tokenOf(secret: ApiObject): Token {
  const data = objectOf((secret as unknown as { readonly data?: unknown }).data);
  const read = (key: string): string => decodeBase64(textOf(data[key]));
  const id = read('token-id');
  const name = secret.metadata.name ?? '';
  if (id === '') throw new KubeadmError(`bootstrap Token Secret has no token-id data: ${name}`);
  if (name !== secretName(id)) throw new KubeadmError(`bootstrap token name is not of the form '${PREFIX}(token-id)'. Actual: ${JSON.stringify(name)}. Expected: ${JSON.stringify(secretName(id))}`);
  if (read('token-secret') === '') throw new KubeadmError(`bootstrap Token Secret has no token-secret data: ${name}`);
  const expires = read('expiration');
  return {
    token: checkedToken(`${id}.${read('token-secret')}`), description: read('description'), ...(expires === '' ? {} : { expires }),
    usages: Object.keys(data).filter((key) => key.startsWith(USAGE) && read(key) === 'true').map((key) => key.slice(USAGE.length)).sort(), groups: read('auth-extra-groups').split(',').filter((_, __, all) => all[0] !== ''),
  };
}
