/** Whether kubeadm carries out an upgrade (cmd/kubeadm/app/phases/upgrade/policy.go). */
import { quote } from '../../../base/go/quote';
import { isOlder, majorOf, minorOf, parseSemanticVersion } from '../../../base/version';
import type { Version } from '../../../base/version';
import { KUBELET_SKEW } from '../../../cluster/upgrade/skew';

/** How many minors an upgrade or downgrade may go at once: MaximumAllowedMinorVersionUpgradeSkew, …DowngradeSkew. */
const SKEW = 1;

/** Versions as they are written, with `v`. */
export interface UpgradeQuestion {
  readonly clusterVersion: string;
  readonly kubeadmVersion: string;
  /** Of each kubelet in the cluster, in any order. */
  readonly kubeletVersions: readonly string[];
  readonly target: string;
  readonly allowExperimentalUpgrades?: boolean;
  readonly allowReleaseCandidateUpgrades?: boolean;
}

export interface PolicyErrors {
  /** Nothing lifts these. */
  readonly mandatory: readonly string[];
  /** `--force` lifts these. */
  readonly skippable: readonly string[];
}

/** A finding that can be lifted only on the way to a version that is not released. */
const sortedIn = (target: Version, error: string): PolicyErrors => (target.preRelease === '' ? { mandatory: [error], skippable: [] } : { mandatory: [], skippable: [error] });
const skippable = (error: string): PolicyErrors => ({ mandatory: [], skippable: [error] });
const mandatory = (error: string): PolicyErrors => ({ mandatory: [error], skippable: [] });

interface Parsed {
  readonly cluster: Version;
  readonly kubeadm: Version;
  readonly target: Version;
}

function tooFar({ target: text }: UpgradeQuestion, { cluster, target }: Parsed): readonly PolicyErrors[] {
  if (minorOf(target) > minorOf(cluster) + SKEW) return [sortedIn(target, `Specified version to upgrade to ${quote(text)} is too high; kubeadm can upgrade only ${SKEW} minor version at a time`)];
  if (minorOf(target) < minorOf(cluster) - SKEW) return [sortedIn(target, `Specified version to downgrade to ${quote(text)} is too low; kubeadm can downgrade only ${SKEW} minor version at a time`)];
  return [];
}

/** kubeadm deploys versions of its own minor; an older kubeadm knows nothing of what is new. */
function ofKubeadm({ target: text, kubeadmVersion }: UpgradeQuestion, { kubeadm, target }: Parsed): readonly PolicyErrors[] {
  const found: PolicyErrors[] = [];
  if (isOlder(kubeadm, target)) {
    if (minorOf(target) > minorOf(kubeadm)) {
      found.push(sortedIn(target, `Specified version to upgrade to ${quote(text)} is at least one minor release higher than the kubeadm minor release (${minorOf(target)} > ${minorOf(kubeadm)}). Such an upgrade is not supported`));
    } else found.push(skippable(`Specified version to upgrade to ${quote(text)} is higher than the kubeadm version ${quote(kubeadmVersion)}. Upgrade kubeadm first using the tool you used to install kubeadm`));
  }
  if (majorOf(kubeadm) > majorOf(target) || minorOf(kubeadm) > minorOf(target)) found.push(skippable(`Kubeadm version ${kubeadmVersion} can only be used to upgrade to Kubernetes version ${majorOf(kubeadm)}.${minorOf(kubeadm)}`));
  return found;
}

/** detectUnstableVersionError. */
function unstable({ target: text, allowExperimentalUpgrades = false, allowReleaseCandidateUpgrades = false }: UpgradeQuestion, { target }: Parsed): readonly PolicyErrors[] {
  if (target.preRelease === '' || allowExperimentalUpgrades || (target.preRelease.startsWith('rc') && allowReleaseCandidateUpgrades)) return [];
  return [skippable(`Specified version to upgrade to ${quote(text)} is an unstable version and such upgrades weren't allowed via setting the --allow-*-upgrades flags`)];
}

/** detectTooOldKubelets. */
function oldKubelets({ kubeletVersions }: UpgradeQuestion, { target }: Parsed): readonly PolicyErrors[] {
  const tooOld: string[] = [];
  for (const text of new Set(kubeletVersions)) {
    const parsed = parseSemanticVersion(text);
    if ('error' in parsed) return [skippable(`couldn't parse kubelet version ${text}`)];
    if (minorOf(target) > minorOf(parsed.version) + KUBELET_SKEW) tooOld.push(text);
  }
  return tooOld.length === 0 ? [] : [skippable(`There are kubelets in this cluster that are too old that have these versions [${tooOld.join(' ')}]`)];
}

/**
 * upgrade.EnforceVersionPolicies: all that speaks against an upgrade, in the order in which kubeadm says it.
 * A version that cannot be read is a mandatory error.
 */
export function upgradePolicyErrors(question: UpgradeQuestion): PolicyErrors {
  const [cluster, kubeadm, target] = [question.clusterVersion, question.kubeadmVersion, question.target].map(parseSemanticVersion);
  if ('error' in cluster!) return mandatory(`Unable to fetch cluster version: Couldn't parse cluster version: ${cluster.error}`);
  if ('error' in kubeadm!) return mandatory(`Unable to fetch kubeadm version: Couldn't parse kubeadm version: ${kubeadm.error}`);
  if ('error' in target!) return mandatory(target.error);
  const parsed = { cluster: cluster.version, kubeadm: kubeadm.version, target: target.version };
  const minimum: Version = { components: [1, minorOf(parsed.kubeadm) - 1, 0], semver: true, preRelease: '', buildMetadata: '' };
  const belowMinimum = isOlder(parsed.target, minimum)
    ? [mandatory(`Specified version to upgrade to ${quote(question.target)} is equal to or lower than the minimum supported version ${quote(question.clusterVersion)}. Please specify a higher version to upgrade to`)]
    : [];
  const found = [...belowMinimum, ...tooFar(question, parsed), ...ofKubeadm(question, parsed), ...unstable(question, parsed), ...oldKubelets(question, parsed)];
  return { mandatory: found.flatMap((one) => one.mandatory), skippable: found.flatMap((one) => one.skippable) };
}

/** Findings as kubeadm lists them, a line each. */
export const listErrors = (errors: readonly string[]): string => errors.map((error) => `\t- ${error}\n`).join('');

/** enforceVersionPolicies: the error with which kubeadm ends for these findings; undefined where it goes on. */
export function policyRefusal({ mandatory, skippable }: PolicyErrors, force: boolean): string | undefined {
  if (mandatory.length > 0) return `the version argument is invalid due to these fatal errors:\n\n${listErrors(mandatory)}\nPlease fix the misalignments highlighted above and try upgrading again`;
  return skippable.length === 0 || force ? undefined : `the version argument is invalid due to these errors:\n\n${listErrors(skippable)}\nCan be bypassed if you pass the --force flag`;
}
