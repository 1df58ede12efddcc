import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { StorageClass } from '../../../api/generated/types/storage.v1';
import { bindClaim, findBestMatch, volumeMismatch } from './match-claim';

const volume = (name: string, storage: string, accessModes: readonly string[], more: Partial<NonNullable<PersistentVolume['spec']>> = {}, phase = 'Available'): PersistentVolume => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name, labels: { name } },
  spec: { capacity: { storage }, accessModes, storageClassName: 'manual', ...more },
  status: { phase },
});
const claim = (storage: string, accessModes: readonly string[], more: Partial<NonNullable<PersistentVolumeClaim['spec']>> = {}): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop', uid: 'u1' },
  spec: { resources: { requests: { storage } }, accessModes, storageClassName: 'manual', ...more },
});
const RWO = ['ReadWriteOnce'];

describe('the volume for a claim', () => {
  it.each([
    ['tooSmall', volume('v', '4Gi', RWO), claim('5Gi', RWO)],
    [null, volume('v', '10Gi', RWO), claim('5Gi', RWO)],
    ['volumeMode', volume('v', '10Gi', RWO, { volumeMode: 'Block' }), claim('5Gi', RWO)],
    ['class', volume('v', '10Gi', RWO), claim('5Gi', RWO, { storageClassName: '' })],
    ['class', volume('v', '10Gi', RWO), claim('5Gi', RWO, { storageClassName: 'fast' })],
    ['selector', volume('v', '10Gi', RWO), claim('5Gi', RWO, { selector: { matchLabels: { name: 'w' } } })],
    ['accessModes', volume('v', '10Gi', RWO), claim('5Gi', ['ReadWriteMany'])],
    ['notAvailable', volume('v', '10Gi', RWO, {}, 'Released'), claim('5Gi', RWO)],
    ['claimed', volume('v', '10Gi', RWO, { claimRef: { name: 'data', namespace: 'shop', uid: 'old' } }, 'Released'), claim('5Gi', RWO)],
    [null, volume('v', '10Gi', RWO, { claimRef: { name: 'data', namespace: 'shop' } }), claim('5Gi', RWO)],
    ['attributesClass', volume('v', '10Gi', RWO, { volumeAttributesClassName: 'gold' }), claim('5Gi', RWO)],
  ])('says %s', (reason, pv, pvc) => expect(volumeMismatch(pv, pvc)).toBe(reason));

  it('is the smallest, but among the fewest access modes first', () => {
    const [five, ten, twenty] = [volume('both', '5Gi', ['ReadWriteOnce', 'ReadWriteMany']), volume('ten', '10Gi', RWO), volume('twenty', '20Gi', RWO)];
    expect(findBestMatch(claim('5Gi', RWO), [five!, twenty!, ten!])?.metadata?.name).toBe('ten');
    expect(findBestMatch(claim('5Gi', ['ReadWriteMany']), [five!, twenty!, ten!])?.metadata?.name).toBe('both');
    expect(findBestMatch(claim('30Gi', RWO), [five!, twenty!, ten!])).toBeNull();
  });

  it('prefers the volume promised to it', () => {
    const promised = volume('promised', '50Gi', RWO, { claimRef: { name: 'data', namespace: 'shop' } });
    expect(findBestMatch(claim('5Gi', RWO), [volume('small', '5Gi', RWO), promised])?.metadata?.name).toBe('promised');
  });

  it('never binds one that is too small or misses a mode', () => {
    const modes = fc.subarray(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'], { minLength: 1 });
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(size, modes), { maxLength: 6 }), size, modes, (pvs, wanted, wantedModes) => {
        const best = findBestMatch(claim(`${wanted}Gi`, wantedModes), pvs.map(([gi, has], index) => volume(`v${index}`, `${gi}Gi`, has)));
        const could = pvs.some(([gi, has]) => gi >= wanted && wantedModes.every((mode) => has.includes(mode)));
        return could === (best !== null) && (best === null || (parseInt(String(best.spec!.capacity!['storage']), 10) >= wanted && wantedModes.every((mode) => best.spec!.accessModes!.includes(mode))));
      }),
    );
  });
});

describe('a claim that stays Pending', () => {
  const storageClass = (name: string, provisioner: string, volumeBindingMode = 'Immediate'): StorageClass => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner, volumeBindingMode });
  const classes = [
    storageClass('wait', 'disk.csi.example.com', 'WaitForFirstConsumer'),
    storageClass('now', 'disk.csi.example.com'),
    storageClass('none', 'kubernetes.io/no-provisioner'),
    storageClass('old', 'kubernetes.io/aws-ebs'),
  ];
  it.each([
    ['wait', 'WaitForFirstConsumer'],
    ['now', 'ExternalProvisioning'],
    ['none', 'ProvisioningFailed'],
    ['old', 'ExternalProvisioning'],
    ['missing', 'ProvisioningFailed'],
    ['', 'FailedBinding'],
  ])('with class %j reports %s', (storageClassName, waits) => {
    expect(bindClaim(claim('5Gi', RWO, { storageClassName }), [], classes)).toEqual({ bound: null, waits });
  });

  it('waits for its consumer even beside a volume that fits', () => {
    const fits = volume('v', '10Gi', RWO, { storageClassName: 'wait' });
    expect(bindClaim(claim('5Gi', RWO, { storageClassName: 'wait' }), [fits], classes).waits).toBe('WaitForFirstConsumer');
    expect(bindClaim(claim('5Gi', RWO), [volume('v', '10Gi', RWO)], classes).bound?.metadata?.name).toBe('v');
  });
});
