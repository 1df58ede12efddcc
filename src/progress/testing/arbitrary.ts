import fc from 'fast-check';
import { sortedOnce, withoutEmpty, withoutEmptyLabs, withoutEmptyTimes, type Answer, type Progress, type ProgressV1, type ProgressV2, type ProgressV3 } from '../forms';

/** Ids as the pages have them, and the ones that trip up careless code. */
export const id = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('why-kubernetes', 'pods', 'guides/choosing-a-distribution', 'eras', 'boot') },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '한글') },
  { weight: 1, arbitrary: fc.string() },
);

export const answer = fc.constantFrom<Answer>('knew', 'notYet');

const record = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> => fc.array(fc.tuple(id, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));

const ids = fc.array(id, { maxLength: 6 }).map(sortedOnce);
const page = fc.record({ read: fc.boolean(), objectives: ids, answers: record(answer) });
const withLabs = { read: fc.boolean(), objectives: ids, answers: record(answer), labs: record(ids).map(withoutEmptyLabs) };
const pageWithLabs = fc.record(withLabs);
const pageWithTimes = fc.record({ ...withLabs, times: record(record(fc.nat())).map(withoutEmptyTimes), exams: record(record(record(fc.nat()))).map(withoutEmptyTimes) });

export const progress: fc.Arbitrary<Progress> = record(pageWithTimes).map((pages) => ({ v: 4, pages: withoutEmpty(pages) }));

export const progressV3: fc.Arbitrary<ProgressV3> = record(pageWithLabs).map((pages) => ({ v: 3, pages: withoutEmpty(pages) }));

export const progressV2: fc.Arbitrary<ProgressV2> = record(page).map((pages) => ({ v: 2, pages: withoutEmpty(pages) }));

export const progressV1: fc.Arbitrary<ProgressV1> = record(fc.array(id, { maxLength: 6 })).map((objectives) => ({ v: 1, objectives }));

/** Any text at all, any JSON, and JSON that looks almost right. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .record(
      {
        format: fc.oneof(fc.constant('kubernetes-explorer-progress'), fc.jsonValue()),
        exported: fc.jsonValue(),
        v: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.jsonValue()),
        objectives: fc.oneof(record(fc.jsonValue()), fc.jsonValue()),
        pages: fc.oneof(record(fc.record({ read: fc.jsonValue(), objectives: fc.jsonValue(), answers: fc.jsonValue(), labs: fc.oneof(record(fc.jsonValue()), fc.jsonValue()), times: fc.oneof(record(record(fc.jsonValue())), fc.jsonValue()), exams: fc.oneof(record(record(record(fc.jsonValue()))), fc.jsonValue()) }, { requiredKeys: [] })), fc.jsonValue()),
        progress: fc.oneof(fc.record({ v: fc.integer({ min: 0, max: 4 }), pages: record(fc.jsonValue()), objectives: fc.jsonValue() }, { requiredKeys: [] }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
);
