import type { NamedRuleWithOperations } from '../../api/generated/types/admissionregistration.v1';
import type { Namespace } from '../../api/generated/types/core.v1';
import { notFoundStatus } from '../../api/status';
import { requirementsMatch, requirementsOf } from '../../api/selector';
import type { LabelSelector, Labels } from '../../api/types';
import type { AdmissionRequest, Lookup } from './request';

/** Which requests rules and selectors mean, of policies and of webhooks alike (apiserver admission/plugin/webhook/predicates). */

const isNamespace = ({ kind }: AdmissionRequest): boolean => kind.apiVersion === 'v1' && kind.kind === 'Namespace';
const anyOf = (given: readonly string[] = [], wanted: string): boolean => given.some((one) => one === '*' || one === wanted);

function inScope(scope: string | undefined, request: AdmissionRequest): boolean {
  const isOfCluster = isNamespace(request) || request.namespace === '';
  return scope === undefined || scope === '*' || (scope === 'Cluster' ? isOfCluster : scope === 'Namespaced' && !isOfCluster);
}

/** rules.Matcher and the names that a rule may give besides. */
export function ruleMatches(rule: NamedRuleWithOperations, request: AdmissionRequest): boolean {
  const { group = '', version = '', plural = '' } = request.kind.resource ?? {};
  const names = rule.resourceNames ?? [];
  const isResource = (rule.resources ?? []).some((text) => {
    const [resource = '', subresource = ''] = text.split(/\/(.*)/s);
    return (resource === '*' || resource === plural) && (subresource === '*' || subresource === request.subresource);
  });
  const isMeant = inScope(rule.scope, request) && anyOf(rule.operations, request.operation) && anyOf(rule.apiGroups, group) && anyOf(rule.apiVersions, version) && isResource;
  return isMeant && (names.length === 0 || names.includes(request.name));
}

/** Whether labels match; of a thing without labels nothing does but the selector of everything. */
function selects(selector: LabelSelector, labels: Labels): boolean {
  const requirements = requirementsOf(selector);
  return requirements.ok && requirements.value !== 'nothing' && requirementsMatch(requirements.value, labels);
}

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): boolean => Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

/** namespace.Matcher: the labels of the request's namespace; of a Namespace its own, as sent. */
export function namespaceMatches(selector: LabelSelector, request: AdmissionRequest, lookup: Lookup): boolean | { readonly error: string } {
  const isOwn = isNamespace(request);
  if (isEmpty(selector) || (request.namespace === '' && !isOwn)) return true;
  const name = isOwn ? request.name : request.namespace;
  const sent = isOwn && request.subresource === '' ? request.object : undefined;
  const home = sent ?? lookup<Namespace>('v1', 'Namespace').find(({ metadata }) => metadata.name === name);
  return home === undefined ? { error: notFoundStatus('', 'namespaces', name) } : selects(selector, home.metadata.labels ?? {});
}

/** object.Matcher: as it is sent or as it was. */
export const objectMatches = (selector: LabelSelector, { object, oldObject }: AdmissionRequest): boolean => isEmpty(selector) || [object, oldObject].some((one) => one !== undefined && selects(selector, one.metadata.labels ?? {}));

const CONFIGURATION: ReadonlySet<string> = new Set([
  'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding',
]);

/** IsExemptAdmissionConfigurationResource: policies cannot lock their own door. */
export const isExempt = ({ kind }: AdmissionRequest): boolean => kind.resource?.group === 'admissionregistration.k8s.io' && CONFIGURATION.has(kind.kind);
