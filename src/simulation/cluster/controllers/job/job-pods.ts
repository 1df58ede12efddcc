import type { PodOwner } from '../../../api';
import type { Job } from '../../../api/generated/types/batch.v1';

/**
 * How many Pods a Job that has just started wants at once (pkg/controller/job manageJob): its parallelism, and no more than its
 * completions where it has a number of them. None while it is suspended.
 */
export function wantedPods({ spec }: Job): number {
  if (spec.suspend === true) return 0;
  const parallelism = spec.parallelism ?? 1;
  return spec.completions === undefined ? parallelism : Math.min(spec.completions, parallelism);
}

/** The owner of a Job's Pods, with the labels that the Job adds to its template (registry/batch/job generateSelector). */
export function jobOwner({ metadata, spec }: Job): PodOwner {
  const name = metadata.name ?? '';
  return { apiVersion: 'batch/v1', kind: 'Job', name, namespace: metadata.namespace || 'default', template: spec.template, labels: { 'batch.kubernetes.io/job-name': name, 'job-name': name } };
}
