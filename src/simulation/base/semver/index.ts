export { constraintErrors, isCompatibleRange, isInRange, parseConstraint } from './constraint';
export { compareVersions, parseVersion, printVersion } from './version';
export type { SemVersion } from './version';
