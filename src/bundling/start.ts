/**
 * Where the site starts in the browser, in the place of Docusaurus's own start (its `clientEntry`, the last module here). The same modules run
 * in the same order, but after the page's text is drawn, and in several turns of the browser's loop: run at once, they keep a slow phone from
 * answering for a quarter of a second.
 */
interface Yielding {
  scheduler?: { yield?: () => Promise<void> };
}

/** Lets the browser answer the reader and draw; sooner back than a timer where it can be. */
const turn = (): Promise<void> => (window as Yielding).scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

/** Asks for the page's own chunks, so that they travel while the rest starts. */
async function askForPage(): Promise<void> {
  const { matchRoutes } = await import(/* webpackMode: "eager" */ 'react-router-config');
  const { default: routes } = await import(/* webpackMode: "eager" */ '@generated/routes');
  for (const { route } of matchRoutes(routes, window.location.pathname)) {
    await turn();
    void (route.component as { preload?: () => unknown }).preload?.();
  }
}

const steps: readonly (() => Promise<unknown>)[] = [
  () => import(/* webpackMode: "eager" */ 'react'),
  askForPage,
  () => import(/* webpackMode: "eager" */ 'react-dom/client'),
  () => import(/* webpackMode: "eager" */ '@generated/client-modules'),
  () => import(/* webpackMode: "eager" */ '@docusaurus/core/lib/client/App'),
  () => import(/* webpackMode: "eager" */ '@docusaurus/core/lib/client/clientEntry'),
];

/** Longest wait (ms) for the first paint. */
const PATIENCE = 1500;

/**
 * Resolves once the browser has drawn the page's text. Scripts that came while a long page was still laid out would run first and keep the
 * reader from the text that is there already. At once in a tab that nobody sees, where nothing is drawn.
 */
const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'hidden' || !('PerformanceObserver' in window)) return resolve();
    new PerformanceObserver((_, observer) => {
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, PATIENCE);
  });

async function start(): Promise<void> {
  await drawn();
  for (const step of steps) {
    await turn();
    await step();
  }
}

void start();
