import { containerNames, containersOf, exceptInUserNamespace, failure, fieldsAt, setters } from '../helper';
import type { Check, PodCheck } from '../types';

const FIELD = 'securityContext.runAsNonRoot';

const check: PodCheck = ({ spec }) => {
  const ofPod = spec.securityContext?.runAsNonRoot ?? undefined;
  const containers = containersOf(spec);
  const refusing = containers.filter(({ container }) => container.securityContext?.runAsNonRoot === false);
  if (ofPod === false || refusing.length > 0) {
    return failure('runAsNonRoot != true', `${setters(ofPod === false, refusing)} must not set ${FIELD}=false`, fieldsAt(ofPod === false, refusing, FIELD));
  }
  const silent = ofPod === true ? [] : containers.filter(({ container }) => container.securityContext?.runAsNonRoot == null);
  if (silent.length === 0) return undefined;
  return failure('runAsNonRoot != true', `pod or ${containerNames(silent)} must set ${FIELD}=true`, fieldsAt(false, silent, FIELD));
};

/** policy/check_runAsNonRoot.go */
export const runAsNonRoot: Check = { id: 'runAsNonRoot', level: 'restricted', versions: [{ since: 0, check }, { since: 35, check: exceptInUserNamespace(check) }] };
