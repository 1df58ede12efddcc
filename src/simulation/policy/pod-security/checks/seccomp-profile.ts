import { quote } from '../../../base/go/quote';
import { containerNames, containersOf, exceptOnWindows, failure, fieldsAt, joinQuote, plural, setters, sortedSet } from '../helper';
import type { CheckFailure, Check, PodCheck, SeccompProfile, SecuredPod } from '../types';

const BASELINE = 'seccompProfile_baseline';
const FIELD = 'securityContext.seccompProfile.type';
const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

const allowedAnnotation = (value: string): boolean => value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');

/** Before 1.19 the profile stood in annotations. */
const annotations: PodCheck = ({ metadata, spec }) => {
  const all = metadata?.annotations ?? {};
  const keys = sortedSet([POD_ANNOTATION, ...containersOf(spec).map(({ container }) => `${CONTAINER_ANNOTATION}${container.name}`)])
    .filter((key) => Object.hasOwn(all, key) && !allowedAnnotation(all[key]!));
  if (keys.length === 0) return undefined;
  const shown = keys.map((key) => `${key}=${quote(all[key]!)}`).sort();
  return failure('seccompProfile', `forbidden ${plural('annotation', 'annotations', keys.length)} ${shown.join(', ')}`, keys.map((key) => `metadata.annotations[${key}]`));
};

const isBad = (profile: SeccompProfile | null | undefined): boolean => profile != null && profile.type !== 'Localhost' && profile.type !== 'RuntimeDefault';

function explicitlyBad({ spec }: SecuredPod): CheckFailure | undefined {
  const ofPod = spec.securityContext?.seccompProfile;
  const bad = containersOf(spec).filter(({ container }) => isBad(container.securityContext?.seccompProfile));
  if (!isBad(ofPod) && bad.length === 0) return undefined;
  const profiles = [...(isBad(ofPod) ? [ofPod] : []), ...bad.map(({ container }) => container.securityContext?.seccompProfile)];
  const types = sortedSet(profiles.map((profile) => profile?.type ?? ''));
  return failure('seccompProfile', `${setters(isBad(ofPod), bad)} must not set ${FIELD} to ${joinQuote(types)}`, fieldsAt(isBad(ofPod), bad, FIELD));
}

const restricted: PodCheck = (pod) => {
  const bad = explicitlyBad(pod);
  if (bad !== undefined || pod.spec.securityContext?.seccompProfile != null) return bad;
  const silent = containersOf(pod.spec).filter(({ container }) => container.securityContext?.seccompProfile == null);
  if (silent.length === 0) return undefined;
  return failure('seccompProfile', `pod or ${containerNames(silent)} must set ${FIELD} to "RuntimeDefault" or "Localhost"`, fieldsAt(false, silent, FIELD));
};

/** policy/check_seccompProfile_baseline.go */
export const seccompProfileBaseline: Check = { id: BASELINE, level: 'baseline', versions: [{ since: 0, check: annotations }, { since: 19, check: explicitlyBad }] };

/** policy/check_seccompProfile_restricted.go */
export const seccompProfileRestricted: Check = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  versions: [{ since: 19, check: restricted, overrides: [BASELINE] }, { since: 25, check: exceptOnWindows(restricted), overrides: [BASELINE] }],
};
