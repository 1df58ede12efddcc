import type { ResourceQuota } from '../../api/generated/types/core.v1';
import type { Admitted, Status } from '../../api/request/create';
import type { ApiObject } from '../../api/types';
import { chargeQuotas, mutateBuiltIn, VALIDATING } from './built-in';
import { refusedByNamespace } from './namespace-lifecycle';
import type { mutateByPolicies } from './policies/mutate';
import type { judgePolicies } from './policies/validate';
import { Progress } from './progress';
import type { AdmissionRequest } from './request';
import type { ChainStep } from './steps';
import type { mutateByWebhooks } from './webhooks/mutating';
import { NOBODY, type Responder } from './webhooks/reply';
import type { HookFacts } from './webhooks/should-call';
import type { judgeByWebhooks } from './webhooks/validating';

/** What plug-ins ask about the cluster. */
export interface ChainFacts extends HookFacts {
  /** Five letters for the volume of a token. */
  readonly suffix: string;
  /** The programs behind webhooks; where none are given, nobody listens. */
  readonly respond?: Responder;
}

/** What the plug-ins say that judge an object. */
export type Judged = { readonly status: Status } | { readonly quotas: readonly ResourceQuota[] };

/** What decides about requests besides the built-in plug-ins: policies take CEL with them, so a page that has none leaves them out. */
export interface Extensions {
  readonly policies?: { readonly mutate: typeof mutateByPolicies; readonly judge: typeof judgePolicies };
  readonly webhooks?: { readonly mutate: typeof mutateByWebhooks; readonly judge: typeof judgeByWebhooks };
}

/**
 * One request on its way through the plug-ins, in upstream's order (pkg/kubeapiserver/options/plugins.go): those that change the object, once more
 * where something was changed behind them (pkg/admission/reinvocation.go), and, after the kind's own checks, those that judge it. Begun with a
 * request and gone with it.
 */
export class Passage {
  readonly steps: ChainStep[] = [];
  private readonly progress = new Progress();

  constructor(
    private readonly request: AdmissionRequest,
    private readonly facts: ChainFacts,
    private readonly extensions: Extensions,
  ) {}

  /** What the client is told. */
  get warnings(): readonly string[] {
    return this.progress.warnings.list;
  }

  /** Told by what is no plug-in: the checks of a kind. */
  warn(texts: readonly string[]): void {
    this.progress.warnings.add(texts);
  }

  /** What the audit log gets to know. */
  get auditAnnotations(): Readonly<Record<string, string>> {
    return this.progress.auditAnnotations;
  }

  /** How long webhooks have kept the request, in seconds. */
  get waited(): number {
    return this.progress.waited;
  }

  private get round(): 0 | 1 {
    return this.progress.isAgain ? 1 : 0;
  }

  private webhookFacts() {
    return { ...this.facts, respond: this.facts.respond ?? NOBODY };
  }

  /** Admit of the mutating plug-ins. A deletion has no object, and only webhooks look at it. */
  mutate(object: ApiObject): Admitted<ApiObject> {
    const first = this.walk(object);
    if ('status' in first || !this.progress.wantsAgain) return first;
    this.progress.isAgain = true;
    const second = this.walk(first.object);
    this.progress.isAgain = false;
    return second;
  }

  private walk(object: ApiObject): Admitted<ApiObject> {
    const request = { ...this.request, object };
    const builtIn = mutateBuiltIn(request, object, this.facts.lookup, this.facts.suffix);
    for (const { plugin, before, after } of builtIn.steps) {
      const outcome = 'object' in after ? { after: after.object } : 'status' in builtIn ? { status: builtIn.status } : {};
      this.steps.push({ plugin, half: 'mutating', round: this.round, before, ...outcome });
    }
    if ('status' in builtIn) return { status: builtIn.status };
    // What a subresource is sent, as a Scale, policies that change things do not look at here.
    const byPolicies = request.subresource === '' ? this.askPolicies(builtIn.object) : builtIn;
    return 'status' in byPolicies ? byPolicies : this.callMutating(byPolicies.object);
  }

  private askPolicies(object: ApiObject): Admitted<ApiObject> {
    const { policies } = this.extensions;
    if (policies === undefined) return { object };
    const { steps, ...made } = policies.mutate(this.request, object, this.facts, this.progress);
    if (steps.length > 0) this.steps.push({ plugin: 'MutatingAdmissionPolicy', half: 'mutating', round: this.round, before: object, ...('object' in made ? { after: made.object } : made), policies: steps });
    return made;
  }

  private callMutating(object: ApiObject): Admitted<ApiObject> {
    const { webhooks } = this.extensions;
    if (webhooks === undefined) return { object };
    const { steps, ...made } = webhooks.mutate({ ...this.request, object }, object, this.webhookFacts(), this.progress);
    const outcome = 'status' in made ? made : { after: made.object ?? object };
    if (steps.length > 0 || 'status' in made) this.steps.push({ plugin: 'MutatingAdmissionWebhook', half: 'mutating', round: this.round, before: object, ...outcome, webhooks: steps });
    return 'status' in made ? made : { object: made.object ?? object };
  }

  /** The mutating half of a deletion: NamespaceLifecycle, and webhooks. */
  mutateDeletion(): Status | undefined {
    const status = refusedByNamespace(this.request, this.facts.lookup);
    if (status !== undefined) {
      this.steps.push({ plugin: 'NamespaceLifecycle', half: 'mutating', round: 0, status });
      return status;
    }
    const { webhooks } = this.extensions;
    if (webhooks === undefined) return undefined;
    const { steps, ...made } = webhooks.mutate(this.request, undefined, this.webhookFacts(), this.progress);
    const refused = 'status' in made ? { status: made.status } : {};
    if (steps.length > 0 || 'status' in made) this.steps.push({ plugin: 'MutatingAdmissionWebhook', half: 'mutating', round: 0, ...refused, webhooks: steps });
    return refused.status;
  }

  /** Validate: the first plug-in that refuses ends it; quotas are charged last. `object`: none for a deletion. */
  judge(object: ApiObject | undefined): Judged {
    const { lookup } = this.facts;
    const request: AdmissionRequest = object === undefined ? this.request : { ...this.request, object };
    const say = (plugin: string, verdict: { readonly status?: Status; readonly warnings?: readonly string[] }, more: Partial<ChainStep> = {}): Status | undefined => {
      const { status, warnings = [] } = verdict;
      this.progress.warnings.add(warnings);
      this.steps.push({ plugin, half: 'validating', round: 0, ...(object === undefined ? {} : { before: object, after: object }), ...(status === undefined ? {} : { status }), ...(warnings.length === 0 ? {} : { warnings }), ...more });
      return status;
    };
    if (object !== undefined) {
      for (const [plugin, judge] of VALIDATING) {
        const status = say(plugin, judge(request, object, lookup));
        if (status !== undefined) return { status };
      }
    }
    const { policies, webhooks } = this.extensions;
    if (policies !== undefined) {
      const verdict = policies.judge(request, this.facts);
      for (const [key, value] of Object.entries(verdict.auditAnnotations)) this.progress.annotate(key, value);
      const status = say('ValidatingAdmissionPolicy', verdict, { policies: verdict.steps });
      if (status !== undefined) return { status };
    }
    if (webhooks !== undefined) {
      const verdict = webhooks.judge(request, this.webhookFacts(), this.progress);
      const status = say('ValidatingAdmissionWebhook', verdict, { webhooks: verdict.steps });
      if (status !== undefined) return { status };
    }
    if (object === undefined) return { quotas: [] };
    const charged = chargeQuotas(request, object, lookup);
    say('ResourceQuota', 'status' in charged ? charged : {});
    return charged;
  }
}
