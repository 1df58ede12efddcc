/* From one version to the next. */
/** What an older version has beyond that, and this one has unchanged, is not thrown away: an interrupted download of the course goes on from it. */
async function carryOver() {
  const known = await versionCaches();
  const there = await present();
  const unchanged = [];
  for (const file of NAMES) if (!isPage(file) && !there.has(file) && (await findUnchanged(file, known))) unchanged.push(file);
  await take(unchanged, known, () => true);
}

async function install() {
  let chosen = await readChosen();
  if (chosen.shells.length === 0) {
    const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const paths = tabs.map((tab) => pathOf(new URL(tab.url))).filter((path) => path !== null);
    const opened = paths.length > 0 ? paths : [''];
    await choose((now) => {
      now.pages = added(now.pages, opened.flatMap(stageAt));
      now.shells = added(now.shells, opened.map((path) => languageOf(path).folder));
    });
    chosen = await readChosen();
  }
  const sets = chosenSets(chosen);
  await complete(sets);
  await carryOver();
  // Another version may have begun its service meanwhile and tidied this one away.
  const there = await present();
  if (!sets.flat().every((file) => there.has(file))) throw new Error(`version ${SITE.version} was removed while it was downloaded`);
  // The very first version has nobody to take over from. A later one waits until every open tab agrees.
  if (!self.registration.active) await self.skipWaiting();
}

self.addEventListener('install', (event) => event.waitUntil(install()));

async function removeOtherVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE && name !== CHOSEN).map((name) => caches.delete(name)));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOtherVersions().then(() => self.clients.claim()));
});

/** Keeps the page that a reader has opened; what was chosen while a newer version was downloaded is made up for. */
async function visited(path) {
  const { language, page } = placeOf(path);
  const before = await readChosen();
  const isNew = !before.shells.includes(language.folder) || (page !== null && !before.pages.includes(page));
  if (isNew) {
    await choose((now) => {
      now.shells = added(now.shells, [language.folder]);
      now.pages = added(now.pages, page === null ? [] : [page]);
    });
  }
  // Without network, or with another version at the host, the next visit tries again.
  await complete(chosenSets(await readChosen())).catch(() => undefined);
}
