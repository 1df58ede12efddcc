import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { groupQualified } from '../../api/status';
import { splitApiVersion } from '../../api/schema/resources';
import { keyOf } from '../store/table';
import type { ResourceName } from '../store/store';
import type { Named } from './failures';
import type { Request } from './types';

/** Which resource a request is about. */
export interface Target extends Named {
  readonly kind: Kind;
  readonly storeName: ResourceName;
  readonly namespaced: boolean;
}

/** Resources of two groups that are the same objects (pkg/kubeapiserver/default_storage_factory_builder.go AddCohabitatingResources). */
const COHABITATING: Readonly<Record<string, ResourceName>> = { 'events.events.k8s.io': 'events' };

/** Where the objects of a resource are kept. */
function storeNameOf(group: string, resource: string): ResourceName {
  const name = groupQualified(group, resource);
  return COHABITATING[name] ?? name;
}

/** The resource of a request; undefined where the server serves none of that name. */
export function targetOf(registry: Registry, { group, resource, version }: Pick<Request, 'group' | 'resource' | 'version'>): Target | undefined {
  const kind = registry.served(group, resource, version);
  return kind === undefined ? undefined : { group, resource, kind, storeName: storeNameOf(group, resource), namespaced: kind.resource?.namespaced ?? true };
}

export const requestKey = ({ namespaced }: Target, { namespace, name = '' }: Request): string => keyOf(namespaced ? (namespace ?? 'default') : undefined, name);

/** Group and plural of an object's kind, to ask for it. */
export function resourceOf(registry: Registry, { apiVersion, kind }: Pick<ApiObject, 'apiVersion' | 'kind'>): { readonly group: string; readonly resource: string } | undefined {
  const found = registry.find(apiVersion, kind)?.resource;
  return found === undefined ? undefined : { group: splitApiVersion(apiVersion)[0], resource: found.plural };
}
