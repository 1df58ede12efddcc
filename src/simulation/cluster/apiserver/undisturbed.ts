import { tableOf } from '../store/store';
import type { Tables } from '../store/store';

const ADMISSION = 'admissionregistration.k8s.io';

/** Where anything is kept that may change, refuse or count any object: webhooks, policies and quotas. */
const DISTURBING = ['resourcequotas', ...['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings'].map((name) => `${name}.${ADMISSION}`)] as const;

/** Whether any webhook is configured. */
export const hasWebhooks = (tables: Tables): boolean => ['mutating', 'validating'].some((name) => tableOf(tables, `${name}webhookconfigurations.${ADMISSION}`).objects !== null);

/** No webhook, policy or quota is there: what admission makes of an object then depends on the built-in plug-ins alone. */
export const isUndisturbed = (tables: Tables): boolean => DISTURBING.every((name) => tableOf(tables, name).objects === null);
