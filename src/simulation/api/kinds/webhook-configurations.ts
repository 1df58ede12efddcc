import { ADMISSION_DEFAULTS } from '../defaulting/admissionregistration';
import { admissionregistrationV1, admissionregistrationV1Resources } from '../generated/schema/admissionregistration.v1';
import type { MutatingWebhookConfiguration, ValidatingWebhookConfiguration } from '../generated/types/admissionregistration.v1';
import { defineKind, type Kind } from '../kind';
import { webhookStrategy } from '../strategy/simple';
import type { CompileCondition } from '../validation/admission-expressions';
import { staticSuffixWarnings } from '../validation/admission-rules';
import { validateObjectMeta } from '../validation/metadata';
import { validateWebhooks } from '../validation/webhook-configuration';

type Configuration = MutatingWebhookConfiguration | ValidatingWebhookConfiguration;

const COMMON = { group: admissionregistrationV1, resources: admissionregistrationV1Resources, defaulters: ADMISSION_DEFAULTS, strategy: webhookStrategy };

/** The two kinds of webhook configurations. `compile`: what is wrong with a match condition; without CEL nothing is found. */
export function webhookConfigurationKinds(compile: CompileCondition): readonly Kind[] {
  const check = ({ metadata, webhooks }: Configuration, old?: Configuration) => [...validateObjectMeta(metadata, 'metadata', { namespaced: false }), ...validateWebhooks(webhooks ?? [], old === undefined ? undefined : (old.webhooks ?? []), compile)];
  const hooks = { validateCreate: (one: Configuration) => check(one), validateUpdate: check, warnings: ({ metadata }: Configuration) => staticSuffixWarnings(metadata.name) };
  return [
    defineKind<MutatingWebhookConfiguration>({ ...COMMON, kind: 'MutatingWebhookConfiguration', ...hooks }),
    defineKind<ValidatingWebhookConfiguration>({ ...COMMON, kind: 'ValidatingWebhookConfiguration', ...hooks }),
  ] as readonly unknown[] as readonly Kind[];
}
