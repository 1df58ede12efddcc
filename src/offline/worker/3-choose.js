/* What is chosen: which sets there are, and which of them the reader wants. */
const languageOf = (path) => SITE.languages.find(({ folder }) => folder && `${path}/`.startsWith(folder)) ?? SITE.languages.find(({ folder }) => !folder) ?? SITE.languages[0];
const shellOf = (language) => namesOf(language.shell);
const setOf = (language, page) => namesOf(language.pages[page]);
const wholeOf = (language) => [shellOf(language), ...Object.keys(language.pages).map((page) => setOf(language, page)), namesOf(language.rest)];

/** The language and the page (null for those of the shell, and for what this version does not have) at a path below the base. */
function placeOf(path) {
  const language = languageOf(path);
  const file = locate(path)?.file;
  return { language, page: file !== undefined && Object.hasOwn(language.pages, file) ? file : null };
}

/** What a reader who begins here needs at first: the pages of this page's stage; those of the first stage at the door of the course. */
function stageAt(path) {
  const { language, page } = placeOf(path);
  if (page === null) return language.stages[0] ?? [];
  return language.stages.find((stage) => stage.includes(page)) ?? [page];
}

/** @returns {Promise<{pages: string[], shells: string[], whole: Record<string, 'going' | 'stopped' | 'done'>}>} pages and folders of languages */
async function readChosen() {
  const stored = (await caches.has(CHOSEN)) ? await (await caches.open(CHOSEN)).match(CHOSEN_KEY) : undefined;
  return { pages: [], shells: [], whole: {}, ...(await stored?.json()) };
}

let changes = Promise.resolve();
/** Changes what is chosen; one change after another. */
function choose(change) {
  const next = changes.then(async () => {
    const chosen = await readChosen();
    change(chosen);
    await (await caches.open(CHOSEN)).put(CHOSEN_KEY, new Response(JSON.stringify(chosen)));
  });
  changes = next.catch(() => undefined);
  return next;
}

const added = (list, more) => [...new Set([...list, ...more])];

/** The sets of what is chosen that this version has. */
function chosenSets({ pages, shells, whole }) {
  return SITE.languages.flatMap((language) => {
    const own = pages.filter((page) => Object.hasOwn(language.pages, page));
    if (whole[language.folder] === 'done') return wholeOf(language);
    return own.length > 0 || shells.includes(language.folder) ? [shellOf(language), ...own.map((page) => setOf(language, page))] : [];
  });
}
