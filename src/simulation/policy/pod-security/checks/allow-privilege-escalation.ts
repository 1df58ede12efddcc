import { containerNames, containersOf, exceptOnWindows, failure, fieldsAt } from '../helper';
import type { Check, PodCheck } from '../types';

const check: PodCheck = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  return failure('allowPrivilegeEscalation != false', `${containerNames(bad)} must set securityContext.allowPrivilegeEscalation=false`, fieldsAt(false, bad, 'securityContext.allowPrivilegeEscalation'));
};

/** policy/check_allowPrivilegeEscalation.go. The field exists since 1.8. */
export const allowPrivilegeEscalation: Check = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  versions: [{ since: 8, check }, { since: 25, check: exceptOnWindows(check) }],
};
