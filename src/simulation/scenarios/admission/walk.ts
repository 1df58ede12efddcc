import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api/types';
import { admitRequest, type Passed } from '../../policy/admission/chain';
import type { AdmissionRequest, Lookup } from '../../policy/admission/request';
import { hookConfigurations, HOOKS, respondAs, type HookSettings } from './hooks';

/** A cluster in which requests are sent through admission: what stands in it besides policies and webhooks. */

export const REGISTRY = createRegistry(ALL_KINDS);

export const APP = 'app';
const SYSTEM = { now: '2026-11-29T00:00:00Z', uid: '7c9e6679-7425-40de-944b-e07fc1f90ae7', suffix: 'x7k2p' };
const USER = { username: 'jane', groups: ['developers', 'system:authenticated'] };

const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } }, status: { phase: 'Active' } }) as ApiObject;
const account = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } });

const CLUSTER: readonly ApiObject[] = [
  namespace(APP, { images: 'pinned', sidecar: 'yes' }),
  namespace(HOOKS),
  namespace('kube-system'),
  ...[APP, HOOKS, 'kube-system'].map(account),
  { apiVersion: 'v1', kind: 'Service', metadata: { name: HOOKS, namespace: HOOKS }, spec: { type: 'ClusterIP', clusterIP: '10.96.40.7', ports: [{ port: 443, protocol: 'TCP', targetPort: 8443 }], selector: { app: HOOKS } } } as ApiObject,
  { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'defaults', namespace: APP }, spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '64Mi' } }] } } as ApiObject,
  { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'team', namespace: APP }, spec: { hard: { pods: '10' } }, status: { hard: { pods: '10' }, used: { pods: '3' } } } as ApiObject,
];

/** A request that takes a webhook configuration away: nothing of admission that could be locked stands before it. */
const deletion = (configuration: ApiObject): AdmissionRequest => ({
  operation: 'DELETE', kind: REGISTRY.find(configuration.apiVersion, configuration.kind)!, namespace: '', name: configuration.metadata.name ?? '', subresource: '', oldObject: configuration, user: USER,
});

function creation(object: ApiObject): AdmissionRequest {
  const kind = REGISTRY.find(object.apiVersion, object.kind)!;
  const home = kind.resource?.namespaced === false ? '' : (object.metadata.namespace ?? 'default');
  return { operation: 'CREATE', kind, namespace: home, name: object.metadata.name ?? '', subresource: '', object, user: USER };
}

/** What becomes of a new object, or, without one, of the deletion of the first webhook configuration; `policies`: policies, bindings and parameters as they are stored. */
export function walk(object: ApiObject | undefined, policies: readonly ApiObject[], settings: HookSettings): Passed {
  const configurations = hookConfigurations(settings);
  const stored = [...CLUSTER, ...policies, ...configurations];
  const lookup: Lookup = <T extends ApiObject>(apiVersion: string, kind: string, home?: string) =>
    stored.filter((one) => one.apiVersion === apiVersion && one.kind === kind && (home === undefined || one.metadata.namespace === home)) as readonly ApiObject[] as readonly T[];
  const [first] = configurations.length > 0 ? configurations : hookConfigurations({ ...settings, server: 'up' });
  return admitRequest(object === undefined ? deletion(first!) : creation(object), {
    lookup,
    findKind: (apiVersion, kind) => REGISTRY.find(apiVersion, kind),
    authorize: () => ({ allowed: false, reason: '' }),
    system: SYSTEM,
    respond: respondAs(settings.server),
  });
}
