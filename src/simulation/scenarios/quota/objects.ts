import type { Container, LimitRangeItem } from '../../api/generated/types/core.v1';
import type { ApiObject } from '../../api';
import type { ResourceList } from '../../api/types';

/** The one namespace of the lab, and what may be made in it. */
export const NAMESPACE = 'team-a';
export const DEPLOYMENT = 'web';

/** Kinds of Pods, by what is written in them. */
export const SHAPES = ['small', 'web', 'big', 'init', 'bare', 'job'] as const;
export type Shape = (typeof SHAPES)[number];

const REQUESTS: Readonly<Record<Shape, { readonly own?: string; readonly init?: string }>> = {
  small: { own: '100m' },
  web: { own: '200m' },
  big: { own: '500m' },
  init: { own: '100m', init: '400m' },
  bare: {},
  job: { own: '300m' },
};

const container = (name: string, image: string, cpu: string | undefined): Container => ({ name, image, ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }) });

export function podSpec(shape: Shape): { readonly containers: readonly Container[]; readonly initContainers?: readonly Container[]; readonly restartPolicy?: string } {
  const { own, init } = REQUESTS[shape];
  return {
    ...(init === undefined ? {} : { initContainers: [container('init', 'busybox:1.37', init)] }),
    containers: [container('app', 'registry.k8s.example/hello:1.0', own)],
    ...(shape === 'job' ? { restartPolicy: 'Never' } : {}),
  };
}

const made = (apiVersion: string, kind: string, name: string, spec: object, labels?: object): ApiObject =>
  ({ apiVersion, kind, metadata: { name, namespace: NAMESPACE, ...(labels === undefined ? {} : { labels }) }, spec }) as ApiObject;

export const podObject = (name: string, shape: Shape): ApiObject => made('v1', 'Pod', name, podSpec(shape), { shape });
export const quotaObject = (hard: ResourceList): ApiObject => made('v1', 'ResourceQuota', NAMESPACE, { hard });
export const limitRangeObject = (item: Omit<LimitRangeItem, 'type'>): ApiObject => made('v1', 'LimitRange', 'limits', { limits: [{ type: 'Container', ...item }] });
export const deploymentObject = (shape: Shape, replicas: number): ApiObject =>
  made('apps/v1', 'Deployment', DEPLOYMENT, { replicas, selector: { matchLabels: { app: DEPLOYMENT } }, template: { metadata: { labels: { app: DEPLOYMENT, shape } }, spec: podSpec(shape) } });
