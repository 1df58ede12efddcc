/** What Pod Security admission answers to a request (pod-security-admission admission/admission.go). */
import { aggregateErrors, forbiddenStatus, invalidStatus, notFoundStatus } from '../../api/status';
import { quote } from '../../base/go/quote';
import type { Labels } from '../../api/types';
import { evaluatePod, forbiddenDetail } from './evaluate';
import type { Evaluation } from './evaluate';
import { fullyPrivileged, policyOfLabels, PRIVILEGED, printLevelVersion, sameLevelVersion } from './level-version';
import type { LevelVersion, Policy, PolicyOfLabels } from './level-version';
import { admitNamespaceLabels } from './namespace-labels';
import { carriesPod, podOf } from './pod-of';
import type { PodCarrier } from './pod-of';
import { isSignificantUpdate } from './significant-update';
import type { SecuredPod } from './types';

export interface Exemptions {
  readonly namespaces?: readonly string[];
  readonly usernames?: readonly string[];
  readonly runtimeClasses?: readonly string[];
}

/** PodSecurityConfiguration. */
export interface PodSecurityConfiguration {
  readonly defaults: Policy;
  readonly exemptions: Exemptions;
}

export const NO_CONFIGURATION: PodSecurityConfiguration = { defaults: PRIVILEGED, exemptions: {} };

export interface NamespaceObject {
  readonly metadata: { readonly name: string; readonly labels?: Labels };
}

/** A create (no `old`) or update of an object; Namespaces, Pods and what carries a template are looked at. */
export interface AdmissionRequest {
  readonly object: PodCarrier & { readonly kind: string; readonly metadata: { readonly name?: string; readonly namespace?: string; readonly labels?: Labels } };
  readonly old?: AdmissionRequest['object'];
  readonly subresource?: string;
  readonly user?: string;
  /** As stored; undefined if it does not exist. */
  readonly namespace?: NamespaceObject;
  /** Pods in the namespace, for a change of its labels. */
  readonly pods?: readonly SecuredPod[];
}

export interface AdmissionResponse {
  readonly allowed: boolean;
  readonly code?: number;
  readonly statusReason?: string;
  readonly message?: string;
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  /** What was found for each mode that was looked at. */
  readonly evaluations?: Readonly<Partial<Record<'enforce' | 'audit' | 'warn', Evaluation>>>;
}

const ALLOWED: AdmissionResponse = { allowed: true };
const allowedWith = (key: string, value: string): AdmissionResponse => ({ allowed: true, auditAnnotations: { [key]: value } });

/** Subresources of a Pod that leave its spec alone; any other, known or not, is judged. */
const IGNORED_SUBRESOURCES = new Set(['exec', 'attach', 'binding', 'eviction', 'log', 'portforward', 'proxy', 'status']);

const exempt = (name: string | null | undefined, list: readonly string[] = []): boolean => !!name && list.includes(name);

/** EvaluatePod: enforce refuses (for Pods only), audit notes, warn warns about what is let in. */
function judge(pod: SecuredPod, { policy, errors }: PolicyOfLabels, name: string, isPod: boolean, { exemptions }: PodSecurityConfiguration): AdmissionResponse {
  if (exempt(pod.spec.runtimeClassName, exemptions.runtimeClasses)) return allowedWith('exempt', 'runtimeClass');
  const found: [LevelVersion, Evaluation][] = [];
  const evaluate = (asked: LevelVersion): Evaluation => {
    const known = found.find(([one]) => sameLevelVersion(one, asked));
    if (known !== undefined) return known[1];
    const evaluation = evaluatePod(asked, pod);
    found.push([asked, evaluation]);
    return evaluation;
  };
  const says = (verb: string, asked: LevelVersion, evaluation: Evaluation): string => `${verb} PodSecurity ${quote(printLevelVersion(asked))}: ${forbiddenDetail(evaluation)}`;
  const enforce = isPod ? evaluate(policy.enforce) : undefined;
  const audit = evaluate(policy.audit);
  const refused = enforce !== undefined && !enforce.allowed;
  const warn = refused ? undefined : evaluate(policy.warn);
  const auditAnnotations = {
    ...(errors.length === 0 ? {} : { error: `Failed to parse policy: ${aggregateErrors(errors)}` }),
    ...(enforce === undefined ? {} : { 'enforce-policy': printLevelVersion(policy.enforce) }),
    ...(audit.allowed ? {} : { 'audit-violations': says('would violate', policy.audit, audit) }),
  };
  return {
    allowed: !refused,
    ...(refused ? { code: 403, statusReason: 'Forbidden', message: forbiddenStatus('', 'pods', name, says('violates', policy.enforce, enforce)) } : {}),
    ...(warn === undefined || warn.allowed ? {} : { warnings: [says('would violate', policy.warn, warn)] }),
    ...(Object.keys(auditAnnotations).length === 0 ? {} : { auditAnnotations }),
    evaluations: { ...(enforce && { enforce }), audit, ...(warn && { warn }) },
  };
}

/** ValidatePod and ValidatePodController: the latter is never refused, only warned about and noted. */
function admitPod(request: AdmissionRequest, configuration: PodSecurityConfiguration): AdmissionResponse {
  const { object, old, namespace, subresource = '' } = request;
  const isPod = object.kind === 'Pod';
  if (isPod ? IGNORED_SUBRESOURCES.has(subresource) : subresource !== '') return ALLOWED;
  const home = object.metadata.namespace ?? '';
  if (exempt(home, configuration.exemptions.namespaces)) return allowedWith('exempt', 'namespace');
  if (exempt(request.user, configuration.exemptions.usernames)) return allowedWith('exempt', 'user');
  if (namespace === undefined) {
    const lookup = `failed to lookup namespace ${quote(home)}`;
    const missing = notFoundStatus('', 'namespaces', home);
    if (!isPod) return allowedWith('error', `${lookup}: ${missing}`);
    const message = `Internal error occurred: ${lookup}`;
    return { allowed: false, code: 500, statusReason: 'InternalError', message, auditAnnotations: { error: `${message}: ${missing}` } };
  }
  const asked = policyOfLabels(namespace.metadata.labels ?? {}, configuration.defaults);
  const { policy, errors } = asked;
  if (isPod && errors.length === 0 && fullyPrivileged(policy)) return allowedWith('enforce-policy', 'privileged:latest');
  if (!isPod && errors.length === 0 && policy.warn.level === 'privileged' && policy.audit.level === 'privileged') return ALLOWED;
  const carried = podOf(object);
  if (carried === undefined) return ALLOWED;
  const before = isPod && old !== undefined ? podOf(old) : undefined;
  if (before !== undefined && !isSignificantUpdate(carried.pod.spec, before.pod.spec)) return ALLOWED;
  return judge(carried.pod, asked, object.metadata.name ?? '', isPod, configuration);
}

/** Admission.Validate. Kinds that carry no Pod pass. */
export function admitPodSecurity(request: AdmissionRequest, configuration: PodSecurityConfiguration = NO_CONFIGURATION): AdmissionResponse {
  if (request.object.kind === 'Namespace') return admitNamespace(request, configuration);
  return carriesPod(request.object.kind) ? admitPod(request, configuration) : ALLOWED;
}

/** ValidateNamespace: labels must be valid, and existing Pods that a stricter level would refuse are named in warnings. */
function admitNamespace({ object, old, subresource = '', pods = [] }: AdmissionRequest, { defaults, exemptions }: PodSecurityConfiguration): AdmissionResponse {
  if (subresource !== '') return ALLOWED;
  const name = object.metadata.name ?? '';
  const labels = object.metadata.labels ?? {};
  const { errors, warnings } = admitNamespaceLabels({
    name, labels, oldLabels: old === undefined ? undefined : (old.metadata.labels ?? {}), defaults,
    exempt: exempt(name, exemptions.namespaces), pods: pods.filter(({ spec }) => !exempt(spec.runtimeClassName, exemptions.runtimeClasses)),
  });
  if (errors.length > 0) return { allowed: false, code: 422, statusReason: 'Invalid', message: invalidStatus('', 'Namespace', name, errors) };
  return warnings.length === 0 ? ALLOWED : { allowed: true, warnings };
}
