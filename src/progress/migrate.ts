import { emptyPage, newerVersion, parseForm, sortedOnce, withoutEmpty, type Progress, type ProgressV1, type ProgressV2, type ProgressV3, type ProgressV4, type StoredForm } from './forms';

/** Version 2 adds pages marked as read and answered questions; version 1 knew ticks only. */
export function fromV1(form: ProgressV1): ProgressV2 {
  const pages = Object.entries(form.objectives).map(([page, ids]) => [page, { read: false, objectives: sortedOnce(ids), answers: {} }] as const);
  return { v: 2, pages: withoutEmpty(Object.fromEntries(pages)) };
}

/** Version 3 adds the steps of labs. */
export const fromV2 = ({ pages }: ProgressV2): ProgressV3 => ({ v: 3, pages: Object.fromEntries(Object.entries(pages).map(([page, done]) => [page, { ...done, labs: {} }])) });

/** Version 4 adds best times and the results of exams. */
export const fromV3 = ({ pages }: ProgressV3): ProgressV4 => ({ v: 4, pages: Object.fromEntries(Object.entries(pages).map(([page, done]) => [page, { ...emptyPage, ...done }])) });

/** One step at a time to the present form. */
export function migrate(form: StoredForm): Progress {
  switch (form.v) {
    case 1:
      return migrate(fromV1(form));
    case 2:
      return migrate(fromV2(form));
    case 3:
      return migrate(fromV3(form));
    case 4:
      return form;
  }
}

export type Reading =
  | { kind: 'progress'; progress: Progress }
  /** Written by a newer version of the site: not ours to read or to overwrite. */
  | { kind: 'newer'; version: number }
  | { kind: 'damaged'; at: string };

export function readForm(value: unknown): Reading {
  const version = newerVersion(value);
  if (version !== undefined) return { kind: 'newer', version };
  const parsed = parseForm(value);
  return parsed.ok ? { kind: 'progress', progress: migrate(parsed.form) } : { kind: 'damaged', at: parsed.at };
}

/** Reads the stored text; never throws. `at` is empty when the text is not JSON at all. */
export function readText(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'damaged', at: '' };
  }
  return readForm(value);
}
