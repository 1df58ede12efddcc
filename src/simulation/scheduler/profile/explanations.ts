import type { NodeAffinityRejection, NodeAffinityScore } from '../plugins/node-affinity';
import type { DeviceRejection, DeviceScore } from '../plugins/dynamic-resources/rejection';
import type { FeatureRejection } from '../plugins/node-declared-features';
import type { NodeNameRejection } from '../plugins/node-name';
import type { PortRejection } from '../plugins/node-ports';
import type { BalanceScore } from '../plugins/node-resources-balanced-allocation';
import type { FitScore, ResourceRejection } from '../plugins/node-resources-fit';
import type { UnschedulableRejection } from '../plugins/node-unschedulable';
import type { ImageScore } from '../plugins/image-locality';
import type { PodAffinityRejection, PodAffinityScore } from '../plugins/inter-pod-affinity';
import type { SpreadRejection, SpreadScore } from '../plugins/pod-topology-spread';
import type { GatesRejection } from '../plugins/scheduling-gates';
import type { TaintRejection, TaintScore } from '../plugins/taint-toleration';
import type { VolumeRejection } from '../plugins/volumes/rejection';

/** Why a node (or every node) was turned down, in the words of the default plugins. */
export type RejectionParams =
  | UnschedulableRejection
  | NodeNameRejection
  | TaintRejection
  | NodeAffinityRejection
  | PortRejection
  | ResourceRejection
  | VolumeRejection
  | SpreadRejection
  | PodAffinityRejection
  | GatesRejection
  | FeatureRejection
  | DeviceRejection;

/** The arithmetic behind a raw score. */
export type ScoreExplanation = TaintScore | NodeAffinityScore | FitScore | SpreadScore | PodAffinityScore | BalanceScore | ImageScore | DeviceScore;
