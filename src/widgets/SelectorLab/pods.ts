import { labelKeyErrors, labelValueErrors, type Labels } from '@site/src/simulation/api';

export interface LabPod {
  readonly name: string;
  /** `key=value` with commas, as `kubectl label` takes them. */
  readonly labels: string;
}

/** Twelve Pods such that every operator tells some of them apart; some lack `env`, some `tier`. */
export const PODS: readonly LabPod[] = [
  { name: 'web-1', labels: 'app=web,env=prod,tier=front' },
  { name: 'web-2', labels: 'app=web,env=prod,tier=front,track=canary' },
  { name: 'web-3', labels: 'app=web,env=dev,tier=front' },
  { name: 'web-4', labels: 'app=web,env=qa,tier=front' },
  { name: 'api-1', labels: 'app=api,env=prod,tier=back' },
  { name: 'api-2', labels: 'app=api,env=dev,tier=back' },
  { name: 'api-3', labels: 'app=api,env=qa,tier=back' },
  { name: 'db-0', labels: 'app=db,env=prod,tier=back' },
  { name: 'db-1', labels: 'app=db,tier=back' },
  { name: 'cron', labels: 'app=cron,env=prod' },
  { name: 'debug', labels: 'app=debug' },
  { name: 'bare', labels: '' },
];

export type ReadLabels = { readonly ok: true; readonly labels: Labels } | { readonly ok: false; readonly error: string };

/** Labels as they are typed, each key and value as the API server takes them; the first error in its words. */
export function readLabels(text: string): ReadLabels {
  const labels: Record<string, string> = {};
  for (const part of text.split(',').map((one) => one.trim()).filter((one) => one !== '')) {
    const at = part.indexOf('=');
    const [key, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    const [error] = [...labelKeyErrors(key), ...labelValueErrors(value)];
    if (error !== undefined) return { ok: false, error: `${part}: ${error}` };
    labels[key] = value;
  }
  return { ok: true, labels };
}
