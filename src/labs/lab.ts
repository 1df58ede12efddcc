// Read while the site is built, where only relative paths lead somewhere.
import type { Locale } from '../i18n/messages';
import { CheckFault, parseCheck } from '../simulation/scenarios/terminal/check-syntax';
import type { Start } from '../simulation/scenarios/terminal/start';

/** A text in both languages; `code` between backticks. */
export type Both = Readonly<Record<Locale, string>>;

/** A step: what to reach, how it is told that it is reached, and the ways there. */
export interface LabStep<T = Both> {
  readonly id: string;
  readonly text: T;
  /** Lines of checks (simulation/scenarios/terminal/check-syntax.ts); all have to hold. */
  readonly check: readonly string[];
  /** Command lines of somebody else, by which something happens when the step begins. */
  readonly broken?: readonly string[];
  /** A nudge first, then nearly the answer. */
  readonly hints: readonly [T, T];
  /** Command lines that reach it: they are shown, can be typed for the reader, and are replayed by a test. */
  readonly solution: readonly string[];
  /** Command lines of a reader who went wrong: the step must not pass after them. */
  readonly wrong: readonly string[];
  /** The same on a real cluster, where it differs from the solution. */
  readonly real?: readonly string[];
  /** What has been seen here, once it is reached. */
  readonly after?: T;
}

export interface Lab<T = Both> {
  readonly title: T;
  /** One or two sentences: what the reader does here, and why. */
  readonly goal: T;
  readonly start: Start;
  readonly steps: readonly LabStep<T>[];
  /** What a real cluster needs for the same commands. */
  readonly real: T;
}

type Json = Readonly<Record<string, unknown>>;
export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a lab's file, and where. */
export class LabFault extends Error {}

export const fail = (at: string, what: string): never => {
  throw new LabFault(`${at}: ${what}`);
};

export function both(value: unknown, at: string): Both {
  if (!isRecord(value) || typeof value.ko !== 'string' || typeof value.en !== 'string') return fail(at, 'write the text as {ko: …, en: …}');
  return { ko: value.ko.trim(), en: value.en.trim() };
}

export function lines(value: unknown, at: string): readonly string[] {
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list) || list.length === 0 || !list.every((one): one is string => typeof one === 'string' && one.trim() !== '')) return fail(at, 'write a list of texts with at least one');
  return list.map((one) => one.replace(/\n$/, ''));
}

/** Lines of checks, each of which reads. */
export function readChecks(value: unknown, at: string): readonly string[] {
  const check = lines(value, at);
  for (const one of check) {
    try {
      parseCheck(one);
    } catch (fault) {
      if (fault instanceof CheckFault) fail(at, fault.message);
      throw fault;
    }
  }
  return check;
}

function step(value: unknown, at: string): LabStep {
  if (!isRecord(value)) return fail(at, 'a step is a map');
  const { id, hints, real, after, broken } = value;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(id)) return fail(`${at}.id`, 'write a short name of small letters');
  const check = readChecks(value.check, `${at}.check`);
  if (!Array.isArray(hints) || hints.length !== 2) return fail(`${at}.hints`, 'write two: a nudge, and nearly the answer');
  return {
    id, check, text: both(value.text, `${at}.text`), hints: [both(hints[0], `${at}.hints[0]`), both(hints[1], `${at}.hints[1]`)], solution: lines(value.solution, `${at}.solution`), wrong: lines(value.wrong, `${at}.wrong`),
    ...(broken === undefined ? {} : { broken: lines(broken, `${at}.broken`) }), ...(real === undefined ? {} : { real: lines(real, `${at}.real`) }), ...(after === undefined ? {} : { after: both(after, `${at}.after`) }),
  };
}

const START_FIELDS = new Set(['manifests', 'files', 'settled', 'images', 'spare', 'minikube', 'stopped', 'policies', 'addons', 'git', 'installed', 'broken', 'brokenFor', 'namespaces', 'certificates']);

/** How a cluster begins; only fields that are known. */
export function readStart(start: unknown): Start {
  if (!isRecord(start)) return fail('start', 'is a map');
  for (const field of Object.keys(start)) if (!START_FIELDS.has(field)) fail(`start.${field}`, `is not known; there are ${[...START_FIELDS].join(', ')}`);
  return start as Start;
}

/** A lab from what its YAML file holds; throws a {@link LabFault} that names the place. */
export function labOf(value: unknown): Lab {
  if (!isRecord(value)) return fail('$', 'a lab is a map');
  const { steps } = value;
  const start = readStart(value.start ?? {});
  if (!Array.isArray(steps) || steps.length === 0) return fail('steps', 'write at least one');
  const read = steps.map((one, at) => step(one, `steps[${at}]`));
  const ids = read.map(({ id }) => id);
  for (const [at, id] of ids.entries()) if (ids.indexOf(id) !== at) fail(`steps[${at}].id`, `${id} is there already`);
  return { title: both(value.title, 'title'), goal: both(value.goal, 'goal'), real: both(value.real, 'real'), start, steps: read };
}

/** A lab in one language, as a page carries it. */
export function labIn({ title, goal, real, start, steps }: Lab, locale: Locale): Lab<string> {
  return {
    title: title[locale], goal: goal[locale], real: real[locale], start,
    steps: steps.map(({ text, hints, after, wrong: _wrong, ...rest }) => ({ ...rest, wrong: [], text: text[locale], hints: [hints[0][locale], hints[1][locale]], ...(after === undefined ? {} : { after: after[locale] }) })),
  };
}
