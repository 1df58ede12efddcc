import type { Plugin } from '../framework';

/** pkg/scheduler/framework/plugins/queuesort/priority_sort.go: higher priority first, then whoever came into the queue earlier. */
export const prioritySort: Plugin<never, never> = {
  name: 'PrioritySort',
  less: (a, b) => a.priority > b.priority || (a.priority === b.priority && a.timestamp < b.timestamp),
};
