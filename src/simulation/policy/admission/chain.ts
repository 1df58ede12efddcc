import type { ResourceQuota } from '../../api/generated/types/core.v1';
import { createDecoded, type Admitted, type CreateOptions, type Status } from '../../api/request/create';
import { updateObject } from '../../api/request/update';
import type { ServicePools } from '../../api/service/pools';
import type { ApiObject } from '../../api/types';
import { chargeQuotas, mutateBuiltIn, VALIDATING, type Verdict } from './built-in';
import type { InputFacts } from './policies/input';
import { mutateByPolicies } from './policies/mutate';
import { judgePolicies } from './policies/validate';
import type { AdmissionRequest } from './request';

/** What admission and the kind's strategy make of a request. */
export type Outcome =
  | {
      /** What is stored; none for a deletion. */
      readonly object?: ApiObject;
      readonly warnings: readonly string[];
      /** The quotas of the namespace that count the object now. */
      readonly quotas: readonly ResourceQuota[];
    }
  | { readonly status: Status; readonly warnings: readonly string[] };

export interface ChainOptions extends InputFacts {
  readonly system: NonNullable<CreateOptions<ApiObject>['system']>;
  readonly pools?: ServicePools;
}

/** The validating half of the chain (apiserver pkg/admission/chain.go: the first that refuses ends it; quotas are charged last). */
function validate(request: AdmissionRequest, options: ChainOptions, before: readonly string[]): Outcome {
  const { object } = request;
  const { lookup } = options;
  // The same words are told once (apiserver endpoints/filters/warning.go).
  let warnings: readonly string[] = [...new Set(before)];
  const plugins: readonly (() => Verdict)[] = [...(object === undefined ? [] : VALIDATING.map((plugin) => () => plugin(request, object, lookup))), () => judgePolicies(request, options)];
  for (const plugin of plugins) {
    const verdict = plugin();
    warnings = [...new Set([...warnings, ...(verdict.warnings ?? [])])];
    if (verdict.status !== undefined) return { status: verdict.status, warnings };
  }
  if (object === undefined) return { warnings, quotas: [] };
  const charged = chargeQuotas(request, object, lookup);
  return 'status' in charged ? { status: charged.status, warnings } : { object, warnings, quotas: charged.quotas };
}

/** The mutating half: what policies have changed the plug-ins before them look at once more (apiserver pkg/admission/reinvocation.go). */
function mutateAll(request: AdmissionRequest, object: ApiObject, options: ChainOptions): Admitted<ApiObject> {
  const builtIn = (one: ApiObject) => mutateBuiltIn({ ...request, object: one }, one, options.lookup, options.system.suffix);
  const first = builtIn(object);
  if ('status' in first) return first;
  const byPolicies = mutateByPolicies(request, first.object, options, false);
  if ('status' in byPolicies || !byPolicies.changed) return byPolicies;
  const again = builtIn(byPolicies.object);
  return 'status' in again ? again : mutateByPolicies(request, again.object, options, true);
}

/**
 * A request through the API server's door: the plug-ins that change the object, the kind's own checks, the plug-ins that judge what came of it, in
 * this order (apiserver endpoints/handlers create.go, update.go, delete.go). `request.object` is decoded and not yet defaulted;
 * of a subresource it is the subresource's own, as a Scale, and checked.
 */
export function admitRequest(request: AdmissionRequest, options: ChainOptions): Outcome {
  const { kind, object, oldObject, operation } = request;
  const { lookup, system, pools } = options;
  if (object === undefined) {
    const mutated = mutateBuiltIn(request, oldObject ?? { apiVersion: kind.apiVersion, kind: kind.kind, metadata: {} }, lookup, system.suffix);
    return 'status' in mutated ? { ...mutated, warnings: [] } : validate(request, options, []);
  }
  // What a subresource has made of its own object has been through the kind's checks already.
  if (request.subresource !== '') {
    const mutated = mutateBuiltIn(request, object, lookup, system.suffix);
    return 'status' in mutated ? { ...mutated, warnings: [] } : validate({ ...request, object: mutated.object }, options, []);
  }
  const mutate = (one: ApiObject) => mutateAll(request, one, options);
  let refused: Status | undefined;
  const mutateOld = (one: ApiObject): ApiObject => {
    const mutated = mutate(one);
    if ('object' in mutated) return mutated.object;
    refused = mutated.status;
    return one;
  };
  const made = operation === 'CREATE' || oldObject === undefined ? createDecoded(object, kind, { system, admit: mutate, ...(pools === undefined ? {} : { pools }) }) : updateObject(object, oldObject, kind, pools, mutateOld);
  if (refused !== undefined) return { status: refused, warnings: [] };
  return 'status' in made ? { status: made.status, warnings: [] } : validate({ ...request, object: made.object }, options, made.warnings);
}
