import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyProgress, VERSION, type StoredForm } from './forms';
import { migrate, readForm, readText } from './migrate';
import { hostileText, progress, progressV1, progressV2, progressV3 } from './testing/arbitrary';

describe('stored forms', () => {
  it('brings the ticks of version 1 along', () => {
    expect(readText('{"v":1,"objectives":{"why-kubernetes":["kernel","eras","eras"],"pods":[]}}')).toEqual({
      kind: 'progress',
      progress: { v: 4, pages: { 'why-kubernetes': { read: false, objectives: ['eras', 'kernel'], answers: {}, labs: {}, times: {}, exams: {} } } },
    });
  });

  it('loses no tick and invents nothing on the way up', () => {
    fc.assert(
      fc.property(progressV1, (form) => {
        const up = migrate(form);
        expect(up.v).toBe(VERSION);
        const ticks = (entries: [string, readonly string[]][]) => entries.flatMap(([page, ids]) => [...new Set(ids)].map((id) => JSON.stringify([page, id]))).sort();
        expect(ticks(Object.entries(up.pages).map(([page, { objectives }]) => [page, objectives]))).toEqual(ticks(Object.entries(form.objectives)));
        for (const page of Object.values(up.pages)) expect([page.read, page.answers]).toEqual([false, {}]);
      }),
    );
  });

  it('keeps all of version 2, and has no labs in it', () => {
    fc.assert(
      fc.property(progressV2, (form) => {
        const up = migrate(form);
        expect(Object.keys(up.pages)).toEqual(Object.keys(form.pages));
        for (const [page, { labs, times, exams, ...rest }] of Object.entries(up.pages)) expect([labs, times, exams, rest]).toEqual([{}, {}, {}, Object.entries(form.pages).find(([one]) => one === page)?.[1]]);
      }),
    );
  });

  it('reaches the present form from each form, and stays there', () => {
    fc.assert(
      fc.property(fc.oneof<fc.Arbitrary<StoredForm>[]>(progressV1, progressV2, progressV3, progress), (form) => {
        const once = migrate(form);
        expect(migrate(once)).toBe(once);
        expect(readText(JSON.stringify(form))).toEqual({ kind: 'progress', progress: once });
        expect(readText(JSON.stringify(once))).toEqual({ kind: 'progress', progress: once });
      }),
    );
  });

  it('never throws, and answers with a whole form or a reason', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const reading = readText(text);
        if (reading.kind !== 'progress') return;
        expect(reading.progress.v).toBe(VERSION);
        expect(readForm(JSON.parse(JSON.stringify(reading.progress)))).toEqual(reading);
      }),
      { numRuns: 2000 },
    );
  });

  it('tells a newer form from a damaged one', () => {
    expect(readText('{"v":5,"whatever":true}')).toEqual({ kind: 'newer', version: 5 });
    for (const v of ['0', '-1', '2.5', '"2"', 'null', '1e400']) expect(readText(`{"v":${v},"pages":{}}`)).toEqual({ kind: 'damaged', at: 'v' });
  });

  it.each([
    ['', ''],
    ['{', ''],
    ['null', 'v'],
    ['[]', 'v'],
    ['{"v":1}', 'objectives'],
    ['{"v":1,"objectives":{"a":[1]}}', 'objectives.a.0'],
    ['{"v":2,"pages":[]}', 'pages'],
    ['{"v":2,"pages":{"pods":true}}', 'pages.pods'],
    ['{"v":2,"pages":{"pods":{"read":"yes"}}}', 'pages.pods.read'],
    ['{"v":2,"pages":{"pods":{"objectives":["a",null]}}}', 'pages.pods.objectives.1'],
    ['{"v":2,"pages":{"pods":{"answers":{"boot":"maybe"}}}}', 'pages.pods.answers.boot'],
    ['{"v":4,"pages":{"pods":{"times":{"incident-lab":{"dns":-1}}}}}', 'pages.pods.times.incident-lab.dns'],
    ['{"v":3,"pages":{"pods":{"labs":{"05-pods":["a",1]}}}}', 'pages.pods.labs.05-pods.1'],
  ])('says where %s does not fit', (text, at) => {
    expect(readText(text)).toEqual({ kind: 'damaged', at });
  });

  it('takes an empty form for no progress', () => {
    expect(readText('{"v":2,"pages":{"pods":{}}}')).toEqual({ kind: 'progress', progress: emptyProgress });
  });
});
