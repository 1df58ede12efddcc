import { containersOf, failure, fieldsAt, setters } from '../helper';
import type { Check, PodCheck } from '../types';

const FIELD = 'securityContext.windowsOptions.hostProcess';

const check: PodCheck = ({ spec }) => {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess === true;
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.windowsOptions?.hostProcess === true);
  if (!ofPod && bad.length === 0) return undefined;
  return failure('hostProcess', `${setters(ofPod, bad)} must not set ${FIELD}=true`, fieldsAt(ofPod, bad, FIELD));
};

/** policy/check_windowsHostProcess.go */
export const windowsHostProcess: Check = { id: 'windowsHostProcess', level: 'baseline', versions: [{ since: 0, check }] };
