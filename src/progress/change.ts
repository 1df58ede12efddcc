import { emptyPage, isEmptyPage, sortedOnce, withoutEmpty, withoutEmptyLabs, withoutEmptyTimes, type Answer, type PageProgress, type Progress } from './forms';

/** What was done on a page; an own property only, as a page id may be any text. */
export const pageOf = (progress: Progress, page: string): PageProgress => (Object.hasOwn(progress.pages, page) ? progress.pages[page] : emptyPage);

export const answerOf = (progress: Progress, page: string, question: string): Answer | undefined => {
  const { answers } = pageOf(progress, page);
  return Object.hasOwn(answers, question) ? answers[question] : undefined;
};

function withPage(progress: Progress, page: string, next: PageProgress): Progress {
  const { [page]: _, ...others } = progress.pages;
  return { ...progress, pages: isEmptyPage(next) ? others : { ...others, [page]: next } };
}

export function toggleObjective(progress: Progress, page: string, id: string): Progress {
  const before = pageOf(progress, page);
  const objectives = before.objectives.includes(id) ? before.objectives.filter((one) => one !== id) : sortedOnce([...before.objectives, id]);
  return withPage(progress, page, { ...before, objectives });
}

/** Sets or, with `null`, takes back what the reader said about a question. */
export function setAnswer(progress: Progress, page: string, question: string, answer: Answer | null): Progress {
  const before = pageOf(progress, page);
  const { [question]: _, ...others } = before.answers;
  return withPage(progress, page, { ...before, answers: answer === null ? others : { ...others, [question]: answer } });
}

export function setRead(progress: Progress, page: string, read: boolean): Progress {
  return withPage(progress, page, { ...pageOf(progress, page), read });
}

export const stepsOf = (progress: Progress, page: string, lab: string): readonly string[] => {
  const { labs } = pageOf(progress, page);
  return Object.hasOwn(labs, lab) ? labs[lab] : [];
};

/** Steps of a lab that were reached. Beginning the lab anew takes nothing back: the record says what the reader has done once. */
export function addSteps(progress: Progress, page: string, lab: string, steps: readonly string[]): Progress {
  const before = pageOf(progress, page);
  const { [lab]: _, ...others } = before.labs;
  return withPage(progress, page, { ...before, labs: withoutEmptyLabs({ ...others, [lab]: sortedOnce([...stepsOf(progress, page, lab), ...steps]) }) });
}

/** Task → seconds, of what is done against the clock. */
export const timesOf = (progress: Progress, page: string, what: string): Readonly<Record<string, number>> => {
  const { times } = pageOf(progress, page);
  return Object.hasOwn(times, what) ? times[what] : {};
};

/** The better time of each task. */
function bestOf(...all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const entries = all.flatMap((one) => Object.entries(one)).sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : y - x));
  return Object.fromEntries(entries);
}

/** A task that took so many seconds; a worse time than the one before changes nothing. */
export function addTime(progress: Progress, page: string, what: string, task: string, seconds: number): Progress {
  const before = pageOf(progress, page);
  const times = bestOf(timesOf(progress, page, what), Object.fromEntries([[task, seconds]]));
  return withPage(progress, page, { ...before, times: Object.fromEntries([...Object.entries(before.times).filter(([one]) => one !== what), [what, times]].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))) as PageProgress['times'] });
}

/** Sitting → domain → points in tenths, of one kind of exam. */
export const sittingsOf = (progress: Progress, page: string, kind: string): Readonly<Record<string, Readonly<Record<string, number>>>> => {
  const { exams } = pageOf(progress, page);
  return Object.hasOwn(exams, kind) ? exams[kind] : {};
};

/** The most points of the sittings of a kind of exam, in tenths; null where there is none. */
export function bestSitting(progress: Progress, page: string, kind: string): number | null {
  const sums = Object.values(sittingsOf(progress, page, kind)).map((domains) => Object.values(domains).reduce((sum, points) => sum + points, 0));
  return sums.length === 0 ? null : Math.max(...sums);
}

type Exams = PageProgress['exams'];

/** All sittings of both. One sitting has one result; should two differ, the better one of each domain stays. */
function mergeExams(one: Exams, other: Exams): Exams {
  const both = (kind: string): Record<string, Readonly<Record<string, number>>> => {
    const sittings = [one, other].flatMap((exams) => (Object.hasOwn(exams, kind) ? Object.entries(exams[kind]) : []));
    return Object.fromEntries(sortedOnce(sittings.map(([sitting]) => sitting)).map((sitting) => [sitting, mostOf(sittings.filter(([name]) => name === sitting).map(([, domains]) => domains))]));
  };
  return withoutEmptyTimes(Object.fromEntries(sortedOnce([...Object.keys(one), ...Object.keys(other)]).map((kind) => [kind, both(kind)])));
}

/** The most of each domain. */
function mostOf(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  return Object.fromEntries(all.flatMap((one) => Object.entries(one)).sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y)));
}

/** A sitting that has been graded: points of each domain, in tenths. */
export function addSitting(progress: Progress, page: string, kind: string, sitting: string, domains: Readonly<Record<string, number>>): Progress {
  const before = pageOf(progress, page);
  return withPage(progress, page, { ...before, exams: mergeExams(before.exams, Object.fromEntries([[kind, Object.fromEntries([[sitting, domains]])]])) });
}

/** Everything done in either; where the two disagree about a question, “knew” stays. The order of the two makes no difference. */
export function mergeProgress(one: Progress, other: Progress): Progress {
  const ids = sortedOnce([...Object.keys(one.pages), ...Object.keys(other.pages)]);
  return { ...one, pages: withoutEmpty(Object.fromEntries(ids.map((id) => [id, mergePage(pageOf(one, id), pageOf(other, id))]))) };
}

function mergePage(one: PageProgress, other: PageProgress): PageProgress {
  const answers = [...Object.entries(one.answers), ...Object.entries(other.answers)];
  return {
    read: one.read || other.read,
    objectives: sortedOnce([...one.objectives, ...other.objectives]),
    // Later entries win, so those that were known come last.
    answers: Object.fromEntries([...answers.filter(([, answer]) => answer === 'notYet'), ...answers.filter(([, answer]) => answer === 'knew')]),
    labs: Object.fromEntries(sortedOnce([...Object.keys(one.labs), ...Object.keys(other.labs)]).map((lab) => [lab, sortedOnce([one, other].flatMap(({ labs }) => (Object.hasOwn(labs, lab) ? labs[lab] : [])))])),
    times: withoutEmptyTimes(Object.fromEntries(sortedOnce([...Object.keys(one.times), ...Object.keys(other.times)]).map((what) => [what, bestOf(...[one, other].map(({ times }) => (Object.hasOwn(times, what) ? times[what] : {})))]))),
    exams: mergeExams(one.exams, other.exams),
  };
}

export interface Totals {
  read: number;
  objectives: number;
  knew: number;
  notYet: number;
  steps: number;
}

export function totals(progress: Progress): Totals {
  const sum: Totals = { read: 0, objectives: 0, knew: 0, notYet: 0, steps: 0 };
  for (const page of Object.values(progress.pages)) {
    sum.read += page.read ? 1 : 0;
    sum.objectives += page.objectives.length;
    sum.steps += Object.values(page.labs).reduce((count, steps) => count + steps.length, 0);
    for (const answer of Object.values(page.answers)) sum[answer] += 1;
  }
  return sum;
}

export const isEmptyProgress = (progress: Progress): boolean => Object.keys(progress.pages).length === 0;
