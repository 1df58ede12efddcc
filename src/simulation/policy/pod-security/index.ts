/**
 * Pod Security (k8s.io/pod-security-admission v0.36.3): which checks a Pod fails at a level, and what admission says to a Pod,
 * a workload or a change of a namespace's labels.
 */
export { admitPodSecurity, NO_CONFIGURATION } from './admit';
export type { AdmissionRequest, AdmissionResponse, Exemptions, NamespaceObject, PodSecurityConfiguration } from './admit';
export { attacks, ATTACK_SOURCES, ATTEMPTS } from './attacks';
export type { Attempt, Finding } from './attacks';
export { CHECKS } from './checks';
export { evaluatePod, forbiddenDetail, forbiddenReason } from './evaluate';
export type { Evaluation, FailedCheck } from './evaluate';
export { applyEdits, pathOf, smallestFix } from './fix';
export type { Fix } from './fix';
export { compareLevels, isLevel, isVersion, policyOfLabels, PRIVILEGED, printLevelVersion } from './level-version';
export type { LevelVersion, Mode, Policy, Version } from './level-version';
export { podOf } from './pod-of';
export { processOf } from './process';
export type { ContainerProcess, Machine } from './process';
export type { Check, CheckFailure, Level, SecuredPod, SecuredPodSpec, SecurityContext } from './types';
