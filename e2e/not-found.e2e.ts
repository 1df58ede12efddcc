import { describe, expect, it } from 'vitest';
import { address, expectAccessible, expectNoErrors, settle, withPage } from './support/browser';

describe('an address that does not exist', () => {
  it.each([
    ['nowhere', 'ko'],
    ['en/nowhere', 'en'],
    ['en/guides/nowhere', 'en'],
  ])('/%s is answered in %s', async (path, locale) => {
    await withPage(path, { status: 404 }, async (opened) => {
      await settle(opened.page);
      expect(await opened.page.getAttribute('html', 'lang')).toBe(locale);
      expect(await opened.page.locator('main h1').count()).toBe(1);
      await expectAccessible(opened.page);
      expectNoErrors(opened);
      const home = address(locale === 'en' ? 'en/' : '');
      await opened.page.locator(`main a[href="${new URL(home).pathname}"]`).first().click();
      await opened.page.waitForURL(home);
    });
  });
});
