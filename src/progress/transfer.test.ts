import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportName, exportText, FORMAT, importFile, importText, MAX_BYTES } from './transfer';
import { migrate } from './migrate';
import { hostileText, progress, progressV1 } from './testing/arbitrary';

describe('export and import', () => {
  it('brings back what was exported', () => {
    fc.assert(
      fc.property(progress, (before) => {
        expect(importText(exportText(before, '2026-11-21'))).toEqual({ ok: true, progress: before, exported: '2026-11-21' });
      }),
    );
  });

  it('reads a file of version 1 through the same migrations', () => {
    fc.assert(
      fc.property(progressV1, (old) => {
        expect(importText(JSON.stringify({ format: FORMAT, progress: old }))).toEqual({ ok: true, progress: migrate(old), exported: null });
      }),
    );
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = importText(text);
        if (read.ok) expect(importText(exportText(read.progress, '2026-11-21'))).toMatchObject({ ok: true, progress: read.progress });
        else expect(read.problem.code).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', { code: 'empty' }],
    [' \n', { code: 'empty' }],
    ['\uFEFF', { code: 'empty' }],
    ['PK\u0003\u0004', { code: 'notJson' }],
    [exportText({ v: 4, pages: {} }, '2026-11-21').slice(0, -4), { code: 'notJson' }],
    ['[]', { code: 'foreign' }],
    ['{"format":"something-else","progress":{"v":2,"pages":{}}}', { code: 'foreign' }],
    ['{"v":2,"pages":{}}', { code: 'foreign' }],
    [`{"format":"${FORMAT}","progress":{"v":5}}`, { code: 'newer', version: 5 }],
    [`{"format":"${FORMAT}"}`, { code: 'damaged', at: 'progress.v' }],
    [`{"format":"${FORMAT}","progress":{"v":2,"pages":{"pods":{"read":1}}}}`, { code: 'damaged', at: 'progress.pages.pods.read' }],
  ])('says what is wrong with %j', (text, problem) => {
    expect(importText(text)).toEqual({ ok: false, problem });
  });

  it('accepts a byte order mark', () => {
    expect(importText(`\uFEFF${exportText({ v: 4, pages: {} }, '2026-11-21')}`).ok).toBe(true);
  });

  it('neither reads a huge file nor fails on one that the browser cannot read', async () => {
    const unread = { size: MAX_BYTES + 1, text: () => Promise.reject(new Error('was read')) };
    expect(await importFile(unread)).toEqual({ ok: false, problem: { code: 'tooLarge' } });
    expect(await importFile({ ...unread, size: 10 })).toEqual({ ok: false, problem: { code: 'unreadable' } });
    expect(await importFile(new Blob([exportText({ v: 4, pages: {} }, '2026-11-21')]))).toMatchObject({ ok: true });
  });

  it('names the file after the day', () => expect(exportName('2026-11-21')).toBe('kubernetes-explorer-progress-2026-11-21.json'));
});
