// play.mjs BASE path kind width theme out.png  step… : opens a widget awake, presses buttons by name (regex) in order, `wait=ms`; screenshots the widget
import { chromium } from 'playwright-core';
const [base, path, kind, width, theme, out, ...steps] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: theme });
page.on('pageerror', (e) => console.log('ERR', e.message)); page.on('console', (m) => m.type() === 'error' && console.log('CON', m.text()));
await page.goto(base + path);
const w = page.locator(`[data-kind="${kind}"]`).first();
await w.scrollIntoViewIfNeeded();
const t0 = Date.now();
await page.waitForFunction((k) => document.querySelector(`[data-kind="${k}"]`)?.getAttribute('data-island') === 'awake', kind, { timeout: 60000 });
console.log('awake after', Date.now() - t0, 'ms');
for (const s of steps) {
  if (s.startsWith('wait=')) { await page.waitForTimeout(Number(s.slice(5))); continue; }
  await w.getByRole('button', { name: new RegExp(s) }).first().click();
}
await w.screenshot({ path: out });
console.log((await w.locator('[aria-live]').first().innerText().catch(() => '')).slice(0, 400));
await browser.close();
