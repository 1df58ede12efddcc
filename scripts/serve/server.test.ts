import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEncoding } from './encode';
import { cacheControl, contentSecurityPolicy, inlineScripts } from './headers';
import { normalizeBase, startServer, type RunningServer } from './server';

let folder: string;
let server: RunningServer;
let prefixed: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  const site = join(folder, 'site');
  for (const dir of ['site/en', 'site/part', 'site/assets/js']) mkdirSync(join(folder, dir), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), '<!doctype html><script>let a = 1</script><p>home');
  writeFileSync(join(site, 'page.html'), 'page');
  writeFileSync(join(site, 'part/index.html'), 'part');
  writeFileSync(join(site, '404.html'), 'ko 404');
  writeFileSync(join(site, 'en/404.html'), 'en 404');
  writeFileSync(join(site, 'assets/js/main.3f9a1c2b.js'), 'x'.repeat(5000));
  symlinkSync(join(folder, 'secret.txt'), join(site, 'link.txt'));
  server = await startServer({ dir: site, port: 0 });
  prefixed = await startServer({ dir: site, port: 0, base: 'course' });
});

afterAll(async () => {
  await server.close();
  await prefixed.close();
  rmSync(folder, { recursive: true });
});

/** A request whose path is sent as written: fetch() would tidy `..` away. */
function get(path: string, { port = server.port, headers = {}, method = 'GET' } = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

describe('paths', () => {
  it.each([
    ['/', 200, 'home'],
    ['/page', 200, 'page'],
    ['/page.html', 200, 'page'],
    ['/part/', 200, 'part'],
    ['/nowhere', 404, 'ko 404'],
    ['/en/nowhere/deep', 404, 'en 404'],
    ['/page/', 404, 'ko 404'],
    ['/%zz', 404, 'ko 404'],
  ])('%s → %i', async (path, status, text) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).toContain(text);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/en/../../secret.txt', '/..%5csecret.txt', '/link.txt', '/page.html%00'])(
    'never leaves the folder: %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.body.toString()).not.toContain('secret');
    },
  );

  it('leads a folder to its slash and keeps the query', async () => {
    const answer = await get('/part?state=1');
    expect([answer.status, answer.headers.location]).toEqual([301, '/part/?state=1']);
  });

  it('never leads to another host', async () => {
    const answer = await get('//part');
    expect(String(answer.headers.location ?? '/')).not.toMatch(/^\/\//);
  });

  it('serves below a base only', async () => {
    expect(prefixed.url).toBe(`http://127.0.0.1:${prefixed.port}/course/`);
    expect((await get('/course/page', { port: prefixed.port })).body.toString()).toBe('page');
    expect((await get('/course/en/x', { port: prefixed.port })).body.toString()).toBe('en 404');
    expect((await get('/page', { port: prefixed.port })).status).toBe(404);
    expect((await get('/', { port: prefixed.port })).headers.location).toBe('/course/');
    expect((await get('/course', { port: prefixed.port })).headers.location).toBe('/course/');
  });

  it('refuses to write', async () => {
    const answer = await get('/', { method: 'POST' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('says that a port is taken', async () => {
    await expect(startServer({ dir: folder, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('transport', () => {
  const asset = '/assets/js/main.3f9a1c2b.js';
  it('compresses text by what the browser accepts', async () => {
    const br = await get(asset, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body)).toHaveLength(5000);
    const gz = await get(asset, { headers: { 'accept-encoding': 'gzip' } });
    expect(gunzipSync(gz.body)).toHaveLength(5000);
    expect((await get(asset)).headers['content-encoding']).toBeUndefined();
    expect([chooseEncoding('br;q=0, gzip'), chooseEncoding('*'), chooseEncoding('identity')]).toEqual(['gzip', 'br', 'identity']);
  });

  it('keeps hashed names for ever and asks again for the rest', async () => {
    expect((await get(asset)).headers['cache-control']).toContain('immutable');
    expect(cacheControl('/site/index.html')).toBe('no-cache');
    const { etag } = (await get('/page')).headers;
    expect((await get('/page', { headers: { 'if-none-match': String(etag) } })).status).toBe(304);
  });

  it('sends the head only', async () => {
    const answer = await get('/page', { method: 'HEAD' });
    expect([answer.body.length, answer.headers['content-length']]).toEqual([0, '4']);
  });
});

describe('policy', () => {
  it('allows the page’s own inline scripts by hash, and no eval', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    // `printf 'let a = 1' | openssl dgst -sha256 -binary | base64`
    expect(policy).toContain("script-src 'self' 'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ=';");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy.split('; ').find((rule) => rule.startsWith('script-src'))).not.toContain('unsafe-inline');
    expect(contentSecurityPolicy('<p>')).toContain("script-src 'self';");
  });

  it('leaves out scripts that are data or have an address', () => {
    expect(inlineScripts('<script src="a.js"></script><script type="application/ld+json">{}</script><script type="module">x</script>')).toEqual(['x']);
  });
});

it('writes a base with both slashes', () => {
  expect(['', '/', 'a', '/a', '/a/b/'].map(normalizeBase)).toEqual(['/', '/', '/a/', '/a/', '/a/b/']);
});
