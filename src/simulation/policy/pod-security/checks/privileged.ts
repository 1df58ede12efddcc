import { containerNames, containersOf, failure, fieldsAt } from '../helper';
import type { Check, PodCheck } from '../types';

const check: PodCheck = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.privileged === true);
  if (bad.length === 0) return undefined;
  return failure('privileged', `${containerNames(bad)} must not set securityContext.privileged=true`, fieldsAt(false, bad, 'securityContext.privileged'));
};

/** policy/check_privileged.go */
export const privileged: Check = { id: 'privileged', level: 'baseline', versions: [{ since: 0, check }] };
