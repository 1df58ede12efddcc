import type { Locale } from '../i18n/messages';
import { register, workerScript } from './register';
import { createWholeCourse, type Act, type Status, type WholeCourse } from './wholeCourse';

/** A worker that is silent so long (ms) does not answer; a turn of downloading lasts until its files have come, on a slow line a while. */
const PATIENCE: Record<Act, number> = { look: 5000, go: 120_000, stop: 10_000, remove: 10_000 };

async function ask(act: Act, path: string): Promise<Status | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  const active = registration?.active;
  if (!active) return null;
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const silence = setTimeout(() => reject(new Error('The service worker does not answer')), PATIENCE[act]);
    port1.onmessage = ({ data }: MessageEvent<Status>) => {
      clearTimeout(silence);
      port1.close();
      // The new version comes with its own notice.
      if (data.problem === 'changed') registration.update().catch(() => undefined);
      resolve(data);
    };
    active.postMessage({ type: 'kx-whole', act, path }, [port2]);
  });
}

/** Resolves when a worker serves this site; rejects where it cannot begin. */
async function begin(): Promise<void> {
  const registration = await register(workerScript() ?? '');
  if (registration.active) return undefined;
  const coming = registration.installing ?? registration.waiting;
  if (!coming) throw new Error('No worker came');
  return new Promise((resolve, reject) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve();
      if (coming.state === 'redundant') reject(new Error('The worker could not begin'));
    });
  });
}

const courses = new Map<Locale, WholeCourse>();

/** The whole course in a language; one for as long as the page is open, so that a download goes on while the reader reads elsewhere. */
export function wholeCourseIn(locale: Locale): WholeCourse {
  let course = courses.get(locale);
  if (!course) {
    const script = () => workerScript() ?? '';
    course = createWholeCourse({
      possible: () => workerScript() !== undefined,
      ask: (act) => ask(act, locale === 'ko' ? '' : `${locale}/`),
      begin,
      size: async () => {
        const response = await fetch(script().replace(/sw\.js$/, 'offline-size.json'));
        return ((await response.json()) as Record<Locale, number>)[locale];
      },
    });
    courses.set(locale, course);
  }
  return course;
}
