import type { ApiObject } from '../../api';
import { decodeBase64 } from '../../api/go-template/base64';
import { encodeBase64 } from '../../base/go/base64';
import { GoError } from '../../base/go/values';
import { byRevision, objectsIn } from '../store/store';
import type { Store, Tables } from '../store/store';
import { byText } from '../../base/ordered-map';
import { keyOf, withObject } from '../store/table';
import { failure } from './failures';
import type { Target } from './resource';
import { isConverted, readAs } from './versions';
import { selection } from './select';
import type { Answer, ApiServer, Failure, Request } from './types';

const VERSION = 'meta.k8s.io/v1';

interface Token {
  /** The revision that the first part was read at; -1: whatever is there now. */
  readonly revision: number;
  /** The key to begin at, below the prefix of what is listed. */
  readonly start: string;
}

// base64.RawURLEncoding.
const toUrl = (text: string): string => encodeBase64(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const fromUrl = (text: string): string => decodeBase64(`${text.replaceAll('-', '+').replaceAll('_', '/')}${'='.repeat((4 - (text.length % 4)) % 4)}`);

/** storage.EncodeContinue; Go writes the zero byte after the last key as it does in JSON. */
const encodeToken = ({ revision, start }: Token): string => toUrl(JSON.stringify({ v: VERSION, rv: revision, start: `/${start}` }));

/** storage.DecodeContinue: what the token says, or why it is none. */
function decodeToken(text: string): Token | string {
  let read: { readonly v?: unknown; readonly rv?: unknown; readonly start?: unknown };
  try {
    read = JSON.parse(fromUrl(text)) as typeof read;
  } catch (error) {
    if (error instanceof GoError || error instanceof SyntaxError) return `continue key is not valid: ${error instanceof GoError ? error.message : 'invalid character in the token'}`;
    throw error;
  }
  const { v, rv, start } = read;
  if (v !== VERSION) return `continue key is not valid: server does not recognize this encoded version ${typeof v === 'string' ? v : ''}`;
  if (typeof rv !== 'number' || rv === 0) return 'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)';
  if (typeof start !== 'string' || start === '') return 'continue key is not valid: encoded start key empty (version meta.k8s.io/v1)';
  const below = start.replace(/^\//, '');
  return below.split('/').some((part) => part === '..' || part === '.' || part === '') ? `continue key is not valid: ${start}` : { revision: rv, start: below };
}

/** The tables as they stood at a revision; undefined where it is compacted. */
function tablesAt({ revision: now, tables, changes, compacted }: Store, revision: number): Tables | undefined {
  if (revision >= now) return tables;
  if (revision < compacted) return undefined;
  const kept = byRevision.get(changes, revision);
  if (kept !== undefined) return kept.tables;
  // The revision itself is compacted: what came right after it is taken back.
  for (const [, { resource, key, old, tables: after }] of byRevision.entries(changes, revision + 1)) {
    const table = byText.get(after, resource);
    return table === undefined ? after : byText.set(after, resource, withObject(table, key, old));
  }
  return tables;
}

const EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
  'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** storage.ValidateListOptions, and the revision that is read: where to begin, or why not. */
function beginning(store: Store, { continue: token = '', resourceVersion = '' }: Request): { readonly tables: Tables; readonly revision: number; readonly start: string } | { readonly failure: Failure } {
  if (token === '') return { tables: store.tables, revision: store.revision, start: '' };
  const read = decodeToken(token);
  if (typeof read === 'string') return { failure: failure('BadRequest', `invalid continue token: ${read}`) };
  if (resourceVersion !== '' && resourceVersion !== '0') return { failure: failure('BadRequest', 'specifying resource version is not allowed when using continue') };
  if (read.revision < 0) return { tables: store.tables, revision: store.revision, start: read.start };
  const tables = tablesAt(store, read.revision);
  return tables === undefined ? { failure: failure('Expired', EXPIRED, { continue: encodeToken({ revision: -1, start: read.start }) }) } : { tables, revision: read.revision, start: read.start };
}

/** A list: of all, or in parts (apiserver storage/etcd3/store.go GetList, storage/continue.go). */
export function list({ store }: ApiServer, target: Target, request: Request): Answer {
  const asked = selection(target.kind, request.labelSelector, request.fieldSelector);
  if ('failure' in asked) return asked;
  const begun = beginning(store, request);
  if ('failure' in begun) return begun;
  const { tables, revision, start } = begun;
  const namespace = target.namespaced ? request.namespace : undefined;
  const keyBelow = ({ metadata }: ApiObject): string => keyOf(namespace === undefined ? metadata.namespace : undefined, metadata.name ?? '');
  const there = objectsIn(tables, target.storeName, namespace);
  const all = (isConverted(target.kind) ? there.map((one) => readAs(target.kind, one)) : there).filter((object) => start === '' || keyBelow(object) >= start);
  const answer = { code: 200, resourceVersion: String(revision) };
  const { limit = 0 } = request;
  if (limit <= 0) return { ...answer, list: all.filter(asked.matches) };
  const found: ApiObject[] = [];
  let read = 0;
  for (; read < all.length && found.length < limit; read += 1) {
    const object = all[read]!;
    if (asked.matches(object)) found.push(object);
  }
  if (read === all.length) return { ...answer, list: found };
  const selective = (request.labelSelector ?? '') !== '' || (request.fieldSelector ?? '') !== '';
  return { ...answer, list: found, continue: encodeToken({ revision, start: `${keyBelow(all[read - 1]!)}\0` }), ...(selective ? {} : { remaining: all.length - limit }) };
}
