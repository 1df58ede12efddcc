import { parseSemanticVersion } from '@site/src/simulation/base/version';
import { availableUpgrades, canUpgradeKubelets } from '@site/src/simulation/tools/kubeadm/upgrade/available';
import type { Label } from '@site/src/simulation/tools/kubeadm/upgrade/available';
import { upgradePolicyErrors } from '@site/src/simulation/tools/kubeadm/upgrade/policy';
import type { UpgradeQuestion } from '@site/src/simulation/tools/kubeadm/upgrade/policy';

export const replayPolicy = (question: UpgradeQuestion): unknown => upgradePolicyErrors(question);

interface PlanInput {
  readonly apiServers: readonly string[];
  readonly kubeadmVersion: string;
  readonly kubeletVersions: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly etcdVersion: string;
  readonly allowExperimentalUpgrades?: boolean;
  readonly allowReleaseCandidateUpgrades?: boolean;
}

export function replayPlan({ labels, allowExperimentalUpgrades = false, allowReleaseCandidateUpgrades = false, ...facts }: PlanInput): unknown {
  const label = (name: string): Label => {
    const text = labels[name];
    if (text === undefined) return { error: `couldn't fetch ${name}` };
    const parsed = parseSemanticVersion(text);
    return 'error' in parsed ? parsed : { text, version: parsed.version };
  };
  const { upgrades, error } = availableUpgrades({ ...facts, label }, allowExperimentalUpgrades, allowReleaseCandidateUpgrades);
  return { ...(error === undefined ? {} : { error }), upgrades: upgrades.map((one) => ({ ...one, kubeletsToUpgrade: canUpgradeKubelets(facts.kubeletVersions, one) })) };
}
