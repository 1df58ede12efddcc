/** What the flags of `app create` and `app set` make of an Application's spec (cmd/util/app.go: SetAppSpecOptions). */
import { printDuration } from '../../../base/go/duration';
import type { Application, SyncPolicy } from '../../../gitops/decide/application';
import type { Flags } from '../../../kubectl/args/flags';
import { Fatal } from '../machine';

type Spec = Application['spec'];
const isEmpty = (policy: SyncPolicy | undefined): boolean => policy === undefined || Object.values(policy).every((value) => value === undefined || (Array.isArray(value) && value.length === 0));

function withOptions(before: readonly string[], options: readonly string[]): readonly string[] {
  return options.reduce<readonly string[]>((list, option) => {
    if (option.startsWith('!')) return list.filter((one) => one !== option.slice(1));
    const [name = ''] = option.split('=');
    return list.some((one) => one.startsWith(`${name}=`)) ? list.map((one) => (one.startsWith(`${name}=`) ? option : one)) : [...list, option];
  }, before);
}

function policyOf(before: SyncPolicy | undefined, flags: Flags): SyncPolicy | undefined {
  let policy: SyncPolicy | undefined = before;
  if (flags.changed('sync-option')) policy = { ...policy, syncOptions: withOptions(policy?.syncOptions ?? [], flags.list('sync-option')) };
  if (flags.changed('sync-policy')) {
    const word = flags.text('sync-policy');
    const { automated: _automated, ...rest } = policy ?? {};
    if (word === 'none' || word === 'manual') policy = rest;
    else if (['automated', 'automatic', 'auto'].includes(word)) policy = { ...policy, automated: {} };
    else throw new Fatal(`Invalid sync-policy: ${word}`, 1);
  }
  if (flags.changed('sync-retry-limit')) {
    const limit = flags.int('sync-retry-limit');
    if (limit < 0) throw new Fatal(`Invalid sync-retry-limit [${String(limit)}]`, 1);
    const { retry: _retry, ...rest } = policy ?? {};
    policy = limit === 0 ? rest : { ...policy, retry: { limit, backoff: { duration: printDuration(flags.nanoseconds('sync-retry-backoff-duration')), maxDuration: printDuration(flags.nanoseconds('sync-retry-backoff-max-duration')), factor: flags.int('sync-retry-backoff-factor') } } };
  }
  if (flags.changed('sync-retry-refresh')) policy = { ...policy, retry: { ...policy?.retry, refresh: flags.bool('sync-retry-refresh') } };
  if (flags.changed('auto-prune') || flags.changed('self-heal') || flags.changed('allow-empty')) {
    const automated = policy?.automated ?? { enabled: false };
    policy = { ...policy, automated: {
      ...automated, ...(flags.changed('auto-prune') ? { prune: flags.bool('auto-prune') } : {}), ...(flags.changed('self-heal') ? { selfHeal: flags.bool('self-heal') } : {}), ...(flags.changed('allow-empty') ? { allowEmpty: flags.bool('allow-empty') } : {}),
    } };
  }
  return isEmpty(policy) ? undefined : policy;
}

const PLACES = [['repo', 'repoURL'], ['path', 'path'], ['revision', 'targetRevision']] as const;
const DESTINATIONS = [['dest-server', 'server'], ['dest-name', 'name'], ['dest-namespace', 'namespace']] as const;
const OTHERS = ['project', 'sync-policy', 'sync-option', 'auto-prune', 'self-heal', 'allow-empty', 'sync-retry-limit', 'sync-retry-refresh'];

/** Whether any of them was given. */
export const anyGiven = (flags: Flags): boolean => [...PLACES.map(([name]) => name), ...DESTINATIONS.map(([name]) => name), ...OTHERS].some((name) => flags.changed(name));

export function specWith(before: Spec, flags: Flags): Spec {
  const pick = (pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> => Object.fromEntries(pairs.filter(([name]) => flags.changed(name)).map(([name, field]) => [field, flags.text(name)]));
  const { syncPolicy: old, ...rest } = before;
  const policy = policyOf(old, flags);
  return {
    ...rest, source: { ...before.source, ...pick(PLACES) }, destination: { ...before.destination, ...pick(DESTINATIONS) }, project: flags.changed('project') ? flags.text('project') : (before.project ?? 'default'), ...(policy === undefined ? {} : { syncPolicy: policy }),
  };
}
