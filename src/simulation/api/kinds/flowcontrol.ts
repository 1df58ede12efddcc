import { FLOWCONTROL_DEFAULTS } from '../defaulting/flowcontrol';
import { duplicate, forbidden, invalid, invalidNamed, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { flowcontrolV1, flowcontrolV1Resources } from '../generated/schema/flowcontrol.v1';
import type { FlowSchema, FlowSchemaSpec, LimitedPriorityLevelConfiguration, NonResourcePolicyRule, PolicyRulesWithSubjects, PriorityLevelConfiguration, PriorityLevelConfigurationSpec, ResourcePolicyRule, Subject } from '../generated/types/flowcontrol.v1';
import { defineKind } from '../kind';
import { dns1123LabelErrors } from '../names';
import { countedWithOwnStatus } from '../strategy/simple';
import { validateKubeMeta } from '../validation/metadata';
import { validateDnsLabel, validateDnsSubdomain } from '../validation/names';

/** pkg/apis/flowcontrol/validation, but for the fixed values of what the server makes by itself. */

const MAX_PRECEDENCE = 10_000;
const MAX_QUEUES = 10_000_000;
const HASH_BITS = 60;
const METHODS = ['ByNamespace', 'ByUser'];
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch'];
const KINDS = { ServiceAccount: 'serviceAccount', User: 'user', Group: 'group' } as const;

type Status = { readonly conditions?: readonly { readonly type?: string }[] } | undefined;

/** ValidateFlowSchemaStatus and ValidatePriorityLevelConfigurationStatus: a condition of each type. */
const statusErrors = (status: Status): FieldError[] =>
  (status?.conditions ?? []).flatMap(({ type = '' }, i, all) => {
    const at = `status.conditions[${i}].type`;
    return [...(all.findIndex((one) => (one.type ?? '') === type) < i ? [duplicate(at, type)] : []), ...(type === '' ? [required(at)] : [])];
  });

/** ValidateFlowSchemaSubject. */
function subjectErrors(subject: Partial<Subject>, path: string): FieldError[] {
  const { kind = '' } = subject;
  if (!Object.hasOwn(KINDS, kind)) return [notSupported(`${path}.kind`, kind, Object.keys(KINDS).sort())];
  const own = KINDS[kind as keyof typeof KINDS];
  const at = `${path}.${own}`;
  const { name = '', namespace = '' }: { readonly name?: string; readonly namespace?: string } = subject[own] ?? {};
  const account = own === 'serviceAccount';
  const others = Object.entries(KINDS).filter(([, field]) => field !== own && subject[field] !== undefined);
  return [
    ...(subject[own] === undefined ? [required(at, `${own} is required when subject kind is '${kind}'`)] : [
      ...(name === '' ? [required(`${at}.name`)] : account && name !== '*' ? validateDnsSubdomain(name, `${at}.name`) : []),
      ...(!account ? [] : namespace === '' ? [required(`${at}.namespace`, 'must specify namespace for service account')] : validateDnsLabel(namespace, `${at}.namespace`)),
    ]),
    ...others.map(([other, field]) => forbidden(`${path}.${field}`, `${field} is forbidden when subject kind is not '${other}'`)),
  ];
}

/** A list in which an asterisk stands alone. */
function alone(list: readonly string[], path: string, others: string, missing: string): FieldError[] {
  if (list.length === 0) return [required(path, missing)];
  return list.length > 1 && list.includes('*') ? [invalid(path, list, `if '*' is present, must not specify other ${others}`)] : [];
}

const verbErrors = (verbs: readonly string[], path: string): FieldError[] =>
  verbs.length === 0 || verbs.includes('*') || verbs.every((verb) => VERBS.includes(verb)) ? alone(verbs, path, 'verbs', 'verbs must contain at least one value') : [notSupported(path, verbs, VERBS)];

/** ValidateNonResourceURLPath. */
function urlError(url: string): string | undefined {
  if (url === '') return 'must not be empty';
  if (url === '/') return undefined;
  if (!url.startsWith('/')) return 'must start with slash';
  if (url.includes(' ')) return 'must not contain white-space';
  if (url.includes('//')) return 'must not contain double slash';
  const stars = url.split('*').length - 1;
  return stars > 1 || (stars === 1 && !url.endsWith('/*')) ? 'wildcard can only do suffix matching' : undefined;
}

/** ValidateFlowSchemaResourcePolicyRule. */
function resourceRuleErrors({ verbs = [], apiGroups = [], resources = [], namespaces = [], clusterScope = false }: Partial<ResourcePolicyRule>, path: string): FieldError[] {
  const words = "each member of this list must be '*' or a DNS-1123 label; ";
  return [
    ...verbErrors(verbs, `${path}.verbs`),
    ...alone(apiGroups, `${path}.apiGroups`, 'api groups', 'resource rules must supply at least one api group'),
    ...alone(resources, `${path}.resources`, 'resources', 'resource rules must supply at least one resource'),
    ...(clusterScope && namespaces.length === 0 ? [] : alone(namespaces, `${path}.namespaces`, 'namespaces', 'resource rules that are not cluster scoped must supply at least one namespace')),
    ...(namespaces.includes('*') ? [] : namespaces.flatMap((name, i) => dns1123LabelErrors(name).map((message) => invalid(`${path}.namespaces[${i}]`, name, words + message)))),
  ];
}

/** ValidateFlowSchemaNonResourcePolicyRule. */
const urlRuleErrors = ({ verbs = [], nonResourceURLs: urls = [] }: Partial<NonResourcePolicyRule>, path: string): FieldError[] => [
  ...verbErrors(verbs, `${path}.verbs`),
  ...alone(urls, `${path}.nonResourceURLs`, 'non-resource URLs', 'nonResourceURLs must contain at least one value'),
  ...(urls.includes('*') ? [] : urls.flatMap((url, i) => { const words = urlError(url); return words === undefined ? [] : [invalid(`${path}.nonResourceURLs[${i}]`, url, words)]; })),
];

/** ValidateFlowSchemaPolicyRulesWithSubjects. */
const ruleErrors = ({ subjects = [], resourceRules = [], nonResourceRules: urlRules = [] }: Partial<PolicyRulesWithSubjects>, path: string): FieldError[] => [
  ...(subjects.length === 0 ? [required(`${path}.subjects`, 'subjects must contain at least one value')] : subjects.flatMap((subject, i) => subjectErrors(subject, `${path}.subjects[${i}]`))),
  ...(resourceRules.length + urlRules.length === 0 ? [required(path, 'at least one of resourceRules and nonResourceRules has to be non-empty')] : []),
  ...resourceRules.flatMap((rule, i) => resourceRuleErrors(rule, `${path}.resourceRules[${i}]`)),
  ...urlRules.flatMap((rule, i) => urlRuleErrors(rule, `${path}.nonResourceRules[${i}]`)),
];

/** ValidateFlowSchema. */
function validateFlowSchema({ metadata, spec, status }: FlowSchema): FieldError[] {
  const { matchingPrecedence: precedence = 0, distinguisherMethod: method, priorityLevelConfiguration: level, rules = [] }: Partial<FlowSchemaSpec> = spec ?? {};
  const at = 'spec.matchingPrecedence';
  return [
    ...validateKubeMeta(metadata, { namespaced: false }),
    ...(precedence <= 0 ? [invalid(at, precedence, 'must be a positive value')] : []),
    ...(precedence > MAX_PRECEDENCE ? [invalid(at, precedence, `must not be greater than ${MAX_PRECEDENCE}`)] : []),
    ...(precedence === 1 && metadata.name !== 'exempt' ? [invalid(at, precedence, "only the schema named 'exempt' may have matchingPrecedence 1")] : []),
    ...(method === undefined || METHODS.includes(method.type ?? '') ? [] : [notSupported('spec.distinguisherMethod.type', { Type: method.type ?? '' }, METHODS)]),
    ...(level?.name ? validateDnsSubdomain(level.name, 'spec.priorityLevelConfiguration.name') : [required('spec.priorityLevelConfiguration.name', 'must reference a priority level')]),
    ...rules.flatMap((rule, i) => ruleErrors(rule, `spec.rules[${i}]`)),
    ...statusErrors(status),
  ];
}

type Numbers = { readonly nominalConcurrencyShares?: number; readonly lendablePercent?: number };

const shareErrors = ({ nominalConcurrencyShares: shares }: Numbers, path: string): FieldError[] => (shares !== undefined && shares < 0 ? [invalid(`${path}.nominalConcurrencyShares`, shares, 'must be a non-negative integer')] : []);
const percentErrors = ({ lendablePercent: percent }: Numbers, path: string): FieldError[] => (percent !== undefined && (percent < 0 || percent > 100) ? [invalid(`${path}.lendablePercent`, percent, 'must be between 0 and 100, inclusive')] : []);

/** ValidatePriorityLevelQueuingConfiguration. */
function queuingErrors({ queues = 0, handSize = 0, queueLengthLimit = 0 }: { readonly queues?: number; readonly handSize?: number; readonly queueLengthLimit?: number }, path: string): FieldError[] {
  const bits = Math.ceil(Math.log2(queues) * handSize);
  const hand =
    handSize <= 0 ? 'must be positive'
    : handSize > queues ? `should not be greater than queues (${queues})`
    : bits > HASH_BITS ? `required entropy bits of deckSize ${queues} and handSize ${handSize} should not be greater than ${HASH_BITS}`
    : undefined;
  return [
    ...(queueLengthLimit <= 0 ? [invalid(`${path}.queueLengthLimit`, queueLengthLimit, 'must be positive')] : []),
    ...(queues <= 0 ? [invalid(`${path}.queues`, queues, 'must be positive')] : queues > MAX_QUEUES ? [invalid(`${path}.queues`, queues, `must not be greater than ${MAX_QUEUES}`)] : []),
    ...(hand === undefined ? [] : [invalid(`${path}.handSize`, handSize, hand)]),
  ];
}

const typeErrors = (type: string, path: string, supported: readonly string[]): FieldError[] => (type === '' ? [required(path)] : supported.includes(type) ? [] : [notSupported(path, type, supported)]);

/** ValidateLimitedPriorityLevelConfiguration, and ValidateLimitResponse in it. */
function limitedErrors(limited: Partial<LimitedPriorityLevelConfiguration>, path: string): FieldError[] {
  const { type = '', queuing } = limited.limitResponse ?? {};
  const { borrowingLimitPercent: most = 0 } = limited;
  const [response, at] = [`${path}.limitResponse`, `${path}.limitResponse.queuing`];
  return [
    ...shareErrors(limited, path),
    ...typeErrors(type, `${response}.type`, ['Queue', 'Reject']),
    ...(type === 'Reject' && queuing !== undefined ? [forbidden(at, 'must be nil if limited.limitResponse.type is not Limited')] : []),
    ...(type !== 'Queue' ? [] : queuing === undefined ? [required(at, 'must not be empty if limited.limitResponse.type is Limited')] : queuingErrors(queuing, at)),
    ...percentErrors(limited, path),
    ...(most < 0 ? [invalid(`${path}.borrowingLimitPercent`, most, 'if specified, must be a non-negative integer')] : []),
  ];
}

const PRESERVE_ZERO = 'flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares';

/** ValidatePriorityLevelConfiguration. */
function validateLevel({ metadata, spec, status }: PriorityLevelConfiguration): FieldError[] {
  const { type = '', limited, exempt }: Partial<PriorityLevelConfigurationSpec> = spec ?? {};
  return [
    ...validateKubeMeta(metadata, { namespaced: false }),
    ...(metadata.annotations?.[PRESERVE_ZERO] === undefined ? [] : [forbidden('metadata.annotations', `annotation '${PRESERVE_ZERO}' is forbidden`)]),
    ...((metadata.name === 'exempt') === (type === 'Exempt') ? [] : [invalidNamed('spec.type', type, "must be 'Exempt' if and only if `name` is 'exempt'")]),
    ...typeErrors(type, 'spec.type', ['Exempt', 'Limited']),
    ...(type === 'Exempt' && limited !== undefined ? [forbidden('spec.limited', 'must be nil if the type is not Limited')] : []),
    ...(type === 'Exempt' && exempt !== undefined ? [...shareErrors(exempt, 'spec.exempt'), ...percentErrors(exempt, 'spec.exempt')] : []),
    ...(type === 'Limited' && exempt !== undefined ? [forbidden('spec.exempt', 'must be nil if the type is Limited')] : []),
    ...(type !== 'Limited' ? [] : limited === undefined ? [required('spec.limited', 'must not be empty when type is Limited')] : limitedErrors(limited, 'spec.limited')),
    ...statusErrors(status),
  ];
}

const COMMON = { group: flowcontrolV1, resources: flowcontrolV1Resources, defaulters: FLOWCONTROL_DEFAULTS, strategy: countedWithOwnStatus };

export const flowSchemaKind = defineKind<FlowSchema>({ ...COMMON, kind: 'FlowSchema', validateCreate: validateFlowSchema, validateUpdate: validateFlowSchema, status: { validateUpdate: ({ status }) => statusErrors(status) } });

export const priorityLevelKind = defineKind<PriorityLevelConfiguration>({ ...COMMON, kind: 'PriorityLevelConfiguration', validateCreate: validateLevel, validateUpdate: validateLevel, status: { validateUpdate: ({ status }) => statusErrors(status) } });
