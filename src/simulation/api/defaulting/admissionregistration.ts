import { fillMissing } from './fill';
import type { Defaulter, Defaulters } from './walk';

const WEBHOOK = { failurePolicy: 'Fail', matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {}, timeoutSeconds: 10 };
const HTTPS = 443;
const failurePolicy: Defaulter = (spec) => fillMissing(spec, { failurePolicy: 'Fail' });
const rule: Defaulter = (one) => fillMissing(one, { scope: '*' });

/** pkg/apis/admissionregistration/v1/defaults.go. */
export const ADMISSION_DEFAULTS: Defaulters = {
  'admissionregistration.v1.ValidatingWebhook': (hook) => fillMissing(hook, WEBHOOK),
  'admissionregistration.v1.MutatingWebhook': (hook) => fillMissing(hook, { ...WEBHOOK, reinvocationPolicy: 'Never' }),
  'admissionregistration.v1.RuleWithOperations': rule,
  'admissionregistration.v1.NamedRuleWithOperations': rule,
  'admissionregistration.v1.ServiceReference': (service) => fillMissing(service, { port: HTTPS }),
  'admissionregistration.v1.ValidatingAdmissionPolicySpec': failurePolicy,
  'admissionregistration.v1.MutatingAdmissionPolicySpec': failurePolicy,
  'admissionregistration.v1.MatchResources': (match) => fillMissing(match, { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} }),
};
