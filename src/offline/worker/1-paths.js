/*
 * The service worker. It is a plain script, sent as it stands here after one line that defines `SITE` (`Precache` in precache.ts):
 *   {base: '/', version: 'hash', files: {'why-kubernetes.html': ['hash of the content', bytes], …}, languages: [{folder: '', shell, pages, …}]}
 *
 * One version of the site is one cache. It holds whole sets: the shell of a language, and pages with all that they need. Every file is checked
 * against its hash, and a page is put in after everything else of its set, so a page that is there is whole and of this version.
 * What was chosen (pages visited, the whole course) stands apart and outlives versions: a new one takes over with all of it or not at all.
 */
/* global SITE */
const PREFIX = `kx:${SITE.base}:`;
const CACHE = PREFIX + SITE.version;
const CHOSEN = `${PREFIX}chosen`;
const CHOSEN_KEY = `${SITE.base}kx-chosen.json`;
const HASH_HEADER = 'x-kx-hash';
/** Few enough to leave the line to what the reader asks for meanwhile. */
const DOWNLOADS_AT_ONCE = 4;
/** A tab that does not answer in this time (ms) has not agreed. */
const ANSWER_TIMEOUT = 1000;
/** The whole course is downloaded in turns of so many ms, one for each message: a browser ends a worker that is busy for minutes. */
const TURN = 1000;

const NAMES = Object.keys(SITE.files);
const namesOf = (numbers) => numbers.map((i) => NAMES[i]);
const isPage = (file) => file.endsWith('.html');

const has = (file) => Object.hasOwn(SITE.files, file);

/**
 * The file for a path below the base, by the rules of a static host with clean addresses: `x` is `x.html`, `x/` is `x/index.html`.
 * @returns {{file: string} | {redirect: string} | null} null where this version has nothing at that path
 */
function locate(path) {
  if (has(path) && path !== '') return { file: path };
  if (path === '' || path.endsWith('/')) return has(`${path}index.html`) ? { file: `${path}index.html` } : null;
  if (has(`${path}.html`)) return { file: `${path}.html` };
  return has(`${path}/index.html`) ? { redirect: `${path}/` } : null;
}

/** The language's own page for a path that leads nowhere. */
function notFoundFile(path) {
  const own = `${path.split('/')[0]}/404.html`;
  return has(own) ? own : '404.html';
}

/** Path below the base, decoded; null outside of it. */
function pathOf(url) {
  if (url.origin !== self.location.origin || !url.pathname.startsWith(SITE.base)) return null;
  try {
    return decodeURIComponent(url.pathname.slice(SITE.base.length));
  } catch {
    return null;
  }
}

const keyOf = (file) => SITE.base + file.split('/').map(encodeURIComponent).join('/');
