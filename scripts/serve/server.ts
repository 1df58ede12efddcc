import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chooseEncoding, encode, type Encoding } from './encode';
import { cacheControl, contentSecurityPolicy, contentType, isCompressible } from './headers';
import { resolveRequest } from './resolve';

export interface ServerOptions {
  /** The built site. */
  dir: string;
  /** 0 takes any free port. */
  port: number;
  /** The site's base path, e.g. `/kubernetes-explorer/`. */
  base?: string;
}

export interface RunningServer {
  /** Where the site's base is, with a slash at the end. */
  url: string;
  port: number;
  close: () => Promise<void>;
}

interface CachedFile {
  mtimeMs: number;
  size: number;
  body: Buffer;
  etag: string;
  csp: string | null;
  encoded: Map<Encoding, Promise<Buffer>>;
}

/** `x`, `/x` and `/x/` all name the base `/x/`. */
export const normalizeBase = (base = '/'): string => `/${base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');

/** Files read from disk, kept with their compressed forms until the file on disk changes. */
function createFileCache() {
  const files = new Map<string, CachedFile>();
  return (file: string): CachedFile => {
    const { mtimeMs, size } = statSync(file);
    const known = files.get(file);
    if (known && known.mtimeMs === mtimeMs && known.size === size) return known;
    const body = readFileSync(file);
    const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    const csp = file.endsWith('.html') ? contentSecurityPolicy(body.toString('utf8')) : null;
    const fresh: CachedFile = { mtimeMs, size, body, etag, csp, encoded: new Map() };
    files.set(file, fresh);
    return fresh;
  };
}

function sendPlain(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}

/**
 * Serves a built site on 127.0.0.1 as a static host would: compressed, cached by name, clean URLs, own 404 pages.
 * Rejects with the system's error (`code: 'EADDRINUSE'` where the port is taken).
 */
export function startServer({ dir, port, base: givenBase }: ServerOptions): Promise<RunningServer> {
  const base = normalizeBase(givenBase);
  const read = createFileCache();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendPlain(response, 405, 'Method Not Allowed\n', { Allow: 'GET, HEAD' });
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const found = resolveRequest(dir, base, path);
    if (found.kind === 'redirect') {
      // The location is a path: a request for `//elsewhere` must not lead to another host.
      const location = found.location.replace(/^\/+/, '/') + (query === undefined ? '' : `?${query}`);
      return sendPlain(response, 301, `${location}\n`, { Location: location });
    }
    if (found.kind === 'nothing') return sendPlain(response, 404, 'Not Found\n');

    const cached = read(found.file);
    const headers: Record<string, string> = {
      'Content-Type': contentType(found.file),
      'Cache-Control': cacheControl(found.file),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      Vary: 'Accept-Encoding',
    };
    if (cached.csp) headers['Content-Security-Policy'] = cached.csp;
    const encoding = isCompressible(found.file) ? chooseEncoding(request.headers['accept-encoding']) : 'identity';
    headers.ETag = `"${cached.etag}-${encoding}"`;
    if (found.status === 200 && request.headers['if-none-match'] === headers.ETag) {
      response.writeHead(304, headers);
      response.end();
      return;
    }
    let pending = cached.encoded.get(encoding);
    if (!pending) cached.encoded.set(encoding, (pending = encode(cached.body, encoding)));
    const body = await pending;
    if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
    headers['Content-Length'] = String(body.length);
    response.writeHead(found.status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendPlain(response, 500, `${error instanceof Error ? error.message : String(error)}\n`);
    });
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const actual = (server.address() as AddressInfo).port;
      resolve({
        url: `http://127.0.0.1:${actual}${base}`,
        port: actual,
        close: () =>
          new Promise((done, failed) => {
            server.close((error) => (error ? failed(error) : done()));
            server.closeAllConnections();
          }),
      });
    });
  });
}
