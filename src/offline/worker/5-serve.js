/* What is answered, with network and without. */
const fromCache = async (file) => (await caches.open(CACHE)).match(keyOf(file));

/** A page of another version (opened from the host while this one serves) asks for another version of the search by `?v=`. */
const isSearch = (file, { folder }) => file === `${folder}search-index.json` || file.startsWith(`${folder}search/`);

async function answerFile(file, request) {
  const language = languageOf(file);
  const searches = isSearch(file, language);
  const asked = new URL(request.url).searchParams.get('v');
  if (searches && asked !== null && asked !== language.search) return fetch(request);
  const kept = await fromCache(file);
  // The names of scripts change with their content; those of the search do not, and the host may have another version by now.
  return kept ?? (searches ? download(file) : fetch(request));
}

const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The browser says "online" as soon as there is any line: the page opens again once the host really answers, and takes no reader back who is on the way elsewhere. */
const OPEN_WHEN_THERE = `
let trying, leaving;
addEventListener('beforeunload', () => { leaving = true; });
const open = () => fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(() => leaving || location.reload(), () => { trying = setTimeout(open, 3000); });
addEventListener('online', () => { clearTimeout(trying); open(); });
`;

/** Says that there is no network and the page is not kept; opens it when there is. */
function notKept(path) {
  const { folder, notKept: text } = languageOf(path);
  const html = `<!doctype html><html lang="${text.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeText(text.title)}</title>
<style>:root{color-scheme:light dark}body{max-width:36rem;margin:15vh auto;padding:0 1rem;font:1.0625rem/1.7 system-ui,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif;word-break:keep-all}h1{font-size:1.5rem;line-height:1.4}a{display:inline-block;padding:.6rem 0}</style>
<main data-not-kept><h1>${escapeText(text.title)}</h1><p>${escapeText(text.lead)}</p><p>${escapeText(text.hint)}</p><p><a href="${SITE.base}${folder}curriculum">${escapeText(text.link)}</a></p></main>
<script>{${OPEN_WHEN_THERE}}</script></html>`;
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

async function answerPage(file, path, request) {
  const kept = await fromCache(file);
  return kept ?? fetch(request).catch(() => notKept(path));
}

/** A page that this version does not have: the host's answer, or without network the version's own 404 page. */
async function answerUnknownPage(path, request) {
  try {
    return await fetch(request);
  } catch {
    const page = await fromCache(notFoundFile(path));
    return page ? new Response(page.body, { status: 404, headers: page.headers }) : notKept(path);
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
  else if (found) event.respondWith(navigates ? answerPage(found.file, path, request) : answerFile(found.file, request));
  else if (navigates) event.respondWith(answerUnknownPage(path, request));
});
