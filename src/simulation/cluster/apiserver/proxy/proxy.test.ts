import { describe, expect, it } from 'vitest';
import type { Answer } from '../types';
import { forwarded } from './forward';
import type { Fetch, Fetched } from './forward';
import { joinedWithSlash } from './join';
import { rewrittenPage } from './links';
import { splitSchemeNamePort } from './target';

const PREFIX = '/api/v1/namespaces/default/services/web/proxy';
const TARGET = { scheme: 'http', address: '10.244.1.5', port: '8080' } as const;

function passed(method: string, path: string, headers: readonly (readonly [string, string])[] = [], back: Fetched = { status: 200, headers: [], body: '' }): { readonly asked: Fetch | undefined; readonly answer: Answer } {
  let asked: Fetch | undefined;
  const answer = forwarded({ method, path, headers: [['Host', 'api.example:6443'], ...headers], from: '10.0.0.7' }, TARGET, (fetch) => {
    asked = fetch;
    return back;
  });
  return { asked, answer };
}

describe('a name in a proxied path', () => {
  it.each([['web', '', 'web', ''], ['web:80', '', 'web', '80'], ['https:web:', 'https', 'web', ''], ['http:web:main', 'http', 'web', 'main']])('%s', (id, scheme, name, port) => {
    expect(splitSchemeNamePort(id)).toEqual({ scheme, name, port });
  });

  it.each(['', ':80', 'ftp:web:80', 'a:b:c:d'])('is not %j', (id) => {
    expect(splitSchemeNamePort(id)).toBeUndefined();
  });
});

describe('what is passed on', () => {
  it.each([
    ['GET', `${PREFIX}/`, '/'], ['GET', `${PREFIX}/a/b`, '/a/b'], ['GET', `${PREFIX}/a/?x=1&y=2`, '/a/?x=1&y=2'], ['POST', PREFIX, '/'], ['GET', `${PREFIX}/a%20b`, '/a%20b'], ['GET', '/api/v1/nodes/n:1/proxy/x', '/x'], ['GET', `${PREFIX}//a//b`, '/a/b'],
  ])('%s %s', (method, path, sent) => {
    expect(passed(method, path).asked?.request.path).toBe(sent);
  });

  it('says for whom, and keeps secrets and hops to itself', () => {
    const { asked } = passed('GET', `${PREFIX}/a/`, [['Authorization', 'Bearer s'], ['Impersonate-User', 'x'], ['Connection', 'close'], ['x-own', '1'], ['X-Forwarded-For', '10.1.1.1'], ['User-Agent', 'me']]);
    expect(asked?.request.headers).toEqual([['Host', 'api.example:6443'], ['User-Agent', 'me'], ['X-Forwarded-For', '10.1.1.1, 10.0.0.7'], ['X-Forwarded-Uri', `${PREFIX}/a/`], ['X-Own', '1'], ['Accept-Encoding', 'gzip']]);
  });

  it('is sent to a slash where nothing stands behind it', () => {
    expect(passed('GET', `${PREFIX}?a=b`)).toMatchObject({ asked: undefined, answer: { code: 301, http: { headers: expect.arrayContaining([['Location', `${PREFIX}/?a=b`]]) as unknown } } });
  });

  it('fails in the words of the dialler', () => {
    expect(passed('GET', `${PREFIX}/`, [], { error: 'dial tcp 10.244.1.5:8080: i/o timeout', took: 30_000 }).answer).toEqual({ failure: { code: 503, reason: 'ServiceUnavailable', message: 'error trying to reach service: dial tcp 10.244.1.5:8080: i/o timeout', took: 30_000_000 } });
  });
});

describe('what comes back', () => {
  const back = (headers: readonly (readonly [string, string])[], body = ''): unknown => {
    const { answer } = passed('GET', `${PREFIX}/a/b`, [], { status: 200, headers, body });
    return 'http' in answer ? [answer.http.headers.slice(1), answer.http.body] : answer;
  };

  it.each([['/next', `${PREFIX}/next`], ['next', 'next'], ['http://10.244.1.5:8080/next/', `${PREFIX}/next/`], ['http://elsewhere/next', 'http://elsewhere/next'], ['http://api.example:6443/x', `http://api.example:6443${PREFIX}/x`], [`${PREFIX}/x`, `${PREFIX}/x`]])('leads on through the proxy: %s', (location, rewritten) => {
    expect(back([['Location', location]])).toEqual([[['Location', rewritten]], '']);
  });

  it('has its links rewritten where it is HTML, and nothing else', () => {
    const html = '<HTML><a HREF=/x?q=1&amp;r>a</a><img src="rel.png"/><script>if (a<b) "<a href=/y>"</script><!-- <a href="/z"> --><link href=\'/s.css\'>';
    expect(rewrittenPage(html, { source: '10.244.1.5:8080', host: 'api', prefix: '/p' })).toBe('<html><a href="/p/x?q=1&amp;r">a</a><img src="rel.png"/><script>if (a<b) "<a href=/y>"</script><!-- <a href="/z"> --><link href="/p/s.css">');
    expect(back([['Content-Type', 'text/html; charset=utf-8'], ['Content-Length', '20'], ['Access-Control-Allow-Origin', '*']], '<a href="/x">')).toEqual([[['Content-Type', 'text/html; charset=utf-8']], `<a href="${PREFIX}/x">`]);
    expect(back([['Content-Type', 'text/plain']], '<a href="/x">')).toEqual([[['Content-Type', 'text/plain']], '<a href="/x">']);
  });
});

it.each([[['', '/'], '/'], [['', ''], ''], [['/a', 'b/'], '/a/b/'], [['', '/a/../b'], '/b']])('joins %j', (elements, path) => {
  expect(joinedWithSlash(...elements)).toBe(path);
});
