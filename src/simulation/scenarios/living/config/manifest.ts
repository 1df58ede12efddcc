import type { ApiObject } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { encodeBase64 } from '../../../base/go/base64';
import { sha256 } from '../../../base/sha';
import type { Request } from '../../../cluster/apiserver/types';
import { ADMIN } from '../admin';
import { AUTO, RELOADER, RELOADER_RULES } from './reloader';

/** How each of the Deployments takes the ConfigMap `app` and the Secret `db`. */
export const WAYS = ['env', 'envFrom', 'volume', 'projected', 'subPath', 'checksum', 'reloader'] as const;
export type Way = (typeof WAYS)[number];
/** Names of Deployments are in lower case. */
export const NAMES: Readonly<Record<Way, string>> = { env: 'env', envFrom: 'env-from', volume: 'volume', projected: 'projected', subPath: 'sub-path', checksum: 'checksum', reloader: 'reloader' };
export const CHECKSUM = 'checksum/config';

export const LEVELS = ['info', 'debug', 'warn'] as const;
export type Level = (typeof LEVELS)[number];
export const FIRST_PASSWORD = 'blue-1';
/** The next of the passwords. */
export const nextPassword = (now: string): string => `blue-${Number(now.replace(/^.*-/, '')) + 1}`;

const CORE = { group: '', namespace: 'default', user: ADMIN } as const;
const APPS = { group: 'apps', resource: 'deployments', namespace: 'default', user: ADMIN } as const;

export const configMap = (level: string): ApiObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', namespace: 'default' }, data: { LOG_LEVEL: level } }) as ApiObject;
export const secret: ApiObject = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'default' }, stringData: { PASSWORD: FIRST_PASSWORD } } as ApiObject;

/** `sha256sum` of what a chart would render: both objects' values. */
export const checksumOf = (level: string, password: string): string => sha256(new TextEncoder().encode(`${level}\n${password}\n`));

const ENV_FROM: JsonObject = { envFrom: [{ configMapRef: { name: 'app' } }, { secretRef: { name: 'db' } }] };
const mounts = (...all: readonly (readonly [name: string, mountPath: string, subPath?: string])[]): JsonObject => ({ volumeMounts: all.map(([name, mountPath, subPath]) => ({ name, mountPath, ...(subPath === undefined ? {} : { subPath }) })) });
const VOLUMES: readonly JsonObject[] = [{ name: 'app', configMap: { name: 'app' } }, { name: 'db', secret: { secretName: 'db' } }];

/** What its container and its Pod have besides. */
const TAKES: Readonly<Record<Way, { readonly container: JsonObject; readonly volumes?: readonly JsonObject[] }>> = {
  env: { container: { env: [{ name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name: 'app', key: 'LOG_LEVEL' } } }, { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'PASSWORD' } } }] } },
  envFrom: { container: ENV_FROM },
  volume: { container: mounts(['app', '/etc/app'], ['db', '/etc/db']), volumes: VOLUMES },
  projected: { container: mounts(['all', '/etc/all']), volumes: [{ name: 'all', projected: { sources: [{ configMap: { name: 'app' } }, { secret: { name: 'db' } }] } }] },
  subPath: { container: mounts(['app', '/etc/app/LOG_LEVEL', 'LOG_LEVEL'], ['db', '/etc/db/PASSWORD', 'PASSWORD']), volumes: VOLUMES },
  checksum: { container: ENV_FROM },
  reloader: { container: ENV_FROM },
};

/** Where the process finds the two: a variable, or a file. */
export const PATHS: Readonly<Record<Way, 'variables' | readonly [level: string, password: string]>> = {
  env: 'variables', envFrom: 'variables', checksum: 'variables', reloader: 'variables',
  volume: ['/etc/app/LOG_LEVEL', '/etc/db/PASSWORD'], projected: ['/etc/all/LOG_LEVEL', '/etc/all/PASSWORD'], subPath: ['/etc/app/LOG_LEVEL', '/etc/db/PASSWORD'],
};

export const IMAGE = 'registry.k8s.example/hello:1.0';

export function deployment(way: Way, level: string): ApiObject {
  const name = NAMES[way];
  const { container, volumes } = TAKES[way];
  const annotations = way === 'checksum' ? { annotations: { [CHECKSUM]: checksumOf(level, FIRST_PASSWORD) } } : {};
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'default', ...(way === 'reloader' ? { annotations: { [AUTO]: 'true' } } : {}) },
    spec: {
      replicas: 1, selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, ...annotations }, spec: { containers: [{ name: 'app', image: IMAGE, ...container }], ...(volumes === undefined ? {} : { volumes }) } },
    },
  } as unknown as ApiObject;
}

export const createRequest = (resource: string, body: ApiObject, group = ''): Request =>
  ({ verb: 'create', group, resource, ...(body.metadata.namespace === undefined ? {} : { namespace: body.metadata.namespace }), name: body.metadata.name ?? '', user: ADMIN, body });

const RBAC = 'rbac.authorization.k8s.io';

/** What the chart of Reloader brings: an operator that watches all Secrets. */
export const reloaderRights = (): readonly Request[] => [
  createRequest('clusterroles', { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: 'reloader' }, rules: RELOADER_RULES } as unknown as ApiObject, RBAC),
  createRequest('clusterrolebindings', {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'reloader' }, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'reloader' },
    subjects: [{ kind: 'ServiceAccount', name: 'reloader', namespace: RELOADER.username.split(':')[2] }],
  } as unknown as ApiObject, RBAC),
];

/** `kubectl patch configmap app`. */
export const editConfig = (level: string): Request => ({ ...CORE, verb: 'patch', resource: 'configmaps', name: 'app', patch: { data: { LOG_LEVEL: level } } });
export const editSecret = (password: string): Request => ({ ...CORE, verb: 'patch', resource: 'secrets', name: 'db', patch: { data: { PASSWORD: encodeBase64(password) } } });
export const makeImmutable: Request = { ...CORE, verb: 'patch', resource: 'configmaps', name: 'app', patch: { immutable: true } };
export const deleteConfig: Request = { ...CORE, verb: 'delete', resource: 'configmaps', name: 'app' };
/** What `helm upgrade` sends after the objects: the template with the sum of what it rendered. */
export const newChecksum = (level: string, password: string): Request =>
  ({ ...APPS, verb: 'patch', name: NAMES.checksum, patch: { spec: { template: { metadata: { annotations: { [CHECKSUM]: checksumOf(level, password) } } } } } });
/** `kubectl rollout restart`; `now`: RFC 3339. */
export const restart = (way: Way, now: string): Request =>
  ({ ...APPS, verb: 'patch', name: NAMES[way], patch: { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': now } } } } } });
/** `kubectl exec POD -- kill 1`. */
export const killProcess = (pod: string): Request => ({ ...CORE, verb: 'create', resource: 'pods', name: pod, subresource: 'exec', options: { container: 'app', command: ['kill', '1'] } });
