import { authorizerValue, resourceCheckValue, type Authorize } from '../../../api/cel/library/authorizer';
import type { PolicyInput } from '../../../api/cel/policy/evaluate';
import type { AdmissionAttributes } from '../../../api/cel/policy/request';
import { encodeObject } from '../../../api/request/encode';
import type { Namespace } from '../../../api/generated/types/core.v1';
import type { ApiObject } from '../../../api/types';
import type { AdmissionRequest } from '../request';
import type { ParamSource } from './params';

/** What expressions are told of a request's kind: of a subresource it is the kind that is sent there. */
function kindOf({ kind, object, subresource }: AdmissionRequest): AdmissionAttributes['kind'] {
  const { apiVersion, kind: name } = subresource !== '' && object !== undefined ? object : kind;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, kind: name };
}

export interface InputFacts extends ParamSource {
  /** Whether somebody may do something, for `authorizer`. */
  readonly authorize: Authorize;
}

/** The variables of an expression about a request (apiserver admission/plugin/cel: newActivation). */
export function policyInput(request: AdmissionRequest, param: ApiObject | undefined, { lookup, findKind, authorize }: InputFacts): PolicyInput {
  const { kind, object, oldObject, namespace, name, subresource, operation, user, dryRun = false } = request;
  const json = (one: ApiObject | undefined): unknown => {
    if (one === undefined) return null;
    const known = findKind(one.apiVersion, one.kind);
    return known === undefined ? one : encodeObject(known, one);
  };
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  const home = kind.kind === 'Namespace' ? undefined : lookup<Namespace>('v1', 'Namespace').find(({ metadata }) => metadata.name === namespace);
  const who = { name: user.username, groups: user.groups };
  return {
    object: json(object),
    oldObject: json(oldObject),
    params: json(param),
    namespaceObject: json(home),
    request: { kind: kindOf(request), resource: { group, version, resource: plural }, subresource, name, namespace, operation, user, dryRun },
    authorizer: authorizerValue(who, authorize),
    requestResource: resourceCheckValue({ user: who, verb: '', group, resource: plural, subresource, namespace, name, fieldSelector: '', labelSelector: '' }, authorize),
  };
}
