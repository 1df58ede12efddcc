import { expect, it } from 'vitest';
import { makeNode, makePod, scoreWith } from '../fixtures';
import { imageLocality } from './image-locality';

const MIB = 1024 * 1024;
const nodes = [
  makeNode('a', { images: [{ names: ['app:1', 'app@sha256:0'], sizeBytes: 250 * MIB }] }),
  makeNode('b', { images: [{ names: ['app:1'], sizeBytes: 250 * MIB }, { names: ['big:latest'], sizeBytes: 3000 * MIB }] }),
  makeNode('c'),
];

it('counts size times spread, above 23 MiB, of 1000 MiB a container', () => {
  // Two of three nodes have 250 MiB: 166 MiB after truncation; 100 × (166.67 − 23) / (1000 − 23) = 14.
  expect(scoreWith(imageLocality, makePod('p'), nodes)?.raw).toEqual([14, 14, 0]);
});

it('a name without a tag means latest, and the score ends at 100', () => {
  const pod = makePod('p', {}, { containers: [{ name: 'c', image: 'big' }] });
  // One of three nodes: 1000 MiB.
  expect(scoreWith(imageLocality, pod, nodes)?.raw).toEqual([0, 100, 0]);
});

it('init containers raise both the sum and the bar', () => {
  const pod = makePod('p', {}, { initContainers: [{ name: 'i', image: 'app:1' }], containers: [{ name: 'c', image: 'app:1' }] });
  expect(scoreWith(imageLocality, pod, nodes)?.raw).toEqual([15, 15, 0]);
});
