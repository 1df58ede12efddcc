/** The admission chain of a default API server over what it has stored (pkg/kubeapiserver/options/plugins.go). */
import type { ApiObject } from '../../api';
import type { Authorize } from '../../api/cel/library/authorizer';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { groupQualified } from '../../api/status';
import { chargeQuotas, mutateBuiltIn, VALIDATING } from '../../policy/admission/built-in';
import { refusedByNamespace } from '../../policy/admission/namespace-lifecycle';
import { judgePolicies } from '../../policy/admission/policies/validate';
import type { AdmissionRequest, Lookup } from '../../policy/admission/request';
import { objectsIn } from '../store/store';
import type { Store } from '../store/store';
import type { AdmissionChain, Attributes, Judgement } from './types';

/** All objects of a kind, as the plug-ins ask for them. */
export const lookupIn = (registry: Registry, { tables }: Store): Lookup =>
  <T extends ApiObject>(apiVersion: string, kind: string, namespace?: string): T[] => {
    const resource = registry.find(apiVersion, kind)?.resource;
    return resource === undefined ? [] : (objectsIn(tables, groupQualified(resource.group, resource.plural), namespace) as T[]);
  };

function admissionRequest(kind: Kind, object: ApiObject | undefined, { request, old }: Attributes): AdmissionRequest {
  const { username, groups = [] } = request.user;
  return {
    operation: object === undefined ? 'DELETE' : old === undefined ? 'CREATE' : 'UPDATE',
    kind,
    namespace: (kind.resource?.namespaced ?? true) ? ((object ?? old)?.metadata.namespace ?? request.namespace ?? '') : '',
    name: request.name ?? object?.metadata.name ?? '',
    subresource: request.subresource ?? '',
    user: { username, groups },
    ...(object === undefined ? {} : { object }),
    ...(old === undefined ? {} : { oldObject: old }),
  };
}

/** `authorize`: what expressions of policies are answered when they ask whether somebody may do something. */
export function defaultAdmission(registry: Registry, authorize: Authorize): AdmissionChain {
  const findKind = (apiVersion: string, kind: string): Kind | undefined => registry.find(apiVersion, kind);

  function judge(kind: Kind, object: ApiObject | undefined, attributes: Attributes): Judgement {
    const request = admissionRequest(kind, object, attributes);
    const lookup = lookupIn(registry, attributes.store);
    const warnings: string[] = [];
    const refused = object === undefined ? refusedByNamespace(request, lookup) : undefined;
    if (refused !== undefined) return { status: refused };
    const plugins = object === undefined ? [] : VALIDATING.map((plugin) => () => plugin(request, object, lookup));
    for (const plugin of [...plugins, () => judgePolicies(request, { lookup, findKind, authorize })]) {
      const verdict = plugin();
      if (verdict.status !== undefined) return { status: verdict.status };
      warnings.push(...(verdict.warnings ?? []));
    }
    if (object === undefined) return { warnings, quotas: [] };
    const charged = chargeQuotas(request, object, lookup);
    return 'status' in charged ? charged : { warnings, quotas: charged.quotas };
  }

  return { mutate: (kind, object, attributes) => mutateBuiltIn(admissionRequest(kind, object, attributes), object, lookupIn(registry, attributes.store), attributes.suffix), judge };
}
