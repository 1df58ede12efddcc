import { expect, it } from 'vitest';
import { filterWith, makeNode, makePod } from '../fixtures';
import { nodeName } from './node-name';

it('rejects every node but the one asked for', () => {
  expect(filterWith(nodeName, makePod('p', {}, { nodeName: 'a' }), makeNode('a'))).toBeNull();
  expect(filterWith(nodeName, makePod('p', {}, { nodeName: 'a' }), makeNode('b'))?.reasons).toEqual(["node(s) didn't match the requested node name"]);
  expect(filterWith(nodeName, makePod('p'), makeNode('b'))).toBeNull();
});
