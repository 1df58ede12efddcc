import type { ParamKind, ParamRef } from '../../../api/generated/types/admissionregistration.v1';
import type { Kind } from '../../../api/kind';
import { requirementsMatch, requirementsOf } from '../../../api/selector';
import type { ApiObject } from '../../../api/types';
import type { Lookup } from '../request';

/** What a policy's parameters are looked for with: the kinds the server knows, and its objects. */
export interface ParamSource {
  readonly lookup: Lookup;
  readonly findKind: (apiVersion: string, kind: string) => Kind | undefined;
}

/** A list of one `undefined`: the policy is asked once, without parameters. */
export type Params = { readonly params: readonly (ApiObject | undefined)[] } | { readonly error: string };

const WITHOUT: Params = { params: [undefined] };

/** Whether the server has the kind at all; without it the policy is badly configured. */
export function paramKindError({ apiVersion = '', kind = '' }: ParamKind, { findKind }: ParamSource): string | undefined {
  return findKind(apiVersion, kind) === undefined ? `failed to find resource referenced by paramKind: '${apiVersion}, Kind=${kind}'` : undefined;
}

/** generic.CollectParams. */
export function collectParams(paramKind: ParamKind | undefined, ref: ParamRef | undefined, namespace: string, { lookup, findKind }: ParamSource): Params {
  if (paramKind === undefined || ref === undefined) return WITHOUT;
  const { apiVersion = '', kind = '' } = paramKind;
  const isNamespaced = findKind(apiVersion, kind)?.resource?.namespaced ?? true;
  const own = ref.namespace ?? '';
  if (isNamespaced && own === '' && namespace === '') return { error: 'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources' };
  if (!isNamespaced && own !== '') return { error: 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`' };
  const name = ref.name ?? '';
  if (name !== '' && ref.selector !== undefined) return { error: 'paramRef.name and paramRef.selector are mutually exclusive' };
  if (name === '' && ref.selector === undefined) return { error: 'one of name or selector must be provided' };
  const all = isNamespaced ? lookup<ApiObject>(apiVersion, kind, own === '' ? namespace : own) : lookup<ApiObject>(apiVersion, kind);
  const requirements = requirementsOf(ref.selector);
  if (!requirements.ok) return { error: requirements.error };
  const isMeant = ({ metadata }: ApiObject): boolean => (name !== '' ? metadata.name === name : requirements.value !== 'nothing' && requirementsMatch(requirements.value, metadata.labels ?? {}));
  const params = all.filter(isMeant);
  if (params.length === 0 && ref.parameterNotFoundAction === 'Deny') return { error: 'no params found for policy binding with `Deny` parameterNotFoundAction' };
  return { params };
}
