import { equalValues } from '../equal';
import { duplicate, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { MutatingWebhook, ValidatingWebhook, WebhookClientConfig } from '../generated/types/admissionregistration.v1';
import { dns1035LabelErrors, dns1123SubdomainErrors } from '../names';
import { validateConditions, type CompileCondition } from './admission-expressions';
import { FAILURE_POLICIES, MATCH_POLICIES, REINVOCATION_POLICIES, validateRuleWithOperations } from './admission-rules';
import { validateLabelSelector } from './metadata';
import { validateWebhookService, validateWebhookUrl } from './webhook';

/** Webhooks of admission (pkg/apis/admissionregistration/validation: validateMutatingWebhook, validateValidatingWebhook). */

type Hook = MutatingWebhook & ValidatingWebhook;

const REVIEW_VERSIONS = ['v1', 'v1beta1'];
const SIDE_EFFECTS = ['None', 'NoneOnDryRun'];
const ALL_SIDE_EFFECTS = ['None', 'NoneOnDryRun', 'Some', 'Unknown'];

/** What an update may leave as it was although a new configuration may not have it. */
interface Leniency {
  readonly conditions: boolean;
  readonly sideEffects: boolean;
  readonly versions: boolean;
  readonly names: boolean;
  readonly selectors: boolean;
}

const STRICT: Leniency = { conditions: false, sideEffects: false, versions: false, names: false, selectors: false };

/** IsFullyQualifiedName. */
function nameErrors(name: string, path: string): FieldError[] {
  if (name === '') return [required(path)];
  const wrong = dns1123SubdomainErrors(name);
  if (wrong.length > 0) return [invalid(path, name, wrong.join(','))];
  return name.split('.').length < 3 ? [invalid(path, name, 'should be a domain with at least three segments separated by dots')] : [];
}

/** validateAdmissionReviewVersions. */
function versionErrors(versions: readonly string[], path: string, isLenient: boolean): FieldError[] {
  if (versions.length === 0) return [required(path, `must specify one of ${REVIEW_VERSIONS.join(', ')}`)];
  const errors = versions.flatMap((version, i) =>
    versions.indexOf(version) < i ? [invalid(`${path}[${i}]`, version, 'duplicate version')] : dns1035LabelErrors(version).map((wrong) => invalid(`${path}[${i}]`, version, wrong)),
  );
  const isKnown = versions.some((version) => REVIEW_VERSIONS.includes(version));
  return isKnown || isLenient ? errors : [...errors, invalid(path, versions, `must include at least one of ${REVIEW_VERSIONS.join(', ')}`)];
}

function clientErrors({ url, service }: Partial<WebhookClientConfig>, path: string): FieldError[] {
  if ((url === undefined) === (service === undefined)) return [required(path, 'exactly one of url or service is required')];
  return url !== undefined ? validateWebhookUrl(url, `${path}.url`) : validateWebhookService(service!, `${path}.service`);
}

function choiceErrors(value: string | undefined, path: string, known: readonly string[]): FieldError[] {
  return value === undefined || known.includes(value) ? [] : [notSupported(path, value, known)];
}

const selectorErrors = ({ namespaceSelector, objectSelector }: Partial<Hook>, path: string, allowInvalidValues: boolean): FieldError[] => [
  ...validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`, { allowInvalidValues }),
  ...validateLabelSelector(objectSelector, `${path}.objectSelector`, { allowInvalidValues }),
];

function validateHook(hook: Partial<Hook>, path: string, lenient: Leniency, compile: CompileCondition): FieldError[] {
  const { name = '', rules = [], failurePolicy, matchPolicy, sideEffects, timeoutSeconds, reinvocationPolicy, clientConfig = {}, matchConditions = [], admissionReviewVersions = [] } = hook;
  const allowed = lenient.sideEffects ? ALL_SIDE_EFFECTS : SIDE_EFFECTS;
  const wrongTime = timeoutSeconds !== undefined && (timeoutSeconds > 30 || timeoutSeconds < 1);
  return [
    ...nameErrors(name, `${path}.name`),
    ...rules.flatMap((rule, i) => validateRuleWithOperations(rule, `${path}.rules[${i}]`)),
    ...choiceErrors(failurePolicy, `${path}.failurePolicy`, FAILURE_POLICIES),
    ...choiceErrors(matchPolicy, `${path}.matchPolicy`, MATCH_POLICIES),
    ...(sideEffects === undefined ? [required(`${path}.sideEffects`, `must specify one of ${allowed.join(', ')}`)] : choiceErrors(sideEffects, `${path}.sideEffects`, allowed)),
    ...(wrongTime ? [invalid(`${path}.timeoutSeconds`, timeoutSeconds, 'the timeout value must be between 1 and 30 seconds')] : []),
    ...selectorErrors(hook, path, lenient.selectors),
    ...choiceErrors(reinvocationPolicy, `${path}.reinvocationPolicy`, REINVOCATION_POLICIES),
    ...clientErrors(clientConfig, `${path}.clientConfig`),
    ...(lenient.conditions ? [] : validateConditions(matchConditions, `${path}.matchConditions`, compile)),
    ...versionErrors(admissionReviewVersions, `${path}.admissionReviewVersions`, lenient.versions),
  ];
}

const repeats = (hooks: readonly Hook[], index: number): boolean => hooks[index]?.name !== '' && hooks.findIndex(({ name }) => name === hooks[index]?.name) < index;

/** ValidateMutatingWebhookConfigurationUpdate and its sibling: an update may keep what was wrong already. */
const leniencyOf = (hooks: readonly Hook[], old: readonly Hook[]): Leniency => ({
  conditions: hooks.length === old.length && hooks.every(({ matchConditions }, i) => equalValues(matchConditions, old[i]?.matchConditions)),
  sideEffects: !old.every(({ sideEffects }) => SIDE_EFFECTS.includes(sideEffects)),
  versions: old.some(({ admissionReviewVersions: versions = [] }) => versions.length > 0 && !versions.some((version) => REVIEW_VERSIONS.includes(version))),
  names: old.some((_, i) => repeats(old, i)),
  selectors: old.some((hook) => selectorErrors(hook, '', false).length > 0),
});

/** All webhooks of a configuration. `old`: those of the stored one, for an update. */
export function validateWebhooks(webhooks: readonly (MutatingWebhook | ValidatingWebhook)[], old: readonly (MutatingWebhook | ValidatingWebhook)[] | undefined, compile: CompileCondition): readonly FieldError[] {
  const hooks = webhooks as readonly Hook[];
  const lenient = old === undefined ? STRICT : leniencyOf(hooks, old as readonly Hook[]);
  return hooks.flatMap((hook, i) => [
    ...validateHook(hook, `webhooks[${i}]`, lenient, compile),
    ...(!lenient.names && repeats(hooks, i) ? [duplicate(`webhooks[${i}].name`, hook.name)] : []),
  ]);
}
