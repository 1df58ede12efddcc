import type { ApiObject } from '../../../api';
import { DEFAULT_CATALOGUE } from '../../../cluster/images/catalogue';
import type { Catalogue } from '../../../cluster/images/catalogue';

/** The controllers side by side, by the kind of what they look after. */
export const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
export type Workload = (typeof WORKLOADS)[number];

/** Where each stands in the API. */
export const PLACES: Readonly<Record<Workload, { readonly group: string; readonly resource: string; readonly name: string }>> = {
  Deployment: { group: 'apps', resource: 'deployments', name: 'web' },
  StatefulSet: { group: 'apps', resource: 'statefulsets', name: 'db' },
  DaemonSet: { group: 'apps', resource: 'daemonsets', name: 'agent' },
  Job: { group: 'batch', resource: 'jobs', name: 'report' },
  CronJob: { group: 'batch', resource: 'cronjobs', name: 'nightly' },
};

const SERVER = 'registry.k8s.example/hello:1.0';
const TASK = 'registry.k8s.example/report';
/** A program that works for a minute and ends. */
export const WORKLOADS_CATALOGUE: Catalogue = { ...DEFAULT_CATALOGUE, [TASK]: { words: ['pull=1s', 'pull-again=200ms', 'exit=0@60s', 'term=500ms:143'], tags: ['1.0', '1.1'], size: 9_000_000 } };

const labelled = (app: string, container: object, more: object = {}): object => ({ metadata: { labels: { app } }, spec: { ...more, containers: [container] } });
const server = (app: string): object => ({ replicas: 3, selector: { matchLabels: { app } }, template: labelled(app, { name: app, image: SERVER }) });
const task = (app: string): object => labelled(app, { name: app, image: `${TASK}:1.0` }, { restartPolicy: 'Never' });

const BODIES: Readonly<Record<Workload, { readonly apiVersion: string; readonly spec: object }>> = {
  Deployment: { apiVersion: 'apps/v1', spec: server('web') },
  StatefulSet: { apiVersion: 'apps/v1', spec: { ...server('db'), serviceName: 'db' } },
  DaemonSet: { apiVersion: 'apps/v1', spec: { selector: { matchLabels: { app: 'agent' } }, template: labelled('agent', { name: 'agent', image: SERVER }) } },
  Job: { apiVersion: 'batch/v1', spec: { completions: 6, parallelism: 3, template: task('report') } },
  CronJob: { apiVersion: 'batch/v1', spec: { schedule: '*/3 * * * *', concurrencyPolicy: 'Forbid', jobTemplate: { spec: { template: task('nightly') } } } },
};

export const workloadObject = (kind: Workload): ApiObject => ({ apiVersion: BODIES[kind].apiVersion, kind, metadata: { name: PLACES[kind].name, namespace: 'default' }, spec: BODIES[kind].spec }) as ApiObject;

/** Another image in the template, as a merge patch: its list of containers is written anew. */
export function imagePatch(kind: Workload, tag: string): object {
  const ends = kind === 'Job' || kind === 'CronJob';
  const template = { spec: { containers: [{ name: PLACES[kind].name, image: `${ends ? TASK : 'registry.k8s.example/hello'}:${tag}` }] } };
  return kind === 'CronJob' ? { spec: { jobTemplate: { spec: { template } } } } : { spec: { template } };
}
