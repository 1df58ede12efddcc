import { forbidden, invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { aggregateContainerRequests } from '../../pod-requests';
import { compareQuantity, formatQuantity, quantityOf } from '../../quantity';
import type { Requests } from '../../pod-requests';
import { aggregateContainers, parseResourceList } from '../../resource-list';
import { isHugePages } from '../../resource-names';
import type { PodSpec, ResourceList } from '../../types';
import { validateResources } from '../resources';
import type { ResourceOptions } from '../resources';

/** The sum of the containers must fit under what the Pod states. */
function validateSum(sums: Requests, stated: ResourceList, path: string, what: string): FieldError[] {
  return [...sums].flatMap(([name, sum]) => {
    const own = Object.hasOwn(stated, name) ? stated[name] : undefined;
    if (own === undefined || compareQuantity(sum, quantityOf(own)) <= 0) return [];
    return [invalid(`${path}[${name}]`, own, `must be greater than or equal to aggregate container ${what} of ${formatQuantity(sum)}`, `${path}.${name}`)];
  });
}

/** validatePodResourceConsistency. */
function validateConsistency(spec: PodSpec, path: string): FieldError[] {
  const { limits = {}, requests = {} } = spec.resources ?? {};
  const limitSums = aggregateContainers(spec, (container) => parseResourceList(container.resources?.limits));
  const pages: Requests = new Map([...limitSums].filter(([name]) => isHugePages(name)));
  return [
    ...validateSum(aggregateContainerRequests(spec), requests, `${path}.requests`, 'requests'),
    ...validateSum(pages, limits, `${path}.limits`, 'limits'),
    ...spec.containers.flatMap(({ resources }, i) =>
      Object.entries(resources?.limits ?? {}).flatMap(([name, limit]) => {
        const own = Object.hasOwn(limits, name) ? limits[name] : undefined;
        if (own === undefined || compareQuantity(quantityOf(limit), quantityOf(own)) <= 0) return [];
        // Upstream goes on from the path of the Pod's resources.
        const at = `${path.slice(0, path.lastIndexOf('.'))}.containers[${i}].resources.limits.${name}`;
        return [invalid(`${path}.containers[${i}][${name}].limits`, limit, `must be less than or equal to pod limits of ${own}`, at)];
      }),
    ),
  ];
}

/** validatePodResources (KEP-2837). `path`: of the Pod's spec. */
export function validatePodResources(spec: PodSpec, claims: ReadonlySet<string>, path: string, options: ResourceOptions): FieldError[] {
  if (spec.resources === undefined) return [];
  const at = `${path}.resources`;
  if (spec.os?.name === 'windows') return [forbidden(at, 'may not be set for a windows pod')];
  return [
    ...(spec.resources.claims === undefined ? [] : [forbidden(`${at}.claims`, 'claims may not be set for Resources at pod-level')]),
    ...validateResources(spec.resources, at, claims, { ...options, ofPod: true }),
    ...validateConsistency(spec, at),
  ];
}
