/*
 * The service worker. It is a plain script, sent as it stands here after one line that defines `SITE`:
 *   {base: '/', version: 'hash', files: {'why-kubernetes.html': 'hash of the content', …}}
 *
 * One version of the site is one cache, complete or unused: every file is downloaded and its content checked against its hash before
 * the version may serve a page. A page therefore never gets files of two versions, whatever the host did in between.
 */
/* global SITE */
const PREFIX = `kx:${SITE.base}:`;
const CACHE = PREFIX + SITE.version;
const HASH_HEADER = 'x-kx-hash';
/** Few enough to leave the line to what the reader asks for meanwhile. */
const DOWNLOADS_AT_ONCE = 4;
/** A tab that does not answer in this time (ms) has not agreed. */
const ANSWER_TIMEOUT = 1000;

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

async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches one file of this version. Rejects when the host has another version of it (a deployment is under way); the browser tries again later. */
async function download(file, hash) {
  const response = await fetch(keyOf(file), { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${file}: status ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await hashOf(bytes)) !== hash) throw new Error(`${file} is not the file of version ${SITE.version}`);
  // A new response: one that was redirected may not answer a navigation, and the body is no longer compressed.
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  headers.set(HASH_HEADER, hash);
  return new Response(bytes, { status: 200, headers });
}

/** Fills this version's cache; unchanged files come from an older version's cache, and an interrupted download goes on where it stopped. */
async function downloadAll() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const cache = await caches.open(CACHE);
  const known = [cache, ...(await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.open(name))))];
  const queue = Object.entries(SITE.files);
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [file, hash] = next;
      const key = keyOf(file);
      const stored = (await Promise.all(known.map((one) => one.match(key)))).find((response) => response?.headers.get(HASH_HEADER) === hash);
      await cache.put(key, stored ?? (await download(file, hash)));
    }
  };
  await Promise.all(Array.from({ length: DOWNLOADS_AT_ONCE }, worker));
  // Another version may have begun its service meanwhile and tidied this one away.
  const complete = (await caches.has(CACHE)) && (await (await caches.open(CACHE)).keys()).length >= Object.keys(SITE.files).length;
  if (!complete) throw new Error(`version ${SITE.version} was removed while it was downloaded`);
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    downloadAll().then(() => {
      // The very first version has nobody to take over from. A later one waits until every open tab agrees.
      if (!self.registration.active) return self.skipWaiting();
      return undefined;
    }),
  );
});

async function removeOtherVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOtherVersions().then(() => self.clients.claim()));
});

const fromCache = async (file) => (await caches.open(CACHE)).match(keyOf(file));

async function answerFile(file, request) {
  return (await fromCache(file)) ?? fetch(request);
}

/** A page that this version does not have: the host's answer, or without network the version's own 404 page. */
async function answerUnknownPage(path, request) {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await fromCache(notFoundFile(path));
    if (!page) throw error;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  const path = pathOf(url);
  if (path === null) return;
  const navigates = request.mode === 'navigate';
  const found = navigates ? locate(path) : has(path) ? { file: path } : null;
  if (found && 'redirect' in found) event.respondWith(Response.redirect(new URL(SITE.base + found.redirect + url.search, url).href, 301));
  else if (found) event.respondWith(answerFile(found.file, request));
  else if (navigates) event.respondWith(answerUnknownPage(path, request));
});

/** Asks one tab whether its reader has agreed to the new version. */
function hasAgreed(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), ANSWER_TIMEOUT);
    client.postMessage({ type: 'kx-agreed?' }, [port2]);
  });
}

/** Takes over if every open tab agrees; tells the one that asked how many do not. */
async function takeOver(port) {
  const tabs = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter((tab) => pathOf(new URL(tab.url)) !== null);
  const answers = await Promise.all(tabs.map(hasAgreed));
  const against = answers.filter((agreed) => !agreed).length;
  port?.postMessage({ against });
  if (against === 0) await self.skipWaiting();
}

self.addEventListener('message', (event) => {
  if (event.data?.type === 'kx-take-over') event.waitUntil(takeOver(event.ports[0]));
});
