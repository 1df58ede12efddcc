/* What is kept: files checked against their hashes, in whole sets. */
async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches one file of this version. Rejects when the host has another version of it (a deployment is under way). */
async function download(file) {
  const [hash] = SITE.files[file];
  const response = await fetch(keyOf(file), { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok && response.status !== 404) throw new Error(`${file}: status ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await hashOf(bytes)) !== hash) throw Object.assign(new Error(`${file} is not the file of version ${SITE.version}`), { name: 'ChangedError' });
  // A new response: one that was redirected may not answer a navigation, and the body is no longer compressed.
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  headers.set(HASH_HEADER, hash);
  return new Response(bytes, { status: 200, headers });
}

/** Caches of versions, this one's first. */
async function versionCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CHOSEN && name !== CACHE);
  return Promise.all([CACHE, ...names].map((name) => caches.open(name)));
}

async function findUnchanged(file, known) {
  const found = await Promise.all(known.map((cache) => cache.match(keyOf(file))));
  return found.find((response) => response?.headers.get(HASH_HEADER) === SITE.files[file][0]);
}

/**
 * Puts these files into this version's cache, a few at a time; what a cache has unchanged is not downloaded again. The first error ends it.
 * @param goesOn asked before each file  @returns whether all are there
 */
async function take(files, known, goesOn) {
  const queue = [...files];
  let failed = false;
  const worker = async () => {
    while (queue.length > 0 && !failed && goesOn()) {
      const file = queue.shift();
      try {
        const unchanged = await findUnchanged(file, known);
        await known[0].put(keyOf(file), unchanged ?? (await download(file)));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: DOWNLOADS_AT_ONCE }, worker));
  const rejected = outcomes.find(({ status }) => status === 'rejected');
  if (rejected) throw rejected.reason;
  return queue.length === 0;
}

/** Files whose content is in this version's cache. */
async function present() {
  const keys = await (await caches.open(CACHE)).keys();
  return new Set(keys.map(({ url }) => pathOf(new URL(url))));
}

/** Completes sets one after another, each with its pages last. @returns whether all are complete */
async function complete(sets, goesOn = () => true) {
  const [known, there] = [await versionCaches(), await present()];
  for (const set of sets) {
    for (const files of [set.filter((file) => !isPage(file)), set.filter(isPage)]) {
      const missing = files.filter((file) => !there.has(file));
      if (!(await take(missing, known, goesOn))) return false;
      for (const file of missing) there.add(file);
    }
  }
  return true;
}
