/** What the reader can do to the operator and to what it looks after: requests to the API server. */
import type { ApiObject } from '../../../api';
import type { Request } from '../../../cluster/apiserver/types';
import type { Input } from '../../../cluster/history/history';
import { OPERATOR } from '../../operator/install';
import { ADMIN } from '../admin';

/** The one Database of the page. */
export const DATABASE = 'orders';
export const FINALIZER = 'example.com/backup';

const asking = (request: Omit<Request, 'user'>): Input => ({ kind: 'request', request: { ...request, user: ADMIN } });

export const databaseObject = (replicas: number): ApiObject => ({ apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: DATABASE, namespace: 'default' }, spec: { engine: 'postgres', replicas } }) as unknown as ApiObject;

const DATABASES = { group: 'example.com', resource: 'databases', namespace: 'default' } as const;
const OWN = { group: '', namespace: OPERATOR.namespace } as const;

export const OPERATOR_INPUTS = {
  create: (replicas: number): Input => asking({ ...DATABASES, verb: 'create', name: DATABASE, body: databaseObject(replicas) }),
  scale: (replicas: number): Input => asking({ ...DATABASES, verb: 'patch', name: DATABASE, subresource: 'scale', patch: { spec: { replicas } } }),
  delete: (): Input => asking({ ...DATABASES, verb: 'delete', name: DATABASE }),
  /** Takes the finalizer away by hand. */
  force: (): Input => asking({ ...DATABASES, verb: 'patch', name: DATABASE, patch: { metadata: { finalizers: null } } }),
  failPod: (name: string): Input => asking({ group: '', resource: 'pods', namespace: 'default', verb: 'delete', name, deleteOptions: { gracePeriodSeconds: 0 } }),
  deleteService: (): Input => asking({ group: '', resource: 'services', namespace: 'default', verb: 'delete', name: DATABASE }),
  /** Somebody scales the child, not the Database. */
  scaleSet: (replicas: number): Input => asking({ group: 'apps', resource: 'statefulsets', namespace: 'default', verb: 'patch', name: DATABASE, patch: { spec: { replicas } } }),
  operator: (runs: boolean): Input => asking({ group: 'apps', resource: 'deployments', namespace: OPERATOR.namespace, verb: 'patch', name: OPERATOR.name, patch: { spec: { replicas: runs ? 1 : 0 } } }),
  /** Its program; it is read when its Pod starts. */
  program: (text: string): Input => asking({ ...OWN, resource: 'configmaps', verb: 'patch', name: OPERATOR.name, patch: { data: { [OPERATOR.file]: text } } }),
  restart: (): Input => asking({ ...OWN, resource: 'pods', verb: 'deletecollection', deleteOptions: { gracePeriodSeconds: 0 } }),
} as const;
