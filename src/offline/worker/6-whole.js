/* The whole course, on a button. */
/** Folders of languages whose download the reader has stopped since this worker started. */
const stopped = new Set();

async function wholeStatus(language) {
  const there = await present();
  const files = [...new Set(wholeOf(language).flat())];
  const bytes = (some) => some.reduce((sum, file) => sum + SITE.files[file][1], 0);
  const kept = files.filter((file) => there.has(file));
  const chosen = (await readChosen()).whole[language.folder];
  return { state: kept.length === files.length && chosen ? 'done' : chosen === 'done' ? 'going' : (chosen ?? 'no'), kept: bytes(kept), all: bytes(files) };
}

const setWhole = (language, state) =>
  choose((now) => {
    now.whole = { ...now.whole, [language.folder]: state };
  });

/** Downloads the whole course in one language for a turn. @returns why it cannot go on, or null */
async function goOn(language) {
  stopped.delete(language.folder);
  const end = Date.now() + TURN;
  try {
    await setWhole(language, 'going');
    const all = await complete(wholeOf(language), () => Date.now() < end && !stopped.has(language.folder));
    if (all && !stopped.has(language.folder)) await setWhole(language, 'done');
    return null;
  } catch (error) {
    return error.name === 'QuotaExceededError' ? 'full' : error.name === 'ChangedError' ? 'changed' : 'network';
  }
}

async function stop(language) {
  stopped.add(language.folder);
  await setWhole(language, 'stopped');
}

/** Gives the space back: what the reader's stage and visited pages need stays. */
async function remove(language) {
  stopped.add(language.folder);
  await setWhole(language, undefined);
  const cache = await caches.open(CACHE);
  const stay = new Set(chosenSets(await readChosen()).flat());
  const gone = [...new Set(wholeOf(language).flat())].filter((file) => !stay.has(file));
  // Pages first: one that is there has all it needs, at every moment.
  for (const file of [...gone.filter(isPage), ...gone.filter((one) => !isPage(one))]) await cache.delete(keyOf(file));
}

/** Answers the button of the whole course: what there is of it, after what was asked. */
async function answerWhole({ act, path }, port) {
  const language = languageOf(path);
  const problem = act === 'go' ? await goOn(language) : act === 'stop' ? await stop(language) : act === 'remove' ? await remove(language) : null;
  port.postMessage({ ...(await wholeStatus(language)), problem: problem ?? null });
}
