import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKubernetesVersions, minorOf, parseSemanticVersion } from '../../../base/version';
import { availableUpgrades } from './available';
import { upgradePolicyErrors } from './policy';

const version = fc.tuple(fc.integer({ min: 33, max: 38 }), fc.nat(4), fc.constantFrom('', '', '', '-rc.1', '-alpha.0', '-beta.2')).map(([minor, patch, pre]) => `v1.${minor}.${patch}${pre}`);
const parsed = (text: string) => {
  const one = parseSemanticVersion(text);
  if ('error' in one) throw new Error(one.error);
  return one.version;
};

// cmd/kubeadm/app/phases/upgrade policy.go and compute.go.
describe('upgrades of a cluster', () => {
  it('are refused for good only from kubeadm’s own limits, and never for a patch of its minor', () => {
    fc.assert(
      fc.property(version, version, (clusterVersion, target) => {
        const { mandatory, skippable } = upgradePolicyErrors({ clusterVersion, target, kubeadmVersion: 'v1.36.3', kubeletVersions: [clusterVersion] });
        const step = minorOf(parsed(target)) - minorOf(parsed(clusterVersion));
        if (Math.abs(step) > 1 && !target.includes('-')) expect(mandatory).not.toEqual([]);
        if (step === 0 && minorOf(parsed(target)) === 36 && !target.includes('-') && compareKubernetesVersions(parsed(target), parsed('v1.36.3')) <= 0) expect([mandatory, skippable]).toEqual([[], []]);
      }),
    );
  });

  it('offered are newer than the cluster, a patch before a minor', () => {
    fc.assert(
      fc.property(version, version, fc.option(version), (cluster, stable, patch) => {
        const label = (name: string) => {
          const text = name === 'stable' ? stable : name.startsWith('stable-') ? patch : null;
          return text === null ? { error: 'nobody knows' } : { text, version: parsed(text) };
        };
        const { upgrades, error } = availableUpgrades({ apiServers: [cluster], kubeadmVersion: 'v1.36.3', kubeletVersions: [cluster], etcdVersion: '3.6.8-0', label }, false, false);
        expect(error).toBeUndefined();
        expect(upgrades.length).toBeLessThanOrEqual(2);
        const [first, second] = upgrades;
        if (first !== undefined && second !== undefined) {
          expect(compareKubernetesVersions(parsed(cluster), parsed(first.kubernetes))).toBe(-1);
          expect(compareKubernetesVersions(parsed(first.kubernetes), parsed(second.kubernetes))).toBe(-1);
          expect(second.description).toBe('stable version');
        }
      }),
    );
  });
});
