import type { Container, LimitRange } from '../../../api/generated/types/core.v1';
import type { Pod, ResourceList } from '../../../api/types';
import { itemsOf } from './items';

const ANNOTATION = 'kubernetes.io/limit-ranger';

interface Filled {
  readonly container: Container;
  /** What was filled in, in the words of the annotation. */
  readonly said: readonly string[];
}

/** defaultContainerResourceRequirements: of several items of type Container the last says. */
function containerDefaults(range: LimitRange): { readonly requests: ResourceList; readonly limits: ResourceList } {
  const items = itemsOf(range).filter(({ type }) => type === 'Container');
  return {
    requests: Object.assign({}, ...items.map(({ defaultRequest }) => defaultRequest)) as ResourceList,
    limits: Object.assign({}, ...items.map((item) => item.default)) as ResourceList,
  };
}

const without = (defaults: ResourceList, own: ResourceList = {}): ResourceList => Object.fromEntries(Object.entries(defaults).filter(([name]) => !Object.hasOwn(own, name)));

/** mergeContainerResources. */
function fill(container: Container, defaults: ReturnType<typeof containerDefaults>, what: string): Filled {
  const { requests, limits } = container.resources ?? {};
  const added = { requests: without(defaults.requests, requests), limits: without(defaults.limits, limits) };
  const say = (list: ResourceList, word: string): string[] => {
    const names = Object.keys(list).sort();
    return names.length === 0 ? [] : [`${names.join(', ')} ${word} for ${what} ${container.name}`];
  };
  const merged = (own: ResourceList | undefined, more: ResourceList, field: string): object => (own === undefined && Object.keys(more).length === 0 ? {} : { [field]: { ...own, ...more } });
  const resources = { ...container.resources, ...merged(limits, added.limits, 'limits'), ...merged(requests, added.requests, 'requests') };
  return { container: { ...container, resources }, said: [...say(added.requests, 'request'), ...say(added.limits, 'limit')] };
}

/** PodMutateLimitFunc: what one LimitRange fills into a new Pod, and the annotation that tells of it. */
function withDefaults(pod: Pod, range: LimitRange): Pod {
  const defaults = containerDefaults(range);
  const containers = pod.spec.containers.map((one) => fill(one, defaults, 'container'));
  const init = pod.spec.initContainers?.map((one) => fill(one, defaults, 'init container'));
  const said = [...containers, ...(init ?? [])].flatMap((filled) => filled.said);
  const spec = { ...pod.spec, containers: containers.map(({ container }) => container), ...(init === undefined ? {} : { initContainers: init.map(({ container }) => container) }) };
  if (said.length === 0) return { ...pod, spec };
  return { ...pod, metadata: { ...pod.metadata, annotations: { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${said.join('; ')}` } }, spec };
}

/** LimitRanger, what it changes (plugin/pkg/admission/limitranger): a new Pod's containers get what the namespace's LimitRanges give by default. */
export const limitDefaults = (pod: Pod, ranges: readonly LimitRange[]): Pod => ranges.reduce(withDefaults, pod);

/** The same where a Pod's containers are resized: of its other fields a resize changes none, so no annotation tells of it (pkg/registry/core/pod podResizeStrategy). */
export const resizeDefaults = (pod: Pod, ranges: readonly LimitRange[]): Pod => ({ ...pod, spec: limitDefaults(pod, ranges).spec });
