import type { ResourceQuota } from '../../api/generated/types/core.v1';
import { createDecoded, type CreateOptions, type Status } from '../../api/request/create';
import { updateObject } from '../../api/request/update';
import type { ServicePools } from '../../api/service/pools';
import type { ApiObject } from '../../api/types';
import { Passage, type ChainFacts, type Extensions } from './passage';
import { mutateByPolicies } from './policies/mutate';
import { judgePolicies } from './policies/validate';
import type { AdmissionRequest } from './request';
import type { ChainStep } from './steps';
import { mutateByWebhooks } from './webhooks/mutating';
import { judgeByWebhooks } from './webhooks/validating';

/** Policies in CEL, and webhooks: all that a default API server asks. */
export const EXTENSIONS: Extensions = { policies: { mutate: mutateByPolicies, judge: judgePolicies }, webhooks: { mutate: mutateByWebhooks, judge: judgeByWebhooks } };

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

/** The outcome, and how it came about. */
export type Passed = Outcome & {
  readonly steps: readonly ChainStep[];
  /** What the audit log gets to know. */
  readonly auditAnnotations: Readonly<Record<string, string>>;
  /** How long webhooks have kept the request, in seconds. */
  readonly waited: number;
};

export interface ChainOptions extends Omit<ChainFacts, 'suffix'> {
  readonly system: NonNullable<CreateOptions<ApiObject>['system']>;
  readonly pools?: ServicePools;
}

/**
 * A request through the API server's door: the plug-ins that change the object, the kind's own checks, the plug-ins that judge what came of it, in
 * this order (apiserver endpoints/handlers create.go, update.go, delete.go). `request.object` is decoded and not yet defaulted;
 * of a subresource it is the subresource's own, as a Scale, and checked.
 */
export function admitRequest(request: AdmissionRequest, options: ChainOptions): Passed {
  const { kind, object, oldObject, operation } = request;
  const { system, pools } = options;
  const passage = new Passage(request, { ...options, suffix: system.suffix }, EXTENSIONS);
  const told = () => ({ warnings: passage.warnings, auditAnnotations: passage.auditAnnotations, steps: passage.steps, waited: passage.waited });
  const judged = (made: ApiObject | undefined): Passed => {
    const judgement = passage.judge(made);
    return { ...judgement, ...('status' in judgement || made === undefined ? {} : { object: made }), ...told() };
  };
  if (object === undefined) {
    const status = passage.mutateDeletion();
    return status === undefined ? judged(undefined) : { status, ...told() };
  }
  // What a subresource has made of its own object has been through the kind's checks already.
  if (request.subresource !== '') {
    const mutated = passage.mutate(object);
    return 'status' in mutated ? { status: mutated.status, ...told() } : judged(mutated.object);
  }
  let refused: Status | undefined;
  const mutateOld = (one: ApiObject): ApiObject => {
    const mutated = passage.mutate(one);
    if ('object' in mutated) return mutated.object;
    refused = mutated.status;
    return one;
  };
  const made = operation === 'CREATE' || oldObject === undefined ? createDecoded(object, kind, { system, admit: (one) => passage.mutate(one), ...(pools === undefined ? {} : { pools }) }) : updateObject(object, oldObject, kind, pools, mutateOld);
  if (refused !== undefined) return { status: refused, ...told() };
  const isByPlugin = 'status' in made && passage.steps.some(({ status }) => status !== undefined);
  if (!isByPlugin) passage.steps.push({ plugin: 'Schema', half: 'schema', round: 0, ...('status' in made ? { status: made.status } : { after: made.object }) });
  if ('status' in made) return { status: made.status, ...told() };
  passage.warn(made.warnings);
  return judged(made.object);
}
