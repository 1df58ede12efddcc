// A slow line: the browser shows what it has of a page, and what it shows must not jump when the rest arrives.
import { afterAll, beforeAll, inject, it } from 'vitest';
import { expectNoErrors, settle, withPage } from '../support/browser';
import { serveInPieces } from '../support/in-pieces';
import { expectStill, recordShifts } from '../support/shifts';
import { sweptPages } from '../support/site';

let slow: Awaited<ReturnType<typeof serveInPieces>>;
beforeAll(async () => {
  slow = await serveInPieces(inject('siteUrl'));
});
afterAll(() => slow.close());

const cases = sweptPages.flatMap((page) => [1440, 360].map((width) => [`${page.locale} /${page.name} at ${width} px`, page, width] as const));

it.each(cases)('%s does not move while it arrives', async (_, { path }, width) => {
  await withPage(new URL(path, slow.url).href, { width, height: width === 360 ? 800 : 900 }, async (opened) => {
    const shifts = await recordShifts(opened.page);
    await settle(opened.page);
    expectNoErrors(opened);
    expectStill(await shifts());
  });
});
