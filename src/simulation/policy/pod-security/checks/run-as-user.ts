import { containersOf, exceptInUserNamespace, failure, fieldsAt, setters } from '../helper';
import type { Check, PodCheck } from '../types';

const check: PodCheck = ({ spec }) => {
  const ofPod = spec.securityContext?.runAsUser === 0;
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.runAsUser === 0);
  if (!ofPod && bad.length === 0) return undefined;
  return failure('runAsUser=0', `${setters(ofPod, bad)} must not set runAsUser=0`, fieldsAt(ofPod, bad, 'securityContext.runAsUser'));
};

/** policy/check_runAsUser.go */
export const runAsUser: Check = { id: 'runAsUser', level: 'restricted', versions: [{ since: 23, check }, { since: 35, check: exceptInUserNamespace(check) }] };
