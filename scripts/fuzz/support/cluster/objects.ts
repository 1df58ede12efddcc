import type { ApiObject } from '../../../../src/simulation/api';

const template = (app: string, image: string, more: object = {}): object => ({ metadata: { labels: { app } }, spec: { containers: [{ name: 'main', image, ...more }] } });
const object = (apiVersion: string, kind: string, name: string, rest: object, metadata: object = { namespace: 'default' }): ApiObject => ({ apiVersion, kind, metadata: { name, ...metadata }, ...rest }) as ApiObject;
const selector = (app: string): object => ({ matchLabels: { app } });

export interface Seed {
  readonly group: string;
  readonly resource: string;
  readonly object: ApiObject;
}

const seed = (group: string, resource: string, of: ApiObject): Seed => ({ group, resource, object: of });

/** What somebody writes to a cluster: workloads that depend on each other, and what limits and serves them. */
export const SEEDS: readonly Seed[] = [
  seed('apps', 'deployments', object('apps/v1', 'Deployment', 'web', { spec: { replicas: 3, selector: selector('web'), template: template('web', 'nginx:1.30') } })),
  seed('apps', 'deployments', object('apps/v1', 'Deployment', 'web', { spec: { replicas: 2, selector: selector('web'), template: template('web', 'nginx:1.31', { resources: { requests: { cpu: '500m' } } }) } })),
  seed('apps', 'replicasets', object('apps/v1', 'ReplicaSet', 'bare', { spec: { replicas: 2, selector: selector('bare'), template: template('bare', 'nginx:1.30') } })),
  seed('apps', 'statefulsets', object('apps/v1', 'StatefulSet', 'db', { spec: { replicas: 2, serviceName: 'db', selector: selector('db'), template: template('db', 'redis:8') } })),
  seed('apps', 'daemonsets', object('apps/v1', 'DaemonSet', 'agent', { spec: { selector: selector('agent'), template: template('agent', 'busybox:1.37', { command: ['sleep', '3600'] }) } })),
  seed('batch', 'jobs', object('batch/v1', 'Job', 'once', { spec: { completions: 2, parallelism: 2, backoffLimit: 1, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox:1.37', command: ['sleep', '5'] }] } } } })),
  seed('batch', 'cronjobs', object('batch/v1', 'CronJob', 'tick', { spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image: 'busybox:1.37', command: ['true'] }] } } } } } })),
  seed('', 'pods', object('v1', 'Pod', 'alone', { spec: { containers: [{ name: 'main', image: 'nginx:1.30' }] } })),
  seed('', 'pods', object('v1', 'Pod', 'broken', { spec: { containers: [{ name: 'main', image: 'nowhere/none:1' }] } })),
  seed('', 'services', object('v1', 'Service', 'web', { spec: { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80 }] } })),
  seed('', 'services', object('v1', 'Service', 'db', { spec: { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 6379 }] } })),
  seed('', 'configmaps', object('v1', 'ConfigMap', 'settings', { data: { key: 'value' } })),
  seed('', 'secrets', object('v1', 'Secret', 'password', { stringData: { password: 'x' } })),
  seed('', 'resourcequotas', object('v1', 'ResourceQuota', 'quota', { spec: { hard: { pods: '8', 'requests.cpu': '4' } } })),
  seed('', 'limitranges', object('v1', 'LimitRange', 'limits', { spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m' } }] } })),
  seed('policy', 'poddisruptionbudgets', object('policy/v1', 'PodDisruptionBudget', 'web', { spec: { minAvailable: 1, selector: selector('web') } })),
  seed('autoscaling', 'horizontalpodautoscalers', object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 4 } })),
  seed('', 'persistentvolumeclaims', object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } })),
  seed('', 'namespaces', object('v1', 'Namespace', 'other', {}, {})),
];
