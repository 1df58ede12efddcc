import type { Plugin } from '../framework';

/** pkg/scheduler/framework/plugins/queuesort/priority_sort.go: higher priority first, then whoever came into the queue earlier. */
export const prioritySort: Plugin<never, never> = {
  name: 'PrioritySort',
  less: (a, b) => a.info.priority > b.info.priority || (a.info.priority === b.info.priority && a.timestamp < b.timestamp),
};
