// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import type { Locale } from '@site/src/i18n/messages';
import CgroupLab from './CgroupLab';

beforeEach(() => {
  window.localStorage.clear();
  // However slow the machine, what is due passes at once.
  vi.spyOn(performance, 'now').mockReturnValue(0);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show(locale: Locale = 'en') {
  return render(<LocaleContext.Provider value={locale}><CgroupLab /></LocaleContext.Provider>);
}

/** The first of that name: what matters most stands above the picture and again among all limits. */
const slider = (name: RegExp) => screen.getAllByRole<HTMLInputElement>('slider', { name })[0]!;
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';
const preset = (name: string): void => {
  fireEvent.click(screen.getByRole('radio', { name }));
};

describe('CgroupLab', () => {
  it('shows throttling before anything is touched, on the server as well', () => {
    expect(renderToString(<CgroupLab />)).toContain('스로틀링');
    show();
    expect(screen.getByRole('img', { name: /^web: 20\d ms of CPU in the last second, throttled in (9|10) of 10 periods$/ })).toBeTruthy();
    expect(said()).toContain('cpu.max bites although 1.80 CPUs of the node are free');
  });

  it('speaks Korean', () => {
    show('ko');
    expect(said()).toContain('web 컨테이너는');
  });

  it('writes the file when the slider moves, and shows the effect while paused', () => {
    show();
    fireEvent.change(slider(/^cpu\.max/), { target: { value: '100' } });
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'cpu.max' }).value).toBe('100000 100000');
    expect(screen.getByRole('img', { name: /throttled in 0 of/ })).toBeTruthy();
  });

  it('moves the slider when the file is written', () => {
    show();
    const file = screen.getByRole('textbox', { name: 'cpu.max' });
    fireEvent.change(file, { target: { value: '60000' } });
    fireEvent.submit(file);
    expect(slider(/^cpu\.max/).value).toBe('60');
    expect(said()).toContain('Wrote 60000 100000 to cpu.max');
  });

  it('passes on the kernel’s error and leaves the limit as it was', () => {
    show();
    const file = screen.getByRole('textbox', { name: 'memory.max' });
    fireEvent.change(file, { target: { value: '64Mi' } });
    fireEvent.submit(file);
    expect(screen.getByText('write error: Invalid argument')).toBeTruthy();
    expect(file.getAttribute('aria-invalid')).toBe('true');
    expect(slider(/^memory\.max/).value).toBe('128');
    const weight = screen.getByRole('textbox', { name: 'cpu.weight' });
    fireEvent.change(weight, { target: { value: '0' } });
    fireEvent.submit(weight);
    expect(screen.getByText('write error: Numerical result out of range')).toBeTruthy();
  });

  it('divides a busy node by weight', () => {
    show();
    preset('Two siblings, weights 100 : 300');
    expect(said()).toMatch(/weight decides\. web gets 1\.(49|50|51) CPUs/);
  });

  it('says what a shared core costs, which the kernel does not count', () => {
    show();
    preset('One core, two threads');
    expect(said()).toMatch(/batch used 1\.00 CPUs.*batch did the work of 0\.\d+ CPUs with a core of their own/);
    fireEvent.click(screen.getAllByRole('radio', { name: 'Only waits' })[0]!);
    expect(said()).not.toContain('with a core of their own');
  });

  it('leaks until exit code 137, although the CPU is throttled', () => {
    show();
    preset('Memory leak → OOM');
    for (let steps = 0; steps < 30 && !said().includes('137'); steps += 1) fireEvent.click(screen.getByRole('button', { name: 'Step 100 ms' }));
    expect(said()).toContain('exit code = 128 + 9 = 137');
    expect(screen.getAllByText('exit code 137').length).toBeGreaterThan(0);
    const files = screen.getByRole('group', { name: /leaky$/ });
    expect(within(files).getByText(/oom_kill 1/)).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Restart leaky' })[0]!);
    expect(screen.queryByText('exit code 137')).toBeNull();
  });

  it('kills nobody while there is page cache to take back', () => {
    show();
    preset('Page cache is reclaimed');
    for (let steps = 0; steps < 5; steps += 1) fireEvent.click(screen.getByRole('button', { name: 'Step 100 ms' }));
    expect(within(screen.getByRole('group', { name: /logger$/ })).getByText(/oom_kill 0/)).toBeTruthy();
  });

  it('refuses forks at pids.max', () => {
    show();
    fireEvent.change(slider(/^pids\.max/), { target: { value: '3' } });
    fireEvent.click(screen.getByRole('button', { name: 'Fork 5 children' }));
    expect(said()).toContain('forked 2 children and was then refused with EAGAIN: pids.max is 3');
  });

  it('adds and deletes containers, and comes back with Reset', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Add container' }));
    expect(screen.getByRole('group', { name: /kubepods\/api$/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Delete api' }));
    expect(said()).toContain('Deleted api');
    fireEvent.click(screen.getByRole('button', { name: 'Add container' }));
    fireEvent.click(screen.getByRole('button', { name: 'Reset' }));
    expect(screen.queryByRole('region', { name: /kubepods\/api$/ })).toBeNull();
  });

  it('answers “why?” with arithmetic', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: '0.20 CPUs' }));
    expect(screen.getByText(/20 ÷ 100 = 0\.20 CPUs/)).toBeTruthy();
  });
});
