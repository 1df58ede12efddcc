import type { Plugin } from '../framework';

/** pkg/scheduler/framework/plugins/queuesort/priority_sort.go: higher priority first; the caller keeps equals in order of arrival. */
export const prioritySort: Plugin = {
  name: 'PrioritySort',
  compare: (a, b) => b.priority - a.priority,
};
