import { authorize, nearMisses, type RbacIndex, type ResourceRequest, type User } from '@site/src/simulation/policy/rbac';

export const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

export interface Row {
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource?: string;
  /** Without it the resource belongs to no namespace, and a request for it neither. */
  readonly namespaced: boolean;
  /** The verbs that the API server serves here. */
  readonly verbs: readonly Verb[];
}

const OBJECT = VERBS;

/** What is asked about most, and what is forgotten most. Each key is written as kubectl takes it. */
export const ROWS = {
  pods: { apiGroup: '', resource: 'pods', namespaced: true, verbs: OBJECT },
  'pods/log': { apiGroup: '', resource: 'pods', subresource: 'log', namespaced: true, verbs: ['get'] },
  'pods/exec': { apiGroup: '', resource: 'pods', subresource: 'exec', namespaced: true, verbs: ['get', 'create'] },
  configmaps: { apiGroup: '', resource: 'configmaps', namespaced: true, verbs: OBJECT },
  secrets: { apiGroup: '', resource: 'secrets', namespaced: true, verbs: OBJECT },
  'deployments.apps': { apiGroup: 'apps', resource: 'deployments', namespaced: true, verbs: OBJECT },
  'deployments.apps/scale': { apiGroup: 'apps', resource: 'deployments', subresource: 'scale', namespaced: true, verbs: ['get', 'update', 'patch'] },
  'rolebindings.rbac': { apiGroup: 'rbac.authorization.k8s.io', resource: 'rolebindings', namespaced: true, verbs: OBJECT },
  nodes: { apiGroup: '', resource: 'nodes', namespaced: false, verbs: OBJECT },
} as const satisfies Record<string, Row>;

export type RowName = keyof typeof ROWS;
export const ROW_NAMES = Object.keys(ROWS) as RowName[];

export const NAMESPACES = ['app', 'prod', ''] as const;
export type Namespace = (typeof NAMESPACES)[number];

export const served = (row: RowName, verb: Verb): boolean => (ROWS[row].verbs as readonly Verb[]).includes(verb);

export function requestOf(row: RowName, verb: Verb, namespace: Namespace): ResourceRequest {
  const { apiGroup, resource, namespaced, ...rest }: Row = ROWS[row];
  return { verb, apiGroup, resource, ...(rest.subresource !== undefined && { subresource: rest.subresource }), ...(namespaced && namespace !== '' && { namespace }) };
}

/** `named`: only for objects whose name a rule gives. */
export type Cell = 'yes' | 'named' | 'no';

export function cellOf(index: RbacIndex, user: User, request: ResourceRequest): Cell {
  if (authorize(index, user, request).allowed) return 'yes';
  return nearMisses(index, user, request).some(({ lacks }) => lacks === 'name') ? 'named' : 'no';
}
