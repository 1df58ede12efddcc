/** Replays the `tools` suite (testdata/golden/tools/README.md says what the fields mean). */
import { replayEtcd } from './tools/etcd';
import { replayHealth } from './tools/health';
import { replayHelm } from './tools/helm';
import { replayKubeadm, replayKubeadmCluster } from './tools/kubeadm';
import { replaySnapshotRestore } from './tools/snapshot-restore';
import { replayPlan, replayPolicy } from './tools/upgrade';
import type { GoldenCase, Replay } from './types';

const KINDS = new Map<string, (input: never) => unknown>([['upgradePolicy', replayPolicy], ['upgradePlan', replayPlan], ['health', replayHealth], ['etcd', replayEtcd], ['helm', replayHelm], ['kubeadm', replayKubeadm], ['kubeadmCluster', replayKubeadmCluster], ['snapshotRestore', replaySnapshotRestore]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
