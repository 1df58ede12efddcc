import { isAddress } from '../../network/tls/certificates';

/** A request as the reader typed it. */
export interface Asked {
  readonly scheme: 'http' | 'https';
  /** Without the port, in lower case. */
  readonly host: string;
  readonly port: number;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type RequestFault =
  /** It is no address, or has no `http://` or `https://` in front. */
  | { readonly code: 'url' }
  /** A line of the headers has no colon, or a name that no header may have. Lines count from 1. */
  | { readonly code: 'header'; readonly line: number; readonly text: string };

export type Read = { readonly ok: true; readonly request: Asked } | { readonly ok: false; readonly fault: RequestFault };

/** RFC 9110 field-name. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads an address and header lines as curl takes them: dots in the path are resolved, the host is lowered. A Host header goes to the proxy in place of the address's
 * name; the handshake keeps that.
 * @param headers `Name: value`, one on a line
 */
export function readRequest(url: string, headers: string): Read {
  const fields: Record<string, string> = {};
  for (const [index, line] of headers.split('\n').entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (!TOKEN.test(name)) return { ok: false, fault: { code: 'header', line: index + 1, text: line.trim() } };
    fields[name.toLowerCase()] = line.slice(colon + 1).trim();
  }
  if (!/^https?:\/\/[^\s/]/i.test(url.trim()) || !URL.canParse(url.trim())) return { ok: false, fault: { code: 'url' } };
  const { protocol, hostname, port, pathname, search } = new URL(url.trim());
  const scheme = protocol === 'https:' ? 'https' : 'http';
  return { ok: true, request: { scheme, host: hostname, port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port), path: `${pathname}${search}`, headers: fields } };
}

/** The name in the handshake (SNI); an address has none. */
export const serverNameOf = ({ host }: Asked): string => (isAddress(host) ? '' : host);

/** Whom the proxy is asked for. */
export const hostOfRequest = ({ host, headers }: Asked): string => headers.host ?? host;
