/**
 * The stored forms of a reader's progress, oldest first. A form never changes once readers have it in their browsers: a new
 * one gets the next number, a parser here and a step in `migrate.ts`.
 */
export type Answer = 'knew' | 'notYet';

/** Ticked objectives: page id → objective ids. */
export interface ProgressV1 {
  v: 1;
  objectives: Readonly<Record<string, readonly string[]>>;
}

interface PageProgressV2 {
  /** Only ever set by the reader's own hand. */
  read: boolean;
  /** Ids of the ticked objectives, each once, in the order of their letters. */
  objectives: readonly string[];
  /** Question id → what the reader said after unfolding the answer. */
  answers: Readonly<Record<string, Answer>>;
}

export interface ProgressV2 {
  v: 2;
  /** Page id (the same in both languages) → what was done there; a page where nothing was done is absent. */
  pages: Readonly<Record<string, PageProgressV2>>;
}

export interface PageProgressV3 extends PageProgressV2 {
  /** Lab → ids of the steps that were reached in it, each once, in the order of their letters; a lab without any is absent. */
  labs: Readonly<Record<string, readonly string[]>>;
}

export interface ProgressV3 {
  v: 3;
  pages: Readonly<Record<string, PageProgressV3>>;
}

export interface PageProgress extends PageProgressV3 {
  /** What is done against the clock → each of its tasks that was done → the reader's best time, whole seconds. */
  times: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Kind of exam (full, sprint) → sitting (its set and when it began) → domain → points, in tenths. */
  exams: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
}

export interface ProgressV4 {
  v: 4;
  pages: Readonly<Record<string, PageProgress>>;
}

export type StoredForm = ProgressV1 | ProgressV2 | ProgressV3 | ProgressV4;
export type Progress = ProgressV4;
export const VERSION = 4 satisfies Progress['v'];

export const emptyProgress: Progress = { v: VERSION, pages: {} };
export const emptyPage: PageProgress = { read: false, objectives: [], answers: {}, labs: {}, times: {}, exams: {} };

/** `damaged` names the place of the first thing that does not fit, as a path: `pages.pods.read`. */
export type Parsed<T> = { ok: true; form: T } | { ok: false; at: string };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isAnswer = (value: unknown): value is Answer => value === 'knew' || value === 'notYet';

export const sortedOnce = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Thrown inside this file only, to leave nested loops. */
class Misfit extends Error {
  constructor(readonly at: string) {
    super(at);
  }
}

/** A new record by `read` of each entry; built without assignment, so that a key such as `__proto__` is a key like any other. */
function readRecord<T>(value: unknown, at: string, read: (value: unknown, at: string) => T): Record<string, T> {
  if (!isObject(value)) throw new Misfit(at);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, read(entry, `${at}.${key}`)]));
}

function readIds(value: unknown, at: string): string[] {
  if (!Array.isArray(value)) throw new Misfit(at);
  value.forEach((id, i) => {
    if (typeof id !== 'string') throw new Misfit(`${at}.${i}`);
  });
  return sortedOnce(value as string[]);
}

function readPageV2(value: unknown, at: string): PageProgressV2 {
  if (!isObject(value)) throw new Misfit(at);
  const { read = false, objectives = [], answers = {} } = value;
  if (typeof read !== 'boolean') throw new Misfit(`${at}.read`);
  return {
    read,
    objectives: readIds(objectives, `${at}.objectives`),
    answers: readRecord(answers, `${at}.answers`, (answer, place) => {
      if (!isAnswer(answer)) throw new Misfit(place);
      return answer;
    }),
  };
}

function readPageV3(value: unknown, at: string): PageProgressV3 {
  const page = readPageV2(value, at);
  const { labs = {} } = value as Json;
  return { ...page, labs: withoutEmptyLabs(readRecord(labs, `${at}.labs`, readIds)) };
}

function readCount(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Misfit(at);
  return value;
}

function readPage(value: unknown, at: string): PageProgress {
  const page = readPageV3(value, at);
  const { times = {}, exams = {} } = value as Json;
  return {
    ...page,
    times: withoutEmptyTimes(readRecord(times, `${at}.times`, (each, place) => readRecord(each, place, readCount))),
    exams: withoutEmptyTimes(readRecord(exams, `${at}.exams`, (each, place) => readRecord(each, place, (sitting, where) => readRecord(sitting, where, readCount)))),
  };
}

const parsers: Readonly<Record<number, (value: Json) => StoredForm>> = {
  1: (value) => ({ v: 1, objectives: readRecord(value.objectives, 'objectives', readIds) }),
  2: (value) => ({ v: 2, pages: withoutEmpty(readRecord(value.pages, 'pages', readPageV2)) }),
  3: (value) => ({ v: 3, pages: withoutEmpty(readRecord(value.pages, 'pages', readPageV3)) }),
  4: (value) => ({ v: 4, pages: withoutEmpty(readRecord(value.pages, 'pages', readPage)) }),
};

export const isEmptyPage = ({ read, objectives, answers, labs = {}, times = {}, exams = {} }: PageProgressV2 & Partial<PageProgress>): boolean => !read && objectives.length === 0 && Object.keys(answers).length === 0 && Object.keys(labs).length === 0 && Object.keys(times).length === 0 && Object.keys(exams).length === 0;

export const withoutEmptyLabs = (labs: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> => Object.fromEntries(Object.entries(labs).filter(([, steps]) => steps.length > 0));

export const withoutEmptyTimes = <T>(times: Readonly<Record<string, Readonly<Record<string, T>>>>): Record<string, Readonly<Record<string, T>>> => Object.fromEntries(Object.entries(times).filter(([, each]) => Object.keys(each).length > 0));

export const withoutEmpty = <P extends PageProgressV2>(pages: Readonly<Record<string, P>>): Record<string, P> =>
  Object.fromEntries(Object.entries(pages).filter(([, page]) => !isEmptyPage(page)));

/** Reads one of the known forms; anything beyond its fields is left out. */
export function parseForm(value: unknown): Parsed<StoredForm> {
  const version = isObject(value) ? value.v : undefined;
  const parser = typeof version === 'number' && Object.hasOwn(parsers, version) ? parsers[version] : undefined;
  if (!isObject(value) || !parser) return { ok: false, at: 'v' };
  try {
    return { ok: true, form: parser(value) };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, at: error.at };
    throw error;
  }
}

/** The number of a form newer than this site knows; `undefined` for every other value. */
export function newerVersion(value: unknown): number | undefined {
  const version = isObject(value) ? value.v : undefined;
  return typeof version === 'number' && Number.isSafeInteger(version) && version > VERSION ? version : undefined;
}
