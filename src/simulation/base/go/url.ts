import { parseAddr } from './netip';
import { quote } from './quote';

/** URLs as Go's net/url reads them, with its errors. */

export interface GoUrl {
  readonly scheme: string;
  readonly opaque: string;
  readonly user: string | undefined;
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  /** As written, where encoding the path anew would give another text. */
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly fragment: string | undefined;
  readonly omitHost: boolean;
}

export type UrlResult = { readonly ok: true; readonly url: GoUrl } | { readonly ok: false; readonly error: string };

class Failure extends Error {}
const fail = (message: string): never => {
  throw new Failure(message);
};

const UNRESERVED = /^[A-Za-z0-9\-_.~]$/;
const HOST = /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]$/;
const PATH = /^[A-Za-z0-9\-_.~$&+,/:;=@]$/;

function decode(bytes: readonly number[]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** url.unescape. */
function unescape(text: string, mode: 'path' | 'host' | 'query' | 'user'): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const chars = Array.from(text);
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at]!;
    if (char === '%') {
      const hex = chars.slice(at + 1, at + 3).join('');
      const shown = `%${hex}`;
      if (!/^[0-9a-fA-F]{2}$/.test(hex)) fail(`invalid URL escape ${quote(shown)}`);
      const value = Number.parseInt(hex, 16);
      if (mode === 'host' && value < 0x80 && shown !== '%25') fail(`invalid URL escape ${quote(shown)}`);
      bytes.push(value);
      at += 2;
    } else {
      if (mode === 'host' && char.codePointAt(0)! < 0x80 && !HOST.test(char)) fail(`invalid character ${quote(char)} in host name`);
      bytes.push(...encoder.encode(mode === 'query' && char === '+' ? ' ' : char));
    }
  }
  return decode(bytes);
}

function escapePath(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => (byte < 0x80 && PATH.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('');
}

function parseHost(scheme: string, host: string): string {
  const portIsWrong = (port: string): boolean => !/^(:[0-9]*)?$/.test(port);
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) fail('invalid IP-literal');
  if (bracket === 0) {
    const end = host.lastIndexOf(']');
    if (end < 0) fail("missing ']' in host");
    const port = host.slice(end + 1);
    if (portIsWrong(port)) fail(`invalid port ${quote(port)} after host`);
    const name = unescape(host.slice(1, end), 'host');
    const parsed = parseAddr(name);
    if (!parsed.ok) return fail(`invalid host: ${parsed.error}`);
    if (parsed.addr.family === 4) fail('invalid IP-literal');
    return `[${name}]${port}`;
  }
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  if (colon >= 0 && portIsWrong(host.slice(colon))) fail(`invalid port ${quote(host.slice(colon))} after host`);
  return unescape(host, 'host');
}

function scheme(text: string): { readonly scheme: string; readonly rest: string } {
  const match = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(text);
  if (text.startsWith(':')) fail('missing protocol scheme');
  return match === null ? { scheme: '', rest: text } : { scheme: match[1]!.toLowerCase(), rest: text.slice(match[0].length) };
}

function parse(text: string, viaRequest: boolean): Omit<GoUrl, 'fragment'> {
   
  if (/[\x00-\x1f\x7f]/.test(text)) fail('net/url: invalid control character in URL');
  if (text === '' && viaRequest) fail('empty url');
  const blank = { scheme: '', opaque: '', user: undefined, host: '', path: '', rawPath: '', rawQuery: '', omitHost: false };
  if (text === '*') return { ...blank, path: '*' };
  const head = scheme(text);
  const mark = head.rest.indexOf('?');
  const rawQuery = mark < 0 ? '' : head.rest.slice(mark + 1);
  let rest = mark < 0 ? head.rest : head.rest.slice(0, mark);
  if (!rest.startsWith('/')) {
    if (head.scheme !== '') return { ...blank, scheme: head.scheme, opaque: rest, rawQuery };
    if (viaRequest) fail('invalid URI for request');
    if (rest.split('/')[0]!.includes(':')) fail('first path segment in URL cannot contain colon');
  }
  let [user, host]: [string | undefined, string] = [undefined, ''];
  let omitHost = false;
  if ((head.scheme !== '' || (!viaRequest && !rest.startsWith('///'))) && rest.startsWith('//')) {
    const slash = rest.indexOf('/', 2);
    const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
    rest = slash < 0 ? '' : rest.slice(slash);
    const at = authority.lastIndexOf('@');
    host = parseHost(head.scheme, authority.slice(at + 1));
    if (at >= 0) {
      user = authority.slice(0, at);
      if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) fail('net/url: invalid userinfo');
      unescape(user, 'user');
    }
  } else if (head.scheme !== '' && rest.startsWith('/')) omitHost = true;
  const path = unescape(rest, 'path');
  return { ...blank, scheme: head.scheme, user, host, path, rawPath: escapePath(path) === rest ? '' : rest, rawQuery, omitHost };
}

function attempt(text: string, read: () => GoUrl): UrlResult {
  try {
    return { ok: true, url: read() };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, error: `parse ${quote(text)}: ${error.message}` };
  }
}

/** url.ParseRequestURI: absolute, and a `#` belongs to what stands before it. */
export const parseRequestUri = (text: string): UrlResult => attempt(text, () => ({ ...parse(text, true), fragment: undefined }));

/** url.Parse. */
export function parseUrl(text: string): UrlResult {
  const hash = text.indexOf('#');
  const before = hash < 0 ? text : text.slice(0, hash);
  return attempt(text, () => ({ ...parse(before, false), fragment: hash < 0 ? undefined : unescape(text.slice(hash + 1), 'path') }));
}

/** URL.EscapedPath. */
export function escapedPath({ path, rawPath }: GoUrl): string {
  const valid = Array.from(rawPath).every((char) => /^[!$&'()*+,;=:@[\]%/]$/.test(char) || UNRESERVED.test(char));
  if (rawPath !== '' && valid) return rawPath;
  return path === '*' ? '*' : escapePath(path);
}

/** URL.Hostname and URL.Port. */
export function splitHost({ host }: GoUrl): { readonly hostname: string; readonly port: string } {
  const colon = host.lastIndexOf(':');
  const hasPort = colon >= 0 && /^:[0-9]*$/.test(host.slice(colon));
  const name = hasPort ? host.slice(0, colon) : host;
  return { hostname: name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name, port: hasPort ? host.slice(colon + 1) : '' };
}

/** URL.Query: what cannot be read is left out. */
export function queryOf({ rawQuery }: GoUrl): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const pair of rawQuery.split('&')) {
    if (pair === '' || pair.includes(';')) continue;
    const equals = pair.indexOf('=');
    try {
      const key = unescape(equals < 0 ? pair : pair.slice(0, equals), 'query');
      const value = equals < 0 ? '' : unescape(pair.slice(equals + 1), 'query');
      found.set(key, [...(found.get(key) ?? []), value]);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  return found;
}

/** URL.String. */
export function formatUrl(url: GoUrl): string {
  let text = url.scheme === '' ? '' : `${url.scheme}:`;
  if (url.opaque !== '') text += url.opaque;
  else {
    const path = escapedPath(url);
    if (url.scheme !== '' || url.host !== '' || url.user !== undefined) {
      if (!(url.omitHost && url.host === '' && url.user === undefined) && (url.host !== '' || url.path !== '' || url.user !== undefined)) text += '//';
      if (url.user !== undefined) text += `${url.user}@`;
      text += url.host;
    }
    text += path;
  }
  if (url.rawQuery !== '') text += `?${url.rawQuery}`;
  return url.fragment === undefined ? text : `${text}#${escapePath(url.fragment)}`;
}
