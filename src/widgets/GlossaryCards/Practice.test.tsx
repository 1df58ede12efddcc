// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { join } from 'node:path';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { glossaryEntries } from '@site/src/glossary/entries';
import { glossaryFolder, readGlossary } from '@site/src/glossary/read';
import { inCourseOrder } from './decks';
import { roundOf } from './pairs';
import { Practice } from './Practice';

const terms = readGlossary(glossaryFolder(join(__dirname, '../../..')));
const all = { ko: glossaryEntries(terms, 'ko'), en: glossaryEntries(terms, 'en') };
const order = inCourseOrder(all.en);
const page = (locale: Locale) => (
  <LocaleContext value={locale}>
    <Practice entries={all[locale]} />
  </LocaleContext>
);
const show = (locale: Locale = 'en') => render(page(locale));
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const said = () => document.querySelector('[aria-live]')!.textContent;
const total = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling!.textContent;
const box = (n: number) => screen.getByText(`Box ${n}`, { selector: 'b' }).parentElement!.textContent;
const definition = (text: string) => text.replaceAll('`', '');
const DAY = 86_400_000;

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/glossary');
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(new Date(2026, 10, 20, 12));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('cards', () => {
  it('are face down on the server, the same at any time, in both languages', () => {
    for (const locale of ['ko', 'en'] as const) {
      const html = renderToString(page(locale));
      vi.setSystemTime(new Date(2031, 1, 1));
      const again = renderToString(page(locale));
      const first = inCourseOrder(all[locale])[0]!;
      expect(again).toBe(html);
      expect(html).toContain(first.name);
      expect(html).not.toContain(definition(first.definition).slice(0, 20));
    }
  });

  it('show the meaning and where it stands in the list, and move the focus to the answers', () => {
    show();
    press('Show');
    const again = screen.getByRole('button', { name: 'Again' });
    expect(document.activeElement).toBe(again);
    expect(document.getElementById(again.getAttribute('aria-describedby')!)!.textContent).toBe(definition(order[0]!.definition));
    expect(screen.getByRole('link', { name: `${order[0]!.name} in the list of terms` }).getAttribute('href')).toBe(`#term-${order[0]!.id}`);
    expect(said()).toContain('box 2, due in 2 days');
  });

  it('count what was known and what was missed', () => {
    show();
    expect([total('Due today'), total('New'), total('Known')]).toEqual(['0 cards', `${order.length} cards`, '0 cards']);
    press('Show');
    press('Knew it');
    expect(said()).toBe(`${order[0]!.name}: now in box 2, due again in 2 days.`);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show' }));
    press('Show');
    press('Again');
    expect(said()).toContain('now in box 1, due again tomorrow');
    expect([total('Due today'), total('New'), total('Known')]).toEqual(['0 cards', `${order.length - 2} cards`, '1 card']);
    expect([box(1), box(2), box(3)]).toEqual(['Box 1every day1 card', 'Box 2every 2 days1 card', 'Box 3every 4 days0 cards']);
    expect(screen.getByText('18 left today')).toBeTruthy();
  });

  it('come back when they are due, after a reload and in the other language', () => {
    show();
    press('Show');
    press('Knew it');
    cleanup();
    vi.setSystemTime(Date.now() + DAY);
    show();
    expect(total('Due today')).toBe('0 cards');
    vi.setSystemTime(Date.now() + DAY);
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(total('Due today')).toBe('1 card');
    cleanup();
    show('ko');
    expect(screen.getByText('2번 상자', { selector: 'span' })).toBeTruthy();
    press('뜻 보기');
    expect(said()).toContain('3번 상자로 가서 4일 뒤에');
  });

  it('end after twenty, with the focus on the sentence that says so', () => {
    show();
    fireEvent.change(screen.getByRole('combobox', { name: 'Deck' }), { target: { value: 'guides' } });
    for (let i = 0; i < 20; i += 1) {
      press('Show');
      press('Knew it');
    }
    expect(screen.queryByRole('button', { name: 'Show' })).toBeNull();
    expect(document.activeElement!.textContent).toContain('Done for today');
    expect(said()).toContain('seen all 20 cards');
    fireEvent.change(screen.getByRole('combobox', { name: 'Deck' }), { target: { value: 'security' } });
    expect(screen.getByText('20 left today')).toBeTruthy();
  });

  it('do not take a key that is held down for more than one press', () => {
    show();
    expect(fireEvent.keyDown(screen.getByRole('button', { name: 'Show' }), { key: 'Enter', repeat: true })).toBe(false);
    expect(fireEvent.keyDown(screen.getByRole('button', { name: 'Show' }), { key: 'Enter' })).toBe(true);
  });

  it('begin anew, and say so, when what was kept cannot be read', () => {
    window.localStorage.setItem('kx.widget.glossary-cards', JSON.stringify({ v: 1, s: { tab: 'cards', cards: [[9, 1, 'pod']] } }));
    show();
    expect(screen.getByText(/could not be read/i)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show' })).toBeTruthy();
  });
});

describe('pairs', () => {
  const questions = roundOf(order, 0);
  const choices = () => within(screen.getByRole('group', { name: 'Which one is defined here?' })).getAllByRole('button');
  const pairs = () => fireEvent.click(screen.getByLabelText('Which is it?'));
  const pick = (at: number, right: boolean) => fireEvent.click(choices().find(({ textContent }) => (textContent === questions[at]!.asked.name) === right)!);

  it('say right or wrong, show the other definition and keep the score', () => {
    show();
    pairs();
    const [first, second] = questions;
    expect(choices().map(({ textContent }) => textContent)).toEqual(first!.names.map(({ name }) => name));
    expect(screen.queryByText(definition(first!.rival.definition))).toBeNull();
    pick(0, true);
    expect(said()).toBe(`Right, that is “${first!.asked.name}”. Compare it with the other one.`);
    expect(document.body.textContent).toContain(definition(first!.rival.definition));
    expect(screen.getByText('1 right of 1 answered')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next question' }));
    press('Next question');
    expect(document.activeElement).toBe(choices()[0]);
    pick(1, false);
    expect(said()).toBe(`No, that is “${second!.asked.name}”, not “${second!.rival.name}”.`);
    expect(screen.getByText('1 right of 2 answered')).toBeTruthy();
    expect(screen.getByText('wrong')).toBeTruthy();
  });

  it('go on where they were after a reload, and begin another round after ten', () => {
    show();
    pairs();
    pick(0, false);
    cleanup();
    show();
    expect(screen.getByText('0 right of 1 answered')).toBeTruthy();
    press('Next question');
    for (let at = 1; at < 10; at += 1) {
      pick(at, true);
      if (at < 9) press('Next question');
    }
    expect(said()).toContain('This round: 9 of 10 right.');
    press('New round');
    expect(screen.getByText('Question 1 of 10')).toBeTruthy();
    expect(choices().map(({ textContent }) => textContent)).toEqual(roundOf(order, 1)[0]!.names.map(({ name }) => name));
  });
});
