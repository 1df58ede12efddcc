import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LanguageFiles } from './pageFiles';
import { sitePlace } from './plugin';
import { writeServiceWorker } from './precache';
import { webManifest } from './webManifest';

let dir: string;
const put = (path: string, content = path) => {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), content);
};

const scripts = (more: Partial<LanguageFiles> = {}): string =>
  JSON.stringify({ shell: ['assets/js/main.1234abcd.js'], pages: { 'why-kubernetes': ['assets/js/one.js'] }, islands: { lab: ['assets/js/lab.js'] }, search: 'v1', ...more });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kx-precache-'));
  for (const path of ['index.html', '404.html', 'page.html', 'en/index.html', 'en/404.html', 'guides/a.html', 'assets/js/main.1234abcd.js', 'assets/js/mermaid/flow.1234abcd.js', 'img/logo.svg']) put(path);
  for (const path of ['og/ko/home.png', 'en/og/en/home.png', 'img/icons/icon-512.png', 'llms.txt', 'page.md', 'sitemap.xml', 'assets/js/main.1234abcd.js.map']) put(path);
  for (const folder of ['', 'en/']) {
    put(`${folder}offline-files.json`, scripts(folder ? { shell: [] } : {}));
    put(`${folder}search-index.json`, '{"pages":[]}');
  }
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the list of files', () => {
  it('names what pages need, in both languages, and nothing else: no previews, no maps, no renderer of diagrams', () => {
    const { files, languages } = writeServiceWorker(dir, '/');
    expect(Object.keys(files)).toEqual(
      ['404.html', 'assets/js/main.1234abcd.js', 'en/404.html', 'en/index.html', 'en/search-index.json', 'guides/a.html', 'img/logo.svg', 'index.html', 'page.html', 'search-index.json'].sort(),
    );
    expect(files['page.html']![0]).toBe(createHash('sha256').update('page.html').digest('hex').slice(0, 24));
    const names = Object.keys(files);
    const all = languages.map(({ shell, pages, rest }) => [...new Set([...shell, ...Object.values(pages).flat(), ...rest])].map((i) => names[i]));
    expect(all[0]!.filter((file) => file!.startsWith('en/')), 'a language has its own files only').toEqual([]);
    expect(all[1]!.every((file) => file!.startsWith('en/'))).toBe(true);
    expect(all.flat().sort(), 'the whole course leaves nothing out').toEqual(names);
  });

  it('tells pages how much the whole course is', () => {
    const { reports } = writeServiceWorker(dir, '/');
    expect(JSON.parse(readFileSync(join(dir, 'offline-size.json'), 'utf8'))).toEqual({ ko: reports[0]!.whole, en: reports[1]!.whole });
    expect(reports[0]!.whole).toBeGreaterThan(reports[0]!.first);
  });

  it('makes the same version of the same files, and another of others', () => {
    const first = writeServiceWorker(dir, '/').version;
    expect(writeServiceWorker(dir, '/').version).toBe(first);
    put('page.html', 'changed');
    expect(writeServiceWorker(dir, '/').version).not.toBe(first);
  });

  it('refuses a folder without a site, and one without what the build says of its scripts', () => {
    for (const folder of ['', 'en/']) rmSync(join(dir, `${folder}offline-files.json`));
    expect(() => writeServiceWorker(dir, '/')).toThrow('npm run build:site');
    rmSync(join(dir, 'index.html'));
    expect(() => writeServiceWorker(dir, '/')).toThrow('no built site');
  });
});

describe('the worker', () => {
  /** The written worker, run without a browser: only its way from an address to a file. */
  const load = (base: string) => {
    writeServiceWorker(dir, base);
    const context = createContext({ self: { addEventListener: () => undefined, location: { origin: 'https://site.example' } }, URL });
    runInContext(readFileSync(join(dir, 'sw.js'), 'utf8'), context);
    return (code: string): unknown => JSON.parse(String(runInContext(`JSON.stringify(${code})`, context)));
  };

  it.each([
    ['', { file: 'index.html' }],
    ['page', { file: 'page.html' }],
    ['page.html', { file: 'page.html' }],
    ['guides/a', { file: 'guides/a.html' }],
    ['en', { redirect: 'en/' }],
    ['en/', { file: 'en/index.html' }],
    ['nowhere', null],
    ['page/', null],
    ['toString', null],
  ])('finds the file for “%s”', (path, expected) => {
    expect(load('/')(`locate(${JSON.stringify(path)})`)).toEqual(expected);
  });

  it('says without network which page is not kept, in the language of the path', () => {
    const run = load('/');
    expect([run('languageOf("en/x").folder'), run('languageOf("en").folder'), run('languageOf("enter").folder'), run('languageOf("").folder')]).toEqual(['en/', 'en/', '', '']);
    expect(run('escapeText("<a & \\"b\\">")')).toBe('&#60;a &#38; &#34;b&#34;&#62;');
  });

  it('answers in the language of the path where there is nothing', () => {
    const run = load('/');
    expect([run('notFoundFile("en/x/y")'), run('notFoundFile("x")'), run('notFoundFile("guides/x")')]).toEqual(['en/404.html', '404.html', '404.html']);
  });

  it('knows its base, and leaves other origins and other folders alone', () => {
    const run = load('/base/');
    const path = (url: string) => run(`pathOf(new URL(${JSON.stringify(url)}))`);
    expect(path('https://site.example/base/en/a%20b?x=1#y')).toBe('en/a b');
    expect(path('https://site.example/other')).toBeNull();
    expect(path('https://elsewhere.example/base/')).toBeNull();
    expect(path('https://site.example/base/%E0%A4%A')).toBeNull();
    expect(run('keyOf("en/a b.html")')).toBe('/base/en/a%20b.html');
  });
});

describe('the place of the whole site', () => {
  it('is above the folder of a language that has one', () => {
    expect(sitePlace('/x/build/', '/', 'ko')).toEqual({ dir: '/x/build', base: '/' });
    expect(sitePlace('/x/build/en', '/en/', 'en')).toEqual({ dir: '/x/build', base: '/' });
    expect(sitePlace('/x/build/en', '/base/en/', 'en')).toEqual({ dir: '/x/build', base: '/base/' });
    expect(sitePlace('/x/en', '/', 'ko')).toEqual({ dir: '/x/en', base: '/' });
    expect(sitePlace('/x/build', '/', 'en'), 'English built alone').toEqual({ dir: '/x/build', base: '/' });
  });
});

describe('the app manifest', () => {
  it('describes one app in two languages', () => {
    const ko = webManifest('ko', '/base/', '/base/');
    const en = webManifest('en', '/base/', '/base/en/');
    expect([en.id, en.scope]).toEqual([ko.id, ko.scope]);
    expect([ko.start_url, en.start_url]).toEqual(['/base/', '/base/en/']);
    expect(ko.icons.map(({ purpose }) => purpose)).toContain('maskable');
  });
});
