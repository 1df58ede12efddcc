import { expect, it } from 'vitest';
import { filterWith, makeNode, makePod } from '../fixtures';
import { nodeUnschedulable } from './node-unschedulable';

const cordoned = makeNode('n', { unschedulable: true });

it('rejects a cordoned node in upstream’s words', () => {
  expect(filterWith(nodeUnschedulable, makePod('p'), cordoned)).toMatchObject({ code: 'UnschedulableAndUnresolvable', reasons: ['node(s) were unschedulable'] });
  expect(filterWith(nodeUnschedulable, makePod('p'), makeNode('n'))).toBeNull();
});

it('lets a Pod pass that tolerates the unschedulable taint, as DaemonSets do', () => {
  const tolerations = [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }];
  expect(filterWith(nodeUnschedulable, makePod('p', {}, { tolerations }), cordoned)).toBeNull();
  expect(filterWith(nodeUnschedulable, makePod('p', {}, { tolerations: [{ operator: 'Exists' }] }), cordoned)).toBeNull();
});
