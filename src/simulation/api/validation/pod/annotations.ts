/** The annotations of a Pod or a template that mean something to the API server (pkg/apis/core/validation ValidatePodSpecificAnnotations). */
import { forbidden, invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { AppArmorProfile, SeccompProfile } from '../../generated/types/core.v1';
import type { Labels, ObjectMeta, PodSpec, Toleration } from '../../types';
import { quote } from '../../../base/go/quote';
import { sortedEntries } from '../common';
import { validateTolerations } from '../scheduling';
import { MIRROR_ANNOTATION } from './claims';
import { visitContainers } from './containers-of';
import { validateDescending } from './paths';

const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
export const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
export const APPARMOR_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';
const LOCALHOST = 'localhost/';

/** An int32 without a plus or zeros before it (GetDeletionCostFromPodAnnotations). */
const isDeletionCost = (text: string): boolean => /^(0|-?[1-9][0-9]*)$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;

function tolerationErrors(text: string, path: string): FieldError[] {
  if (text === '') return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? validateTolerations(parsed as readonly Toleration[], `${path}.${TOLERATIONS}`) : [];
  } catch {
    return [];
  }
}

/** ValidateSeccompProfile. */
function seccompErrors(profile: string, path: string): FieldError[] {
  if (profile === 'runtime/default' || profile === 'docker/default' || profile === 'unconfined') return [];
  return profile.startsWith(LOCALHOST) ? validateDescending(profile.slice(LOCALHOST.length), path) : [invalid(path, profile, 'must be a valid seccomp profile')];
}

/** ValidateAppArmorPodAnnotations. */
function appArmorErrors(key: string, profile: string, spec: PodSpec, path: string): FieldError[] {
  const name = key.slice(APPARMOR_CONTAINER.length);
  const good = profile === '' || profile === 'runtime/default' || profile === 'unconfined' || profile.startsWith(LOCALHOST);
  return [
    ...(visitContainers(spec, '').some(({ container }) => container.name === name) ? [] : [invalid(`${path}[${key}]`, name, 'container not found')]),
    ...(good ? [] : [invalid(`${path}[${key}]`, profile, `invalid AppArmor profile name: ${quote(profile)}`)]),
  ];
}

/** ValidatePodSpecificAnnotations. */
export function validatePodAnnotations(annotations: Labels = {}, spec: PodSpec, path: string): FieldError[] {
  const mirror = annotations[MIRROR_ANNOTATION];
  const cost = annotations[DELETION_COST];
  const entries = sortedEntries(annotations);
  const pod = annotations[SECCOMP_POD];
  return [
    ...(mirror !== undefined && !spec.nodeName ? [invalid(`${path}[${MIRROR_ANNOTATION}]`, mirror, 'must set spec.nodeName if mirror pod annotation is set')] : []),
    ...tolerationErrors(annotations[TOLERATIONS] ?? '', path),
    ...(cost === undefined || isDeletionCost(cost) ? [] : [invalid(`${path}[${DELETION_COST}]`, cost, 'must be a 32bit integer')]),
    ...(pod === undefined ? [] : seccompErrors(pod, `${path}.${SECCOMP_POD}`)),
    ...entries.filter(([key]) => key.startsWith(SECCOMP_CONTAINER)).flatMap(([key, profile]) => seccompErrors(profile, `${path}.${key}`)),
    ...entries.filter(([key]) => key.startsWith(APPARMOR_CONTAINER)).flatMap(([key, profile]) => appArmorErrors(key, profile, spec, path)),
  ];
}

/** What an update may not do to annotations (ValidatePodSpecificAnnotationUpdates). */
export function validatePodAnnotationUpdate(metadata: ObjectMeta, old: ObjectMeta, spec: PodSpec, path: string): FieldError[] {
  const [after, before] = [metadata.annotations ?? {}, old.annotations ?? {}];
  const errors: FieldError[] = [];
  const check = (key: string, doing: string): void => {
    if (key.startsWith(APPARMOR_CONTAINER)) errors.push(forbidden(`${path}[${key}]`, `may not ${doing} AppArmor annotations`));
    if (key === MIRROR_ANNOTATION) errors.push(forbidden(`${path}[${key}]`, `may not ${doing} mirror pod annotation`));
  };
  for (const [key, value] of sortedEntries(before)) if (after[key] !== value) check(key, 'remove or update');
  for (const [key] of sortedEntries(after)) if (before[key] === undefined) check(key, 'add');
  return [...errors, ...validatePodAnnotations(after, spec, path)];
}

interface Profile {
  readonly annotation: string | undefined;
  readonly field: SeccompProfile | AppArmorProfile | undefined;
  readonly path: string;
}

/** An old annotation and the field that took its place must not contradict. `what`: as messages name it. */
function mismatch({ annotation, field, path }: Profile, what: 'seccomp' | 'apparmor'): FieldError[] {
  if (annotation === undefined || field === undefined) return [];
  const type = [forbidden(`${path}.type`, `${what} type in annotation and field must match`)];
  switch (field.type) {
    case 'Unconfined':
      return annotation === 'unconfined' ? [] : type;
    case 'RuntimeDefault':
      return annotation === 'runtime/default' || (what === 'seccomp' && annotation === 'docker/default') ? [] : type;
    case 'Localhost':
      if (!annotation.startsWith(LOCALHOST)) return type;
      return annotation.slice(LOCALHOST.length) === field.localhostProfile ? [] : [forbidden(`${path}.localhostProfile`, `${what} profile in annotation and field must match`)];
    default:
      return [];
  }
}

/** validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate. */
export function validateProfiles({ annotations = {} }: ObjectMeta, spec: PodSpec, path: string): FieldError[] {
  const containers = visitContainers(spec, path);
  const ofPod = spec.securityContext;
  const seccomp = mismatch({ annotation: annotations[SECCOMP_POD], field: ofPod?.seccompProfile, path: `${path}.securityContext.seccompProfile` }, 'seccomp');
  const containerSeccomp = containers.flatMap(({ container, path: at }) =>
    mismatch({ annotation: annotations[`${SECCOMP_CONTAINER}${container.name}`], field: container.securityContext?.seccompProfile, path: `${at}.securityContext.seccompProfile` }, 'seccomp'),
  );
  if (spec.os?.name === 'windows') return [...seccomp, ...containerSeccomp];
  const appArmor = containers.flatMap(({ container, path: at }) => {
    const field = container.securityContext?.appArmorProfile ?? ofPod?.appArmorProfile;
    return mismatch({ annotation: annotations[`${APPARMOR_CONTAINER}${container.name}`], field, path: `${at}.securityContext.appArmorProfile` }, 'apparmor');
  });
  return [...seccomp, ...containerSeccomp, ...appArmor];
}
