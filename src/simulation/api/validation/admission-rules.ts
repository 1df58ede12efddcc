import { duplicate, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { MatchResources, NamedRuleWithOperations, RuleWithOperations } from '../generated/types/admissionregistration.v1';
import { eachInvalid } from './common';
import { pathSegmentName, validateLabelSelector } from './metadata';

/** Which requests an admission policy or a webhook sees (pkg/apis/admissionregistration/validation). */

export const FAILURE_POLICIES = ['Fail', 'Ignore'];
export const MATCH_POLICIES = ['Equivalent', 'Exact'];
const SCOPES = ['*', 'Cluster', 'Namespaced'];
const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];

/** What may be asked once more when an object changes behind it. */
export const REINVOCATION_POLICIES = ['IfNeeded', 'Never'];
const MUTATING_OPERATIONS = ['*', 'CONNECT', 'CREATE', 'UPDATE'];

/** Whether `*` stands among others. */
const starAmong = (list: readonly string[]): boolean => list.length > 1 && list.includes('*');

/** validateResources: names of resources and subresources, and which stars make others superfluous. */
function validateResources(resources: readonly string[], path: string): FieldError[] {
  const errors = resources.length === 0 ? [required(path)] : [];
  const [withAllSubresources, ofAllResources] = [new Set<string>(), new Set<string>()];
  let plain = false;
  resources.forEach((text, i) => {
    if (text === '') {
      errors.push(required(`${path}[${i}]`));
      return;
    }
    const slash = text.indexOf('/');
    if (slash < 0) {
      plain = text !== '*';
      return;
    }
    const [resource, sub] = [text.slice(0, slash), text.slice(slash + 1)];
    if (withAllSubresources.has(resource)) errors.push(invalid(`${path}[${i}]`, text, `if '${resource}/*' is present, must not specify ${text}`));
    if (ofAllResources.has(sub)) errors.push(invalid(`${path}[${i}]`, text, `if '*/${sub}' is present, must not specify ${text}`));
    if (sub === '*') withAllSubresources.add(resource);
    if (resource === '*') ofAllResources.add(sub);
  });
  if (resources.length > 1 && resources.includes('*/*')) errors.push(invalid(path, resources, "if '*/*' is present, must not specify other resources"));
  if (resources.includes('*') && plain) errors.push(invalid(path, resources, "if '*' is present, must not specify other resources without subresources"));
  return errors;
}

/** validateRuleWithOperations. */
export function validateRuleWithOperations(rule: RuleWithOperations, path: string): FieldError[] {
  const { operations = [], apiGroups = [], apiVersions = [], resources = [], scope } = rule;
  const errors: FieldError[] = [];
  const list = (field: string, values: readonly string[], what: string): void => {
    if (values.length === 0) errors.push(required(`${path}.${field}`));
    if (starAmong(values)) errors.push(invalid(`${path}.${field}`, values, `if '*' is present, must not specify other ${what}`));
  };
  list('operations', operations, 'operations');
  operations.forEach((operation, i) => {
    if (!OPERATIONS.includes(operation)) errors.push(notSupported(`${path}.operations[${i}]`, operation, OPERATIONS));
  });
  list('apiGroups', apiGroups, 'API groups');
  list('apiVersions', apiVersions, 'API versions');
  apiVersions.forEach((version, i) => {
    if (version === '') errors.push(required(`${path}.apiVersions[${i}]`));
  });
  errors.push(...validateResources(resources, `${path}.resources`));
  return scope === undefined || SCOPES.includes(scope) ? errors : [...errors, notSupported(`${path}.scope`, scope, SCOPES)];
}

/** validateNamedRuleWithOperations. */
function validateNamedRule(rule: NamedRuleWithOperations, path: string): FieldError[] {
  const names = rule.resourceNames ?? [];
  const errors = names.flatMap((name, i) => {
    const at = `${path}.resourceNames[${i}]`;
    const wrong = eachInvalid(at, name, pathSegmentName(name, false));
    return names.indexOf(name) < i ? [...wrong, duplicate(at, name)] : wrong;
  });
  return [...errors, ...validateRuleWithOperations(rule, path)];
}

/** validateMatchResources. */
export function validateMatchResources(match: MatchResources | undefined, path: string): FieldError[] {
  if (match === undefined) return [];
  const { matchPolicy, resourceRules = [], excludeResourceRules = [] } = match;
  const errors: FieldError[] = [];
  if (matchPolicy === undefined) errors.push(required(`${path}.matchPolicy`));
  else if (!MATCH_POLICIES.includes(matchPolicy)) errors.push(notSupported(`${path}.matchPolicy`, matchPolicy, MATCH_POLICIES));
  for (const field of ['namespaceSelector', 'objectSelector'] as const) {
    const selector = match[field];
    errors.push(...(selector === undefined ? [required(`${path}.${field}`)] : validateLabelSelector(selector, `${path}.${field}`)));
  }
  errors.push(...resourceRules.flatMap((rule, i) => validateNamedRule(rule, `${path}.resourceRules[${i}]`)));
  return [...errors, ...excludeResourceRules.flatMap((rule, i) => validateNamedRule(rule, `${path}.excludeResourceRules[${i}]`))];
}

/** What is deleted cannot be changed: the rules of mutating policies. */
export const validateMutatingOperations = ({ resourceRules = [] }: MatchResources, path: string): FieldError[] =>
  resourceRules
    .flatMap(({ operations = [] }) => operations)
    .filter((operation) => !MUTATING_OPERATIONS.includes(operation))
    .map((operation) => notSupported(`${path}.resourceRules.operations`, operation, MUTATING_OPERATIONS));

/** WarningsForStaticSuffix, while manifest-based admission control (alpha) is off. */
export const staticSuffixWarnings = (name: string | undefined): string[] =>
  name?.endsWith('.static.k8s.io') === true ? ['metadata.name: names ending with ".static.k8s.io" are reserved for static manifest-based configurations and cannot be managed via the API'] : [];
