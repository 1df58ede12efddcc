// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { LIMITS, TIER_IDS } from '../distributions/cost';
import CostCalculator from './CostCalculator';

const show = (locale: Locale = 'en') =>
  render(
    <LocaleContext value={locale}>
      <CostCalculator />
    </LocaleContext>,
  );
const bill = () => screen.getByText(/^A month with/).closest('table')!;
const rowCells = (name: RegExp) => [...within(bill()).getByText(name, { selector: 'th' }).closest('tr')!.querySelectorAll('td')].map((cell) => cell.textContent);
const tier = (name: string) => fireEvent.click(screen.getByLabelText(name));

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});
afterEach(cleanup);

describe('CostCalculator', () => {
  it('draws the curve and writes the bill on the server, in both languages', () => {
    for (const [locale, word] of [['ko', '21.3개에서 만남'], ['en', 'meet at 21.3']] as const) {
      const html = renderToString(
        <LocaleContext value={locale}>
          <CostCalculator />
        </LocaleContext>,
      );
      expect(html).toContain(word);
      expect(html).toContain('438.00');
    }
  });

  it('shows the arithmetic beside each amount', () => {
    show();
    expect(rowCells(/Control-plane fee/)[0]).toBe('438.006 clusters × 0.10 USD/h × 730 h');
    expect(rowCells(/Control-plane machines/)[1]).toBe('262.806 clusters × 3 machines × 0.02 USD/h × 730 h');
    expect(rowCells(/Incidents/)[1]).toBe('80.006 clusters × 4 h × 40 USD/h ÷ 12 months');
    expect(rowCells(/Total/)).toEqual(['878.00', '1,222.80']);
  });

  it('describes the graph in words: both ends, the present number and the crossing', () => {
    show();
    const label = screen.getByRole('img').getAttribute('aria-label')!;
    expect(label).toContain('1 clusters: managed 280 USD');
    expect(label).toContain('6 clusters: managed 878 USD, your own 1,223 USD');
    expect(label).toContain('50 clusters');
    expect(label).toContain('meet at 21.3 clusters');
  });

  it('moves the crossing when the version falls into extended support, and gives no verdict', () => {
    show();
    tier('EKS extended 0.60');
    expect(rowCells(/Control-plane fee/)[0]).toMatch(/^2,628\.00/);
    expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(/meet at 1\.\d clusters/);
  });

  it('says when the lines never meet', () => {
    show();
    tier('AKS Free 0');
    expect(screen.getByText(/From 1 to 50 clusters the lines never meet/)).toBeTruthy();
  });

  it('shows the GKE credit as a line of its own', () => {
    show();
    expect(rowCells(/Free credit/)).toEqual(['none', 'none']);
    tier('GKE 0.10 + credit');
    expect(rowCells(/Free credit/)[0]).toBe('-74.4074.4 USD');
  });

  it('has a labelled slider for every number, with its unit read out, and keeps what is set', () => {
    show();
    const sliders = screen.getAllByRole('slider');
    expect(sliders).toHaveLength(Object.keys(LIMITS).length);
    expect(screen.getAllByRole('radio')).toHaveLength(TIER_IDS.length);
    fireEvent.change(screen.getByRole('slider', { name: /^Clusters/ }), { target: { value: '20' } });
    expect(screen.getByRole('slider', { name: /^Clusters/ }).getAttribute('aria-valuetext')).toBe('20');
    cleanup();
    show('ko');
    expect(screen.getByRole('slider', { name: /^클러스터 수/ }).getAttribute('aria-valuetext')).toBe('20개');
  });

  it('links the three price pages', () => {
    show();
    for (const url of ['https://aws.amazon.com/eks/pricing/', 'https://cloud.google.com/kubernetes-engine/pricing', 'https://azure.microsoft.com/pricing/details/kubernetes-service/']) {
      expect(screen.getAllByRole('link').some((link) => link.getAttribute('href') === url)).toBe(true);
    }
  });
});
