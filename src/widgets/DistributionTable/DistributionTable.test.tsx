// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { TOOLS } from '../distributions/data';
import DistributionTable from './DistributionTable';
import { FIRST, nextSort, parseTable, rows } from './view';

const show = (locale: Locale = 'en') =>
  render(
    <LocaleContext value={locale}>
      <DistributionTable />
    </LocaleContext>,
  );

// Looking 24 rows of 11 cells up by role takes seconds in jsdom; these go by the element instead.
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const names = () => all('tbody th[scope=row] > a').map((link) => link.textContent);
const header = (name: string) => all('thead th[scope=col]').find((cell) => cell.textContent?.startsWith(name))!;
const row = (name: string) => all('tbody tr').find((candidate) => candidate.querySelector('th > a')?.textContent === name)!;
const kind = (name: string) => fireEvent.click(screen.getByLabelText(name, { selector: 'input[type=radio]' }));
const search = (text: string) => fireEvent.change(screen.getByLabelText('표에서 찾기'), { target: { value: text } });

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});
afterEach(cleanup);

describe('DistributionTable', () => {
  it('is whole in the server’s HTML: every name, every source, in both languages', () => {
    for (const locale of ['ko', 'en'] as const) {
      const html = renderToString(
        <LocaleContext value={locale}>
          <DistributionTable />
        </LocaleContext>,
      );
      for (const record of TOOLS) {
        expect(html).toContain(record.name);
        for (const fact of Object.values(record.facts)) expect(html).toContain(fact.source.url.replaceAll('&', '&amp;'));
      }
    }
  });

  it('starts in reading order and says so', () => {
    show();
    expect(names()).toEqual(TOOLS.map(({ name }) => name));
    expect(screen.getByText(/^24 of 24 shown/)).toBeTruthy();
    expect(header('Minimum resources').getAttribute('aria-sort')).toBe('none');
  });

  it('sorts by memory up, down and back, and tells assistive technology', () => {
    show();
    const press = () => fireEvent.click(header('Minimum resources').querySelector('button')!);
    press();
    expect(header('Minimum resources').getAttribute('aria-sort')).toBe('ascending');
    expect(names()[0]).toBe('k0s');
    press();
    expect(header('Minimum resources').getAttribute('aria-sort')).toBe('descending');
    expect(['OpenShift', 'OKD', 'Rancher']).toContain(names()[0]);
    press();
    expect(names()).toEqual(TOOLS.map(({ name }) => name));
  });

  it('keeps rows without a figure last in both directions', () => {
    for (const descending of [false, true]) {
      const order = rows(TOOLS, { ...FIRST, sort: { column: 'resources', descending } }, 'en').map((record) => record.facts.resources?.figure);
      const firstMissing = order.indexOf(undefined);
      expect(order.slice(firstMissing).every((figure) => figure === undefined)).toBe(true);
    }
  });

  it('filters by kind and by text in the reader’s language', () => {
    show('ko');
    kind('관리 플랫폼');
    expect(names()).toEqual(['Rancher']);
    kind('전체');
    search('최대 21일');
    expect(names()).toEqual(['EKS Auto Mode']);
    search('없는 말');
    expect(screen.getByText(/조건에 맞는 이름이 없습니다/)).toBeTruthy();
  });

  it('names each source with its date, and admits what was not verified', () => {
    show();
    const link = within(row('K3s')).getAllByTitle('Source: K3s: Requirements (checked 2026-11-21)')[0]!;
    expect(link.getAttribute('href')).toBe('https://docs.k3s.io/installation/requirements');
    expect(link.getAttribute('aria-label')).toBe('Source: K3s: Requirements (checked 2026-11-21)');
    expect(within(row('Docker Desktop')).getAllByText('not verified with a source').length).toBeGreaterThan(0);
  });

  it('shows one chosen column beside the name on a phone', () => {
    show();
    fireEvent.change(screen.getByLabelText('Column to see'), { target: { value: 'cni' } });
    expect(header('CNI').hasAttribute('data-away')).toBe(false);
    expect(header('Datastore').hasAttribute('data-away')).toBe(true);
    expect(header('Name and kind').hasAttribute('data-away')).toBe(false);
  });

  it('remembers over a reload and refuses what it can’t read', () => {
    show().unmount();
    show();
    kind('builder');
    cleanup();
    show();
    expect(names()).toHaveLength(TOOLS.filter(({ kind }) => kind === 'builder').length);
    expect(parseTable({ ...FIRST, kind: 'os' })).toBeUndefined();
    expect(parseTable({ ...FIRST, sort: { column: 'colour', descending: true } })).toBeUndefined();
    expect(parseTable(JSON.parse(JSON.stringify({ ...FIRST, sort: nextSort(null, 'price') })))).toEqual({ ...FIRST, sort: { column: 'price', descending: false } });
  });
});
