// @vitest-environment jsdom
import axe from 'axe-core';
import { renderToString } from 'react-dom/server';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualizationSources } from '@site/src/simulation/virtualization';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import ContainerVsVm from './ContainerVsVm';

const show = (locale: Locale = 'en') =>
  render(
    <LocaleContext.Provider value={locale}>
      <ContainerVsVm />
    </LocaleContext.Provider>,
  );

const figure = () => screen.getByRole('group', { name: /^Layers stacked/ });
const app = (index: number) => within(figure()).getByRole('button', { name: new RegExp(`^App ${index}:`) });
const choice = (legend: RegExp, option: string) => within(screen.getByRole('group', { name: legend })).getByRole('radio', { name: option });
const panel = () => screen.getByRole('group', { name: /^Numbers/ });
const kernels = () => screen.getByText(/^Kernels running/).textContent;

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ContainerVsVm', () => {
  it('shows mixed kinds and their start-up on the server', () => {
    const html = renderToString(<ContainerVsVm />);
    for (const words of ['프로세스', '컨테이너', 'microVM', '지금 떠 있는 커널: 3개', '5.53 s']) expect(html).toContain(words);
  });

  it('draws one more kernel when an app moves into a VM, and one fewer when it moves out', () => {
    show();
    expect(kernels()).toBe('Kernels running: 3');
    fireEvent.click(choice(/^Isolation of the chosen/, 'VM'));
    expect(kernels()).toBe('Kernels running: 4');
    expect(screen.getByText('One host kernel, shared by 3 apps')).toBeTruthy();
    fireEvent.click(choice(/^Isolation of the chosen/, 'container'));
    fireEvent.click(screen.getByRole('button', { name: /^Make every app a/ }));
    expect(kernels()).toBe('Kernels running: 1');
    expect(screen.getByText('One host kernel, shared by 6 apps')).toBeTruthy();
  });

  it('lets a kernel bug in a container reach all, and in a VM only itself', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Kernel bug' }));
    expect(screen.getByText(/taken over by the bug/)).toBeTruthy();
    expect(screen.getByText(/reaches 6 of 6 apps/)).toBeTruthy();
    expect(app(6).textContent).toContain('reached');
    fireEvent.click(choice(/^Isolation of the chosen/, 'VM'));
    expect(screen.queryByText(/taken over by the bug/)).toBeNull();
    expect(within(panel()).getAllByText('not reached')).toHaveLength(5);
    expect(app(1).textContent).toContain('not reached');
  });

  it('shows what a noisy process takes from a process, by the CPU model', () => {
    show();
    fireEvent.click(app(2));
    fireEvent.click(screen.getByRole('radio', { name: 'Noisy neighbour' }));
    expect(app(2).textContent).toMatch(/noisy, CPU/);
    expect(screen.getByText(/The app that loses most is 1\. nginx: 0\.(?:49|5) → 0\.[0-3]/)).toBeTruthy();
    fireEvent.click(within(panel()).getAllByRole('button')[0]);
    expect(within(panel()).getByText(/Of 9 threads in cgroup processes \(cpu\.weight 100\) this app has 1/)).toBeTruthy();
  });

  it('shows whom a leak kills, by the memory model', () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'Memory leak' }));
    expect(app(4).textContent).toContain('killed');
    expect(screen.getByText(/Python grew to .* and filled the host/)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: /memory\.max/ }));
    expect(screen.getByText(/Python ended at the memory\.max of its group \(256 MiB\)/)).toBeTruthy();
    fireEvent.click(choice(/^Isolation of the chosen/, 'VM'));
    expect(screen.getByText(/was killed by its guest’s kernel/)).toBeTruthy();
    expect(within(panel()).getAllByText('lives')).toHaveLength(5);
  });

  it('answers why with terms that carry their sources', () => {
    show();
    fireEvent.click(choice(/^What to compare/, 'Memory'));
    const row = within(panel())
      .getAllByRole('listitem')
      .find(({ textContent }) => textContent?.startsWith('5. Java'))!;
    const ask = within(row).getByRole('button', { name: '632 MiB' });
    expect(ask.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(ask);
    expect(ask.getAttribute('aria-expanded')).toBe('true');
    expect(within(row).getByText('120 MiB')).toBeTruthy();
    expect(within(row).getByRole('link', { name: /Pod Overhead/ }).getAttribute('href')).toMatch(/^https:\/\/kubernetes\.io/);
  });

  it('says how many fit and what stops the next', () => {
    show();
    fireEvent.click(choice(/^Kind of the chosen/, 'nginx'));
    fireEvent.click(choice(/^What to compare/, 'Fit'));
    expect(within(panel()).getByText(/default of 110 Pods/, { selector: 'div > span > span' })).toBeTruthy();
    expect(screen.getByText('With nothing but nginx, the host holds 110 as containers and 13 as VMs.')).toBeTruthy();
  });

  it('says so when the host has no room', () => {
    show();
    fireEvent.click(choice(/^Isolation of the chosen/, 'VM'));
    fireEvent.click(screen.getByRole('button', { name: /^Make every app a/ }));
    fireEvent.click(choice(/^What to compare/, 'Memory'));
    fireEvent.change(screen.getByRole('slider', { name: /^Host memory/ }), { target: { value: '2' } });
    expect(screen.getByText(/could not reserve memory for 5 apps/)).toBeTruthy();
    expect(app(6).textContent).toContain('no room');
  });

  it('lists every published figure with a link', () => {
    const { container } = show();
    const links = [...container.querySelectorAll('details a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(virtualizationSources.map(({ source }) => source.url));
  });

  it('comes back after a reload, and resets', () => {
    show();
    fireEvent.click(choice(/^Isolation of the chosen/, 'VM'));
    fireEvent.click(screen.getByRole('button', { name: /^Make every app a/ }));
    cleanup();
    show();
    expect(kernels()).toBe('Kernels running: 7');
    fireEvent.click(screen.getByRole('button', { name: 'Reset' }));
    expect(kernels()).toBe('Kernels running: 3');
  });

  it.each(['ko', 'en'] as const)('has no accessibility violations (%s)', async (locale) => {
    const { container } = show(locale);
    for (const [role, name] of locale === 'ko' ? ([['button', '커널 버그'], ['radio', '시끄러운 이웃']] as const) : ([['button', 'Kernel bug'], ['radio', 'Noisy neighbour']] as const)) {
      fireEvent.click(screen.getByRole(role, { name }));
      // jsdom computes no layout, so colour contrast is checked in a real browser.
      const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
      expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    }
  });
});
