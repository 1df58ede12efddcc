// At 360 px: nothing wider than the screen, nothing that jumps, accessible in both themes.
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoErrors, scrollThrough, withPage } from '../support/browser';
import { expectStill, recordShifts } from '../support/shifts';
import { eachSweptPage } from '../support/site';
import { tooWide } from '../support/too-wide';

describe.each(eachSweptPage)('%s at 360 px', (_, site) => {
  it('fits, stays still while it is read, and is accessible in both themes', async () => {
    await withPage(site.path, { width: 360, height: 740 }, async (opened) => {
      const shifts = await recordShifts(opened.page);
      await scrollThrough(opened.page);
      const moved = await shifts();
      expect(await tooWide(opened.page)).toEqual([]);
      expectStill(moved);
      await expectAccessible(opened.page);
      expectNoErrors(opened);
    });
  });
});
