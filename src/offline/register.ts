/**
 * Registers the service worker when the page has come to rest, tells it which pages the reader opens, and asks the reader before a new version
 * takes over. No import above all: this runs on every page, and the notice comes only when it is needed.
 */

/** Idle time is asked for only after this many ms, so that the download never competes with the page itself. */
const REST = 3000;
/** A tab that stays open looks for a new version when it comes into view, at most this often (ms). */
const CHECK_EVERY = 60 * 60 * 1000;
const ANSWER_TIMEOUT = 3000;

/** Whether this tab's reader has agreed to the new version. */
let agreed = false;

/** Tells the waiting worker that this reader agrees. Resolves to the number of tabs that do not; rejects when it is gone. */
function askToTakeOver(waiting: ServiceWorker): Promise<number> {
  agreed = true;
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<{ against: number }>) => {
      clearTimeout(silence);
      resolve(data.against);
    };
    const silence = setTimeout(() => {
      agreed = false;
      reject(new Error('The waiting version did not answer'));
    }, ANSWER_TIMEOUT);
    waiting.postMessage({ type: 'kx-take-over' }, [port2]);
  });
}

function announce(waiting: ServiceWorker): void {
  const dismissed = () => {
    agreed = false;
  };
  void import('./mountNotice').then(({ mountNotice }) => mountNotice(() => askToTakeOver(waiting), dismissed));
}

function watch(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  // Without a controller the page came from the network: it has nothing to change over from.
  if (registration.waiting && serviceWorker.controller) announce(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && registration.active) announce(installing);
    });
  });

  let checked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checked < CHECK_EVERY) return;
    checked = Date.now();
    // Without network there is nothing new; the next look will tell.
    registration.update().catch(() => undefined);
  });
}

function answerOtherTabs(): void {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<{ type?: string } | undefined>) => {
    if (data?.type === 'kx-agreed?') ports[0]?.postMessage(agreed);
  });
  serviceWorker.addEventListener('controllerchange', () => {
    if (agreed) window.location.reload();
  });
}

/** Where the worker is; undefined where there is none: the development server, or a browser without service workers. */
export const workerScript = (): string | undefined => ('serviceWorker' in navigator ? document.querySelector<HTMLMetaElement>('meta[name="kx-offline"]')?.content : undefined);

let registered: Promise<ServiceWorkerRegistration> | null = null;

/** Registers the worker, once. Rejects in a private window, on a full disk or at a host without https. */
export function register(script: string): Promise<ServiceWorkerRegistration> {
  return (registered ??= navigator.serviceWorker.register(script, { updateViaCache: 'none' }).then((registration) => {
    watch(registration);
    return registration;
  }));
}

function whenAtRest(start: () => void): void {
  const rest = () => setTimeout(() => ('requestIdleCallback' in window ? window.requestIdleCallback(start) : start()), REST);
  if (document.readyState === 'complete') rest();
  else window.addEventListener('load', rest, { once: true });
}

/** The data saver is on: nothing is downloaded that the reader has not asked for. */
const saves = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Docusaurus calls this when a page stands: the worker keeps it, once it has come to rest. */
export function onRouteDidUpdate({ location, previousLocation }: { location: { pathname: string }; previousLocation: { pathname: string } | null }): void {
  const script = workerScript();
  if (!script || saves() || location.pathname === previousLocation?.pathname) return;
  const base = script.slice(0, script.lastIndexOf('/') + 1);
  const visit = { type: 'kx-visit', path: decodeURI(location.pathname).slice(base.length) };
  // The very first worker looks by itself which pages are open.
  whenAtRest(() => void navigator.serviceWorker.getRegistration().then((registration) => registration?.active?.postMessage(visit)));
}

if (typeof window !== 'undefined') {
  const script = workerScript();
  if (script) {
    answerOtherTabs();
    // Without it (see `register`) the site works as any other, with network.
    if (!saves()) whenAtRest(() => void register(script).catch(() => undefined));
  }
}
