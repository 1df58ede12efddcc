/**
 * Where the site starts in the browser, in the place of Docusaurus's own start (its `clientEntry`, the last step here). The same modules run
 * in the same order, but in several turns of the browser's loop: run at once, they keep a slow phone from answering for a quarter of a second.
 * The page's own chunks are asked for first, so that they travel meanwhile.
 */
const steps: readonly (() => Promise<unknown>)[] = [
  async () => {
    const { default: preload } = await import(/* webpackMode: "eager" */ '@docusaurus/core/lib/client/preload');
    return void preload(window.location.pathname);
  },
  () => import(/* webpackMode: "eager" */ 'react-dom/client'),
  () => import(/* webpackMode: "eager" */ '@docusaurus/core/lib/client/App'),
  () => import(/* webpackMode: "eager" */ '@docusaurus/core/lib/client/clientEntry'),
];

interface Yielding {
  scheduler?: { yield?: () => Promise<void> };
}

/** Lets the browser answer the reader and draw; sooner back than a timer where it can be. */
const turn = (): Promise<void> => (window as Yielding).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

async function start(): Promise<void> {
  for (const step of steps) {
    await turn();
    await step();
  }
}

void start();
