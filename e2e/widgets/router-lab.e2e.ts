import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

describe('RouterLab', () => {
  it('works out a typed address in a worker, by keyboard on a phone, and keeps it over a reload', async () => {
    await withPage('/en/ingress-and-gateway', { width: 360, theme: 'dark' }, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'router');
      await lab.getByText('It matches shop.example.com Exact /api and goes to default/api-exact:80.').waitFor();
      await lab.getByLabel('Address').fill('http://shop.example.com/apix');
      await lab.getByText('It matches shop.example.com Prefix / and goes to default/web:80.').waitFor();
      await page.reload();
      const again = await wake(page, 'router');
      await again.getByText('It matches shop.example.com Prefix / and goes to default/web:80.').waitFor();
      await again.getByRole('radio', { name: 'Rules' }).focus();
      await page.keyboard.press('ArrowRight');
      await again.getByText('An http address has no TLS. Change it to https.').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expectNoErrors(opened);
    });
  });

  it('turns an Ingress into routes and checks them by the definitions of the Gateway API', async () => {
    await withPage('/ingress-and-gateway', { width: 1440 }, async (opened) => {
      const lab = await wake(opened.page, 'router');
      await lab.getByRole('combobox', { name: '처음 상태' }).selectOption('nginx');
      await lab.getByText(/limit-rps: 명세에 짝이 없습니다/).waitFor();
      await lab.getByRole('button', { name: '이것으로 시험' }).click();
      await lab.getByText(/RegularExpression .*default\/api:80으로 갑니다/).waitFor();
      await lab.getByText('매니페스트에 문제가 없습니다.').waitFor();
      expectNoErrors(opened);
    });
  });
});

describe('PolicyTester', () => {
  it('plays a connection whose DNS is shut off, with the seconds that it takes', async () => {
    await withPage('/en/network-policy', { width: 1440 }, async (opened) => {
      const tester = await wake(opened.page, 'policy-tester');
      await tester.getByRole('button', { name: /^web to api:/ }).click();
      await tester.getByText(/^The way of this connection/).click();
      await tester.getByText('exit code 6, after 20 s').waitFor();
      expectNoErrors(opened);
    });
  });
});
