import { quote } from '../../../base/go/quote';
import { containerNames, containersOf, failure, fieldsAt, joinQuote, plural, sortedSet } from '../helper';
import type { AppArmorProfile, Check, PodCheck } from '../types';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const allowedAnnotation = (value: string): boolean => value === '' || value === 'runtime/default' || value.startsWith('localhost/');

/** The type of a profile that may not be, or undefined. */
function badType(profile: AppArmorProfile | null | undefined): string | undefined {
  if (profile == null) return undefined;
  const type = profile.type ?? '';
  return type === 'RuntimeDefault' || type === 'Localhost' ? undefined : type;
}

const check: PodCheck = ({ metadata, spec }) => {
  const podType = badType(spec.securityContext?.appArmorProfile);
  const bad = containersOf(spec).filter(({ container }) => badType(container.securityContext?.appArmorProfile) !== undefined);
  const types = sortedSet([podType, ...bad.map(({ container }) => badType(container.securityContext?.appArmorProfile))].filter((type) => type !== undefined));
  const annotations = Object.entries(metadata?.annotations ?? {}).filter(([key, value]) => key.startsWith(ANNOTATION) && !allowedAnnotation(value));
  const who = [
    ...(podType === undefined ? [] : ['pod']),
    ...(bad.length === 0 ? [] : [containerNames(bad)]),
    ...(annotations.length === 0 ? [] : [plural('annotation', 'annotations', annotations.length)]),
  ];
  if (who.length === 0) return undefined;
  const values = [...types, ...annotations.map(([key, value]) => `${key}=${quote(value)}`).sort()];
  return failure(
    plural('forbidden AppArmor profile', 'forbidden AppArmor profiles', values.length),
    `${who.join(' and ')} must not set AppArmor profile type to ${joinQuote(values)}`,
    [...fieldsAt(podType !== undefined, bad, 'securityContext.appArmorProfile.type'), ...annotations.map(([key]) => `metadata.annotations[${key}]`)],
  );
};

/** policy/check_appArmorProfile.go: the field and the annotation it replaced. */
export const appArmorProfile: Check = { id: 'appArmorProfile', level: 'baseline', versions: [{ since: 0, check }] };
