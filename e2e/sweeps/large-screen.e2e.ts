// On a large screen: still while it is read from top to bottom, and accessible in both themes.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectAccessible, expectNoErrors, openPage, scrollThrough, settle, type Opened } from '../support/browser';
import { expectStill, recordShifts } from '../support/shifts';
import { eachSweptPage } from '../support/site';

describe.each(eachSweptPage)('%s', (_, site) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openPage(site.path);
  });
  afterAll(() => opened?.close());

  it('loads without an error and stays still while it is read', async () => {
    const shifts = await recordShifts(opened.page);
    await settle(opened.page);
    await scrollThrough(opened.page);
    expectNoErrors(opened);
    expectStill(await shifts());
  });

  it('is accessible in both themes', async () => {
    await expectAccessible(opened.page);
    expectNoErrors(opened);
  });
});
