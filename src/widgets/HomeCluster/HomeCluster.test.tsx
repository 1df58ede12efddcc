// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { parseCluster, PRESETS, startOf, type Preset } from './cluster';
import HomeCluster, { type HomeClusterProps } from './HomeCluster';

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

const show = (props: HomeClusterProps = {}, locale: Locale = 'en') =>
  render(
    <LocaleContext.Provider value={locale}>
      <HomeCluster {...props} />
    </LocaleContext.Provider>,
  );
const add = () => screen.getByRole('button', { name: 'Add a Pod' });

describe('the home page’s cluster', () => {
  it('says where a new Pod went and why, in figures on demand', () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'small' }));
    fireEvent.click(add());
    expect(screen.getByText(/web-6 went to node-/).textContent).not.toMatch(/\d\d\d/);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Show the figures' }));
    expect(screen.getByText(/It scored highest|scored the same/)).toBeTruthy();
    expect(screen.getAllByText(/CPU requests \d+m \/ 3800m/)).toHaveLength(3);
  });

  it('begins with no word that a stranger cannot know', () => {
    const { container } = show();
    expect(container.textContent).not.toMatch(/\d+m\b|score|cordon\b/i);
    cleanup();
    expect(show({}, 'ko').container.textContent).not.toMatch(/\d+m\b|점수 \d|cordon|을\(를\)/);
  });

  it('shows the scheduler’s own message when nothing fits, and why no more can be added', () => {
    show();
    for (const button of screen.getAllByRole('button', { name: 'No new Pods' })) fireEvent.click(button);
    for (let n = 0; n < 3; n += 1) fireEvent.click(add());
    expect(screen.getByText(/^0\/3 nodes are available: 3 node\(s\) were unschedulable\./)).toBeTruthy();
    expect(add().getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(add().getAttribute('aria-describedby') ?? '')?.textContent).toContain('3 Pods are waiting already');
    fireEvent.click(add());
    expect(screen.queryByText('web-9')).toBeNull();
  });

  it('reads back every preset, refuses what is none, and understands the first form', () => {
    for (const preset of Object.keys(PRESETS) as Preset[]) expect(parseCluster(JSON.parse(JSON.stringify(startOf(preset))), 2)).toEqual(startOf(preset));
    const { busy } = PRESETS;
    for (const broken of [null, 3, {}, { ...busy, nodes: [] }, { ...busy, count: 1.5 }, { ...busy, pods: [{ name: 'a', node: 'nowhere', cpu: '1', memory: '1Gi' }] }, { ...busy, pods: [{ name: 'a', node: null, cpu: '-1', memory: '1Gi' }] }]) {
      expect(parseCluster(broken, 2)).toBeUndefined();
    }
    const old = { count: 2, cordoned: ['node-b'], pods: [{ name: 'web-1', size: 'large', node: 'node-a' }, { name: 'web-2', size: 'small', node: null }] };
    expect(parseCluster(old, 1)).toMatchObject({ nodes: [{ cordoned: false }, { name: 'node-b', cordoned: true }, {}], pods: [{ cpu: '2', node: 'node-a' }, { cpu: '250m', node: null }] });
  });
});
