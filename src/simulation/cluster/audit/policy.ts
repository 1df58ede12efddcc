/** The file behind `--audit-policy-file` (apiserver pkg/audit/policy: LoadPolicyFromFile, ruleMatches; pkg/apis/audit/validation). */
import { readDocuments } from '../../api/manifest/documents';
import { toJson } from '../../api/manifest/json';
import { goJson } from '../../base/go/json';
import { quote } from '../../base/go/quote';
import type { AccessRequest, User } from '../../policy/rbac';
import type { AuditLevel, AuditPolicy, AuditRule, AuditStage, GroupResources } from './types';

/** Why an API server with this policy does not start. */
export class AuditFault extends Error {}

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const LEVELS: readonly AuditLevel[] = ['None', 'Metadata', 'Request', 'RequestResponse'];
const STAGES: readonly AuditStage[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

function words(value: unknown, field: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new AuditFault(`failed decoding: json: cannot unmarshal ${isRecord(value) ? 'object' : typeof value} into Go struct field PolicyRule.${field} of type []string`);
  return value.map(String);
}

/** ValidatePolicy: all that is wrong, together. */
class Errors {
  private readonly said: string[] = [];
  add(text: string): void {
    this.said.push(text);
  }

  settle(): void {
    const [first, ...more] = [...new Set(this.said)];
    if (first !== undefined) throw new AuditFault(more.length === 0 ? first : `[${[first, ...more].join(', ')}]`);
  }
}

const stagesOf = (value: unknown, path: string, errors: Errors): readonly AuditStage[] =>
  words(value, 'omitStages').flatMap((stage, at) => {
    const known = STAGES.find((one) => one === stage);
    if (known === undefined) errors.add(`${path}[${at}]: Invalid value: ${quote(stage)}: allowed stages are ${STAGES.join(',')}`);
    return known ?? [];
  });

function resourcesOf(value: unknown, path: string, errors: Errors): readonly GroupResources[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : []).map((one) => {
    const { group = '', resources, resourceNames } = isRecord(one) ? one : {};
    const read = { group: String(group ?? ''), resources: words(resources, 'resources'), resourceNames: words(resourceNames, 'resourceNames') };
    if (read.group !== '' && read.group !== '*' && !/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(read.group)) errors.add(`${path}.group: Invalid value: ${quote(read.group)}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`);
    if (read.resourceNames.length > 0 && read.resources.length === 0) errors.add(`${path}.resourceNames: Invalid value: ${goJson(read.resourceNames)}: using resourceNames requires at least one resource`);
    return read;
  });
}

function ruleOf(value: unknown, at: number, whole: { readonly omit: readonly AuditStage[]; readonly managed: boolean }, errors: Errors): AuditRule {
  const rule = isRecord(value) ? value : {};
  const path = `rules[${at}]`;
  const level = LEVELS.find((one) => one === rule['level']);
  if (rule['level'] === undefined || rule['level'] === '') errors.add(`${path}.level: Required value`);
  else if (level === undefined) errors.add(`${path}.level: Unsupported value: ${quote(String(rule['level']))}: supported values: ${LEVELS.map(quote).join(', ')}`);
  const urls = words(rule['nonResourceURLs'], 'nonResourceURLs');
  urls.forEach((url, index) => {
    if (url === '*') return;
    if (!url.startsWith('/')) errors.add(`${path}.nonResourceURLs[${index}]: Invalid value: ${quote(url)}: non-resource URL rules must begin with a '/' character`);
    if (url.slice(0, -1).includes('*')) errors.add(`${path}.nonResourceURLs[${index}]: Invalid value: ${quote(url)}: non-resource URL wildcards '*' must be the final character of the rule`);
  });
  const [resources, namespaces] = [resourcesOf(rule['resources'], `${path}.resources`, errors), words(rule['namespaces'], 'namespaces')];
  const omit = stagesOf(rule['omitStages'], `${path}.omitStages`, errors);
  if (urls.length > 0 && resources.length + namespaces.length > 0) errors.add(`${path}.nonResourceURLs: Invalid value: ${goJson(urls)}: rules cannot apply to both regular resources and non-resource URLs`);
  return {
    level: level ?? 'None', users: words(rule['users'], 'users'), userGroups: words(rule['userGroups'], 'userGroups'), verbs: words(rule['verbs'], 'verbs'), resources, namespaces, nonResourceURLs: urls,
    omitStages: [...new Set([...whole.omit, ...omit])], omitManagedFields: typeof rule['omitManagedFields'] === 'boolean' ? rule['omitManagedFields'] : whole.managed,
  };
}

/** LoadPolicyFromBytes; throws an {@link AuditFault}. Fields that nobody knows are passed over, as upstream's second reading does. */
export function readAuditPolicy(text: string): AuditPolicy {
  const [first] = readDocuments(text);
  if (first?.error !== undefined) throw new AuditFault(`failed decoding: yaml: ${first.error.message.replace(/^yaml: /, '')}`);
  const value: unknown = first?.tree === undefined ? {} : toJson(first.tree);
  const { apiVersion = '', kind = '', rules, omitStages, omitManagedFields } = isRecord(value) ? value : {};
  if (kind === '') throw new AuditFault(`failed decoding: Object 'Kind' is missing in '${text}'`);
  if (apiVersion === '') throw new AuditFault(`failed decoding: Object 'apiVersion' is missing in '${text}'`);
  if (apiVersion !== 'audit.k8s.io/v1' || kind !== 'Policy') throw new AuditFault(`failed decoding: no kind ${quote(String(kind))} is registered for version ${quote(String(apiVersion))} in scheme "pkg/audit/scheme.go:30"`);
  const errors = new Errors();
  const omit = stagesOf(omitStages, 'omitStages', errors);
  const read = (Array.isArray(rules) ? rules : []).map((rule, at) => ruleOf(rule, at, { omit, managed: omitManagedFields === true }, errors));
  errors.settle();
  if (read.length === 0) throw new AuditFault('loaded illegal policy with 0 rules');
  return { rules: read };
}

const pathMatches = (path: string, spec: string): boolean => spec === '*' || spec === path || (spec.endsWith('*') && path.startsWith(spec.replace(/\*+$/, '')));

function resourceMatches({ namespaces, resources }: AuditRule, asked: Extract<AccessRequest, { readonly resource: string }>): boolean {
  if (namespaces.length > 0 && !namespaces.includes(asked.namespace ?? '')) return false;
  if (resources.length === 0) return true;
  const { apiGroup = '', resource, subresource = '', name = '' } = asked;
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  return resources.some((one) => {
    if (one.group !== apiGroup && one.group !== '*') return false;
    if (one.resources.length === 0) return true;
    if (one.resourceNames.length > 0 && !one.resourceNames.includes(name)) return false;
    return one.resources.some((res) => res === combined || res === '*' || (subresource !== '' && res === `*/${subresource}`) || (res.endsWith('/*') && resource === res.slice(0, -2)));
  });
}

/** EvaluatePolicyRule: the first rule that is about a request; undefined where none is, which is the level None. */
export const ruleFor = ({ rules }: AuditPolicy, user: User, asked: AccessRequest): AuditRule | undefined =>
  rules.find((rule) => {
    if (rule.users.length > 0 && !rule.users.includes(user.name)) return false;
    if (rule.userGroups.length > 0 && !rule.userGroups.some((group) => user.groups.includes(group))) return false;
    if (rule.verbs.length > 0 && !rule.verbs.includes(asked.verb)) return false;
    if (rule.namespaces.length > 0 || rule.resources.length > 0) return 'resource' in asked && resourceMatches(rule, asked);
    if (rule.nonResourceURLs.length > 0) return !('resource' in asked) && rule.nonResourceURLs.some((spec) => pathMatches(asked.path, spec));
    return true;
  });
