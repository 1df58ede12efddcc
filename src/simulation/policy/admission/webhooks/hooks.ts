import type { MutatingWebhook, MutatingWebhookConfiguration, ValidatingWebhook, ValidatingWebhookConfiguration } from '../../../api/generated/types/admissionregistration.v1';
import type { ApiObject } from '../../../api/types';
import type { Lookup } from '../request';

const GROUP = 'admissionregistration.k8s.io/v1';

/** A webhook of a configuration. */
export interface Hook<T extends MutatingWebhook | ValidatingWebhook = MutatingWebhook | ValidatingWebhook> {
  readonly configuration: string;
  /** `configuration/name/0`: names need not be unique. */
  readonly uid: string;
  readonly spec: T;
}

/** Sorted by the names of their configurations, then as they stand there (admission/configuration/mutating_webhook_manager.go). */
function hooksOf<T extends MutatingWebhook | ValidatingWebhook>(configurations: readonly (ApiObject & { readonly webhooks?: readonly T[] })[]): readonly Hook<T>[] {
  const named = configurations.map(({ metadata, webhooks = [] }) => ({ configuration: metadata.name ?? '', webhooks }));
  return [...named]
    .sort((a, b) => (a.configuration < b.configuration ? -1 : a.configuration > b.configuration ? 1 : 0))
    .flatMap(({ configuration, webhooks }) =>
      webhooks.map((spec, index) => ({ configuration, uid: `${configuration}/${spec.name}/${webhooks.slice(0, index).filter(({ name }) => name === spec.name).length}`, spec })),
    );
}

export const mutatingHooks = (lookup: Lookup): readonly Hook<MutatingWebhook>[] => hooksOf(lookup<MutatingWebhookConfiguration>(GROUP, 'MutatingWebhookConfiguration'));
export const validatingHooks = (lookup: Lookup): readonly Hook<ValidatingWebhook>[] => hooksOf(lookup<ValidatingWebhookConfiguration>(GROUP, 'ValidatingWebhookConfiguration'));
