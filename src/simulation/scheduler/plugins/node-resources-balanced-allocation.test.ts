import { expect, it } from 'vitest';
import { makeNode, makePod, onNode, scoreWith } from '../fixtures';
import { newNodeResourcesBalancedAllocation } from './node-resources-balanced-allocation';

const plugin = newNodeResourcesBalancedAllocation();
const node = makeNode('n', { allocatable: { cpu: '4000m', memory: '10000' } });

it('skips a Pod that requests neither cpu nor memory', () => expect(scoreWith(plugin, makePod('p'), [node])).toBeNull());

it('is 75 where the balance stays as it was', () => {
  expect(scoreWith(plugin, makePod('p', { cpu: '1000m', memory: '2500' }), [node])?.raw).toEqual([75]);
});

it('falls towards 50 where the Pod tips the balance', () => {
  // With: |0.75 − 0.5| / 2 = 0.125, so 87; without: 100; 50 + (50 + 87 − 100) / 2 = 68.
  expect(scoreWith(plugin, makePod('p', { cpu: '3000m', memory: '5000' }), [node])?.raw).toEqual([68]);
});

it('rises where the Pod evens things out', () => {
  // Without: 3000m of 4000m and nothing of memory, |0.75 − 0| / 2 = 0.375, 62; with: 0.75 and 0.75, 100; 50 + 88 / 2 = 94.
  expect(scoreWith(plugin, makePod('p', { memory: '7500' }), [node], [onNode(makePod('q', { cpu: '3000m' }), 'n')])?.raw).toEqual([94]);
});
