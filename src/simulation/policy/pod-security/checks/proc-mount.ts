import { containerNames, containersOf, exceptInUserNamespace, failure, fieldsAt, joinQuote, sortedSet } from '../helper';
import type { Check, PodCheck } from '../types';

const BASELINE = 'procMount';

const check: PodCheck = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => (container.securityContext?.procMount ?? 'Default') !== 'Default');
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(({ container }) => container.securityContext?.procMount ?? ''));
  return failure('procMount', `${containerNames(bad)} must not set securityContext.procMount to ${joinQuote(types)}`, fieldsAt(false, bad, 'securityContext.procMount'));
};

/** policy/check_procMount_baseline.go */
export const procMountBaseline: Check = { id: BASELINE, level: 'baseline', versions: [{ since: 0, check }, { since: 35, check: exceptInUserNamespace(check) }] };

/** policy/check_procMount_restricted.go: since baseline lets user namespaces pass, restricted asks by itself. */
export const procMountRestricted: Check = { id: 'procMount_restricted', level: 'restricted', versions: [{ since: 35, check, overrides: [BASELINE] }] };
