// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { ALLOCATABLE, initialCluster, NODE_NAMES, order, parseCluster, removeOldest, requested, settle, SIZES, toggleCordon, type Cluster, type Size } from './cluster';
import HomeCluster from './HomeCluster';

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

const show = () =>
  render(
    <LocaleContext.Provider value="en">
      <HomeCluster />
    </LocaleContext.Provider>,
  );

describe('the home page’s cluster', () => {
  it('never requests more of a node than it has', () => {
    const step = fc.oneof(
      fc.constantFrom(...(Object.keys(SIZES) as Size[])).map((size) => (cluster: Cluster) => order(cluster, size)),
      fc.constantFrom(...NODE_NAMES).map((node) => (cluster: Cluster) => toggleCordon(cluster, node)),
      fc.constant((cluster: Cluster) => removeOldest(cluster).cluster),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cluster = steps.reduce((now: Cluster, one) => settle(one(now)).cluster, initialCluster);
        for (const node of NODE_NAMES) {
          expect(requested(cluster, node).cpu).toBeLessThanOrEqual(ALLOCATABLE.cpu);
          expect(requested(cluster, node).memoryMi).toBeLessThanOrEqual(ALLOCATABLE.memoryMi);
        }
        expect(parseCluster(JSON.parse(JSON.stringify(cluster)))).toEqual(cluster);
      }),
      { numRuns: 100 },
    );
  });

  it('says where a new Pod went and why', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Add a Pod · small 250m' }));
    expect(screen.getByText(/web-6 went to node-/)).toBeTruthy();
  });

  it('shows the scheduler’s own message when nothing fits', () => {
    show();
    for (const button of screen.getAllByRole('button', { name: 'Cordon' })) fireEvent.click(button);
    fireEvent.click(screen.getByRole('button', { name: 'Add a Pod · medium 1 CPU' }));
    expect(screen.getByText(/^0\/3 nodes are available: 3 node\(s\) were unschedulable\./)).toBeTruthy();
  });
});
