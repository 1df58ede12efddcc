/** How an API server encrypts what it writes into etcd (apiserver pkg/apis/apiserver: EncryptionConfiguration; pkg/server/options/encryptionconfig). */
import { decodeBase64 } from '../../api/go-template/base64';
import { readDocuments } from '../../api/manifest/documents';
import { toJson } from '../../api/manifest/json';

export interface Providers {
  /** `secrets`, `deployments.apps`, `*.`, `*.apps`, `*.*` */
  readonly resources: readonly string[];
  /** What a value begins with that one of the keys has encrypted; '' for what is not encrypted. The first one writes, all of them read. */
  readonly prefixes: readonly string[];
}

/** From a revision of the store on. */
export interface EncryptedSince {
  readonly revision: number;
  readonly providers: readonly Providers[];
}

/** Why an API server with this configuration does not start. */
export class EncryptionFault extends Error {}

/** The lengths of keys that a cipher takes, bytes. */
const CIPHERS: Readonly<Record<string, readonly number[]>> = { aescbc: [16, 24, 32], aesgcm: [16, 24, 32], secretbox: [32] };

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** validateSingleKey, ValidateEncryptionConfiguration (apis/apiserver/validation/validation_encryption.go). */
function prefixOfKey(cipher: string, key: unknown, at: string): string {
  const { name, secret } = isRecord(key) ? key : {};
  if (typeof name !== 'string' || name === '') throw new EncryptionFault(`${at}.name: Required value: name is a mandatory field for a key`);
  if (typeof secret !== 'string' || secret === '') throw new EncryptionFault(`${at}.secret: Required value: secret is a mandatory field for a key`);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(secret) || secret.length % 4 !== 0) throw new EncryptionFault(`${at}.secret: Invalid value: "REDACTED": secrets must be base64 encoded`);
  const length = (secret.length / 4) * 3 - (/=*$/.exec(secret)?.[0].length ?? 0);
  const lengths = CIPHERS[cipher] ?? [];
  if (!lengths.includes(length)) throw new EncryptionFault(`${at}.secret: Invalid value: "REDACTED": secret is not of the expected length, got ${length}, expected one of [${lengths.join(' ')}]`);
  decodeBase64(secret);
  return `k8s:enc:${cipher}:v1:${name}:`;
}

function prefixesOf(provider: unknown, at: string): readonly string[] {
  const entries = Object.entries(isRecord(provider) ? provider : {});
  const [only, ...more] = entries;
  if (only === undefined) throw new EncryptionFault(`${at}: Required value: provider does not contain any of the expected providers: KMS, AESGCM, AESCBC, Secretbox, Identity`);
  if (more.length > 0) throw new EncryptionFault(`${at}: Invalid value: more than one provider specified in a single element, should split into different list elements`);
  const [kind, value] = only;
  if (kind === 'identity') return [''];
  if (kind === 'kms') throw new EncryptionFault(`${at}.kms: no KMS plug-in answers in this cluster`);
  if (CIPHERS[kind] === undefined) throw new EncryptionFault(`strict decoding error: unknown field "${at}.${kind}"`);
  const keys = listOf(isRecord(value) ? value['keys'] : undefined);
  if (keys.length === 0) throw new EncryptionFault(`${at}.${kind}.keys: Required value: at least one keys is required`);
  return keys.map((key, index) => prefixOfKey(kind, key, `${at}.${kind}.keys[${index}]`));
}

/** Reads the file that `--encryption-provider-config` names; throws an {@link EncryptionFault}. */
export function readEncryption(text: string): readonly Providers[] {
  const [first] = readDocuments(text);
  if (first?.error !== undefined || first?.tree === undefined) throw new EncryptionFault(`error decoding encryption provider configuration: ${first?.error?.message ?? 'it is empty'}`);
  const value: unknown = toJson(first.tree);
  const { apiVersion, kind, resources } = isRecord(value) ? value : {};
  if (kind !== 'EncryptionConfiguration' || !/^apiserver\.config\.k8s\.io\/v1$/.test(String(apiVersion))) throw new EncryptionFault(`no kind "${String(kind ?? '')}" is registered for version "${String(apiVersion ?? '')}"`);
  if (listOf(resources).length === 0) throw new EncryptionFault('resources: Required value: at least one resources is required');
  return listOf(resources).map((one, index) => {
    const at = `resources[${index}]`;
    const { resources: names, providers } = isRecord(one) ? one : {};
    if (listOf(names).length === 0) throw new EncryptionFault(`${at}.resources: Required value: at least one ${at}.resources is required`);
    if (listOf(providers).length === 0) throw new EncryptionFault(`${at}.providers: Required value: at least one ${at}.providers is required`);
    return { resources: listOf(names).map(String), prefixes: listOf(providers).flatMap((provider, nth) => prefixesOf(provider, `${at}.providers[${nth}]`)) };
  });
}

/** Whether an entry of the configuration is about a resource, `secrets` or `deployments.apps`. */
function isAbout(entry: string, resource: string): boolean {
  const [, group = ''] = /^[^.]+\.?(.*)$/.exec(resource) ?? [];
  if (entry === '*.*') return true;
  return entry.startsWith('*.') ? entry.slice(2) === group : entry.replace(/\.$/, '') === resource;
}

const prefixesAt = (encryption: readonly EncryptedSince[], resource: string, revision: number): readonly string[] =>
  encryption.filter((one) => one.revision < revision).at(-1)?.providers.find(({ resources }) => resources.some((entry) => isAbout(entry, resource)))?.prefixes ?? [''];

/** What the value of an object begins with that was written at a revision. */
export const storedPrefix = (encryption: readonly EncryptedSince[], resource: string, revision: number): string => prefixesAt(encryption, resource, revision)[0] ?? '';

/** Whether the API server of now can read it. */
export const isReadable = (encryption: readonly EncryptedSince[], resource: string, revision: number): boolean =>
  prefixesAt(encryption, resource, Number.MAX_SAFE_INTEGER).includes(storedPrefix(encryption, resource, revision));
