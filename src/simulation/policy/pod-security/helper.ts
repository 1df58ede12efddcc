/** What several checks share (pod-security-admission policy/helpers.go and visitor.go). */
import type { CheckFailure, PodCheck, SecuredContainer, SecuredPodSpec } from './types';

export interface Place {
  readonly container: SecuredContainer;
  /** `spec.initContainers[0]` */
  readonly path: string;
}

/** visitContainers: init containers, containers, ephemeral containers. */
export function containersOf(spec: SecuredPodSpec): Place[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, index) => ({ container, path: `spec.${list}[${index}]` })));
}

/** joinQuote: quotes around, but nothing escaped. */
export const joinQuote = (items: readonly string[]): string => items.map((item) => `"${item}"`).join(', ');

export const plural = (one: string, many: string, count: number): string => (count === 1 ? one : many);

export const containerNames = (places: readonly Place[]): string =>
  `${plural('container', 'containers', places.length)} ${joinQuote(places.map(({ container }) => container.name))}`;

/** Each text once, sorted, as sets.List gives them. */
export const sortedSet = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** Who sets something bad: `pod and containers "a", "b"`. */
export const setters = (pod: boolean, places: readonly Place[]): string =>
  [...(pod ? ['pod'] : []), ...(places.length > 0 ? [containerNames(places)] : [])].join(' and ');

/** The field of the Pod, if it is to blame, and of each container. */
export const fieldsAt = (pod: boolean, places: readonly Place[], field: string): string[] => [
  ...(pod ? [`spec.${field}`] : []), ...places.map(({ path }) => `${path}.${field}`),
];

/** From 1.25 on what Windows cannot have is not asked of a Pod whose `spec.os` says Windows; a node selector says nothing. */
export const exceptOnWindows = (check: PodCheck): PodCheck => (pod) => (pod.spec.os?.name === 'windows' ? undefined : check(pod));

/** From 1.35 on: a Pod in a user namespace (`hostUsers: false`) may be root inside it. */
export const exceptInUserNamespace = (check: PodCheck): PodCheck => (pod) => (pod.spec.hostUsers === false ? undefined : check(pod));

export const failure = (reason: string, detail: string, at: readonly string[]): CheckFailure => ({ reason, detail, at });
