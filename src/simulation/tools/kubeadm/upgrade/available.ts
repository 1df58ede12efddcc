/** Which upgrades `kubeadm upgrade plan` offers (cmd/kubeadm/app/phases/upgrade/compute.go). */
import { compareKubernetesVersions, isOlder, majorOf, minorOf, parseSemanticVersion, printKubernetesVersion } from '../../../base/version';
import type { Version } from '../../../base/version';
import { releaseOf } from '../constants';
import { etcdVersionFor } from '../etcd-version';

export type Label = { readonly text: string; readonly version: Version } | { readonly error: string };

export interface ClusterFacts {
  /** Of each API server, as their images say. */
  readonly apiServers: readonly string[];
  readonly kubeadmVersion: string;
  readonly kubeletVersions: readonly string[];
  /** The tag of etcd's image; empty: etcd is not kubeadm's. */
  readonly etcdVersion: string;
  /** What a label of the release server stands for: `stable`, `stable-1.36`, `latest` …; `what` is how kubeadm calls it. */
  label(name: string, what: string): Label;
}

export interface Upgrade {
  readonly description: string;
  readonly kubernetes: string;
  readonly kubeadm: string;
  readonly dns: string;
  /** Empty where etcd is not kubeadm's. */
  readonly etcd: string;
}

/** What is printed on the way: lines of stdout, warnings of klog. */
export type Said = { readonly line: string } | { readonly warning: string };

export interface Available {
  readonly said: readonly Said[];
  readonly upgrades: readonly Upgrade[];
  readonly error?: string;
}

/** getLatestClusterVersion. */
function newest(versions: readonly string[]): Version | { readonly error: string } {
  let latest: Version | undefined;
  for (const text of versions) {
    const parsed = parseSemanticVersion(text);
    if ('error' in parsed) return { error: `couldn't parse kube-apiserver version ${text}` };
    if (latest === undefined || compareKubernetesVersions(parsed.version, latest) >= 0) latest = parsed.version;
  }
  return latest ?? { error: 'no kube-apiserver was found' };
}

/** Whether there is something to do on the nodes: Upgrade.CanUpgradeKubelets. */
export function canUpgradeKubelets(kubeletVersions: readonly string[], { kubernetes }: Upgrade): boolean {
  const versions = new Set(kubeletVersions);
  return versions.size > 1 || (versions.size === 1 && !versions.has(kubernetes));
}

class Search {
  readonly said: Said[] = [];
  readonly upgrades: Upgrade[] = [];

  constructor(readonly facts: ClusterFacts) {}

  private line(line: string): void {
    this.said.push({ line });
  }

  private warn(warning: string): void {
    this.said.push({ warning: `[upgrade/versions] WARNING: ${warning}` });
  }

  /** getSuggestedEtcdVersion. */
  private etcd(kubernetes: string): string {
    if (this.facts.etcdVersion === '') return '';
    const found = etcdVersionFor(kubernetes, releaseOf(this.facts.kubeadmVersion).etcd);
    return 'error' in found ? 'N/A' : found.version;
  }

  private offer(description: string, kubernetes: string, kubeadm: string): void {
    this.upgrades.push({ description, kubernetes, kubeadm, dns: releaseOf(this.facts.kubeadmVersion).coreDns, etcd: this.etcd(kubernetes) });
  }

  private stable(kubeadm: Version): { readonly text: string; readonly version: Version } {
    const found = this.facts.label('stable', 'stable version');
    if (!('error' in found)) {
      this.line(`[upgrade/versions] Target version: ${found.text}`);
      return found;
    }
    this.warn(found.error);
    this.warn('Falling back to current kubeadm version as latest stable version');
    return { text: this.facts.kubeadmVersion, version: kubeadm };
  }

  /** A newer patch of the cluster's own minor; gives whether there is a newer minor beyond it. */
  private patch(cluster: Version, kubeadm: Version, stable: Version): boolean {
    const branch = `${majorOf(cluster)}.${minorOf(cluster)}`;
    const description = `version in the v${branch} series`;
    const found = this.facts.label(`stable-${branch}`, description);
    if ('error' in found) {
      this.warn(found.error);
      return isOlder(cluster, stable);
    }
    this.line(`[upgrade/versions] Latest ${description}: ${found.text}`);
    if (isOlder(cluster, found.version)) this.offer(description, found.text, isOlder(kubeadm, found.version) ? found.text : this.facts.kubeadmVersion);
    return isOlder(found.version, stable);
  }

  /** Versions that are not released: `latest` is always an alpha, and the branch before it goes from beta to rc. */
  private unstable(cluster: Version, experimental: boolean, candidates: boolean): string | undefined {
    const latest = this.facts.label('latest', 'experimental version');
    if ('error' in latest) return latest.error;
    this.line(`[upgrade/versions] Latest experimental version: ${latest.text}`);
    const previous = this.facts.label(`latest-1.${minorOf(latest.version) - 1}`, 'previous version');
    if ('error' in previous) return previous.error;
    this.line(`[upgrade/versions] Latest previous version: ${previous.text}`);
    if (candidates && previous.version.preRelease.startsWith('rc') && isOlder(cluster, previous.version)) this.offer('release candidate version', previous.text, previous.text);
    // The first alpha of a branch says less than what the branch before it has by then.
    const shown = latest.version.preRelease === 'alpha.0' ? previous.text : latest.text;
    if (experimental && isOlder(cluster, latest.version)) this.offer('experimental version', shown, shown);
    return undefined;
  }

  run(experimental: boolean, candidates: boolean): string | undefined {
    this.line('[upgrade] Fetching available versions to upgrade to');
    if (new Set(this.facts.apiServers).size > 1) {
      this.said.push({ warning: `Different API server versions in the cluster were discovered: ${[...new Set(this.facts.apiServers)].join(', ')}. Please upgrade your control plane nodes to the same version of Kubernetes` });
    }
    const cluster = newest(this.facts.apiServers);
    if ('error' in cluster) return cluster.error;
    this.line(`[upgrade/versions] Cluster version: ${printKubernetesVersion(cluster)}`);
    const kubeadm = parseSemanticVersion(this.facts.kubeadmVersion);
    if ('error' in kubeadm) return `Couldn't parse kubeadm version: ${kubeadm.error}`;
    this.line(`[upgrade/versions] kubeadm version: ${this.facts.kubeadmVersion}`);
    const stable = this.stable(kubeadm.version);
    const minor = isOlder(stable.version, cluster) ? isOlder(cluster, stable.version) : this.patch(cluster, kubeadm.version, stable.version);
    if (minor) this.offer('stable version', stable.text, stable.text);
    const failed = experimental || candidates ? this.unstable(cluster, experimental, candidates) : undefined;
    if (failed === undefined) this.line('');
    return failed;
  }
}

/** upgrade.GetAvailableUpgrades. */
export function availableUpgrades(facts: ClusterFacts, allowExperimental: boolean, allowCandidates: boolean): Available {
  const search = new Search(facts);
  const error = search.run(allowExperimental, allowCandidates);
  return { said: search.said, upgrades: search.upgrades, ...(error === undefined ? {} : { error }) };
}
