import type { Namespace, PersistentVolumeClaim, ResourceQuota, Service } from '@site/src/simulation/api/generated/types/core.v1';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import type { Kind } from '@site/src/simulation/api/kind';
import { createRegistry } from '@site/src/simulation/api/registry';
import { resourceName } from '@site/src/simulation/api/request/create';
import { statusCode } from '@site/src/simulation/api/request/status-code';
import { patchScale } from '@site/src/simulation/api/request/scale';
import { decodeJson } from '@site/src/simulation/api/request/write';
import { objectOf, textOf } from '@site/src/simulation/api/schema/values';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import type { ServicePools } from '@site/src/simulation/api/service/pools';
import { notFoundStatus } from '@site/src/simulation/api/status';
import type { ApiObject } from '@site/src/simulation/api/types';
import { admitRequest } from '@site/src/simulation/policy/admission/chain';
import type { Outcome } from '@site/src/simulation/policy/admission/chain';
import type { AdmissionRequest, Lookup } from '@site/src/simulation/policy/admission/request';
import { SERVICE_POOLS, SYSTEM } from '../defaulting/normalize';

const registry = createRegistry(ALL_KINDS);
const ADMIN = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
/** A cluster administrator may do everything. */
const allow = () => ({ allowed: true, reason: '' });
/** The namespace of a case, whose name recordings write as NS. */
export const HOME = 'recorded';

export interface Step {
  readonly verb: 'create' | 'update' | 'delete' | 'scale' | 'labelNamespace' | 'deleteNamespace';
  readonly namespace?: string;
  readonly object?: JsonObject;
  readonly kind?: string;
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly replicas?: number;
}

export interface Answer {
  readonly code: number;
  readonly outcome: Outcome;
  /** As it is stored after the step. */
  readonly stored?: ApiObject;
}

export function kindOf(object: JsonObject): Kind {
  const kind = registry.find(textOf(object.apiVersion), textOf(object.kind));
  if (kind === undefined) throw new Error(`no kind ${textOf(object.apiVersion)} ${textOf(object.kind)}`);
  return kind;
}

const namespaceObject = (name: string, labels: Readonly<Record<string, string>> = {}): Namespace => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, uid: `namespace-${name}`, creationTimestamp: SYSTEM.now, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
});

/** The recorded API server without controllers: what is stored, and requests that go through admission. */
export class World {
  private objects: readonly ApiObject[];
  private version = 1;

  constructor(labels: Readonly<Record<string, string>>, accounts: readonly string[]) {
    const account = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: HOME } });
    this.objects = [...['default', 'kube-system', 'kube-public'].map((name) => namespaceObject(name)), namespaceObject(HOME, labels), ...accounts.map(account)];
  }

  private readonly lookup: Lookup = <T extends ApiObject>(apiVersion: string, kind: string, namespace?: string) =>
    this.objects.filter((one) => one.apiVersion === apiVersion && one.kind === kind && (namespace === undefined || one.metadata.namespace === namespace)) as readonly ApiObject[] as readonly T[];

  private find(kind: Kind, namespace: string, name: string): ApiObject | undefined {
    return this.lookup<ApiObject>(kind.apiVersion, kind.kind).find(({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace);
  }

  /** Stores an object in the place of what has its name. */
  private store(object: ApiObject): ApiObject {
    this.version += 1;
    const stored: ApiObject = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.version) } };
    const isSame = (one: ApiObject): boolean => one.kind === object.kind && one.apiVersion === object.apiVersion && one.metadata.name === object.metadata.name && one.metadata.namespace === object.metadata.namespace;
    this.objects = this.objects.some(isSame) ? this.objects.map((one) => (isSame(one) ? stored : one)) : [...this.objects, stored];
    return stored;
  }

  /** What the Services that there are have left. */
  private pools(): ServicePools {
    const services = this.lookup<Service>('v1', 'Service').map(({ spec }) => spec);
    const addresses = services.flatMap(({ clusterIPs = [] }) => clusterIPs).filter((address) => address !== 'None');
    const ports = services.flatMap(({ ports: given = [] }) => given.flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort])));
    return { ...SERVICE_POOLS, takenAddresses: new Set([...SERVICE_POOLS.takenAddresses, ...addresses]), takenNodePorts: new Set([...SERVICE_POOLS.takenNodePorts, ...ports]) };
  }

  private request(operation: AdmissionRequest['operation'], kind: Kind, namespace: string, name: string, objects: Pick<AdmissionRequest, 'object' | 'oldObject' | 'subresource'>): Outcome {
    return admitRequest({ operation, kind, namespace: kind.resource?.namespaced === false ? '' : namespace, name, user: ADMIN, ...objects }, { lookup: this.lookup, findKind: registry.find, authorize: allow, system: SYSTEM, pools: this.pools() });
  }

  /** An object of a case's state, admitted like any other; what a controller would have written into its status is added. */
  prepare(given: JsonObject): void {
    const { status, ...object } = (given.bound ?? given) as JsonObject;
    const { stored, outcome } = this.play({ verb: 'create', object });
    if (stored === undefined) throw new Error(`the state of the case is refused: ${'status' in outcome ? outcome.status.message : ''}`);
    if (given.bound !== undefined) this.store({ ...stored, status: { phase: 'Bound', capacity: (stored as PersistentVolumeClaim).spec.resources?.requests } } as ApiObject);
    if (status !== undefined) this.store({ ...stored, status } as ApiObject);
  }

  play(step: Step): Answer {
    const namespace = step.namespace ?? HOME;
    switch (step.verb) {
      case 'create':
        return this.create(step.object ?? {}, namespace);
      case 'update':
        return this.update(step.object ?? {}, namespace);
      case 'delete':
        return this.remove(ALL_KINDS.find(({ kind }) => kind === step.kind)!, namespace, step.name ?? '');
      case 'deleteNamespace':
        return this.remove(kindOf({ apiVersion: 'v1', kind: 'Namespace' }), '', step.name ?? HOME);
      case 'labelNamespace': {
        const home = this.find(kindOf({ apiVersion: 'v1', kind: 'Namespace' }), '', HOME)!;
        return this.change({ ...home, metadata: { ...home.metadata, labels: { ...home.metadata.labels, ...step.labels } } }, home, '');
      }
      case 'scale':
        return this.scale(ALL_KINDS.find(({ kind }) => kind === step.kind)!, namespace, step.name ?? '', step.replicas ?? 0);
    }
  }

  private decode(kind: Kind, object: JsonObject, namespace: string): ApiObject {
    const metadata = { ...objectOf(object.metadata), ...(kind.resource?.namespaced === false ? {} : { namespace }) };
    const decoded = decodeJson(kind, { ...object, metadata }, true);
    if ('error' in decoded) throw new Error(decoded.error);
    return decoded.object;
  }

  private missing(kind: Kind, name: string): Answer {
    const { group = '', plural = '' } = kind.resource ?? {};
    return this.answer({ status: { reason: 'NotFound', message: notFoundStatus(group, plural, name) }, warnings: [] }, 404);
  }

  private answer(outcome: Outcome, code: number): Answer {
    if ('status' in outcome) return { code: statusCode(outcome.status), outcome };
    for (const quota of outcome.quotas) this.store(quota as ResourceQuota);
    return { code, outcome, ...(outcome.object === undefined ? {} : { stored: this.store(outcome.object) }) };
  }

  private create(json: JsonObject, namespace: string): Answer {
    const kind = kindOf(json);
    const object = this.decode(kind, json, namespace);
    const name = object.metadata.name ?? '';
    const outcome = this.request('CREATE', kind, namespace, name, { object, subresource: '' });
    if ('status' in outcome || this.find(kind, kind.resource?.namespaced === false ? '' : namespace, name) === undefined) return this.answer(outcome, 201);
    // Only the storage finds out; the quotas have counted the object by then.
    this.answer({ warnings: [], quotas: outcome.quotas }, 201);
    return this.answer({ status: { reason: 'AlreadyExists', message: `${resourceName(kind)} "${name}" already exists` }, warnings: outcome.warnings }, 409);
  }

  private update(json: JsonObject, namespace: string): Answer {
    const kind = kindOf(json);
    const given = this.decode(kind, json, namespace);
    const live = this.find(kind, kind.resource?.namespaced === false ? '' : namespace, given.metadata.name ?? '');
    if (live === undefined) return this.missing(kind, given.metadata.name ?? '');
    const metadata = { ...live.metadata, ...given.metadata };
    if (kind.kind !== 'Pod') return this.change({ ...live, ...('spec' in given ? { spec: given.spec } : {}), metadata }, live, namespace);
    const spec = objectOf((live as ApiObject & { readonly spec: JsonObject }).spec);
    const [first, ...rest] = spec.containers as readonly JsonObject[];
    const [wanted] = objectOf(json.spec).containers as readonly JsonObject[];
    return this.change({ ...live, metadata, spec: { ...spec, containers: [{ ...first, image: wanted?.image }, ...rest] } } as ApiObject, live, namespace);
  }

  private change(object: ApiObject, oldObject: ApiObject, namespace: string): Answer {
    return this.answer(this.request('UPDATE', kindOf(object as ApiObject & JsonObject), namespace, object.metadata.name ?? '', { object, oldObject, subresource: '' }), 200);
  }

  /** What finalizers hold stays, marked; a Namespace always stays until its controller has emptied it. */
  private remove(kind: Kind, namespace: string, name: string): Answer {
    const live = this.find(kind, kind.resource?.namespaced === false ? '' : namespace, name);
    if (live === undefined) return this.missing(kind, name);
    const outcome = this.request('DELETE', kind, namespace, name, { oldObject: live, subresource: '' });
    if ('status' in outcome) return this.answer(outcome, 200);
    const marked: ApiObject = { ...live, metadata: { ...live.metadata, deletionTimestamp: SYSTEM.now } };
    if (kind.kind === 'Namespace') return { code: 200, outcome, stored: this.store({ ...marked, status: { phase: 'Terminating' } } as Namespace) };
    if ((live.metadata.finalizers ?? []).length > 0) return { code: 200, outcome, stored: this.store(marked) };
    this.objects = this.objects.filter((one) => one !== live);
    return { code: 200, outcome };
  }

  private scale(kind: Kind, namespace: string, name: string, replicas: number): Answer {
    const live = this.find(kind, namespace, name);
    if (live === undefined) return this.missing(kind, name);
    const target = { kind, name, namespace, subresource: 'scale', manager: 'recorder', system: SYSTEM };
    const [before, written] = [patchScale('merge', {}, live, target), patchScale('merge', { spec: { replicas } }, live, target)];
    if ('status' in written || 'status' in before) throw new Error('the object cannot be scaled');
    const outcome = this.request('UPDATE', kind, namespace, name, { object: written.scale as unknown as ApiObject, oldObject: before.scale as unknown as ApiObject, subresource: 'scale' });
    return 'status' in outcome ? this.answer(outcome, 200) : { code: 200, outcome, stored: this.store(written.object) };
  }

  /** What all quotas count. */
  used(): JsonObject {
    return Object.fromEntries(this.lookup<ResourceQuota>('v1', 'ResourceQuota', HOME).map(({ metadata, status }) => [metadata.name ?? '', status?.used ?? {}]));
  }
}
