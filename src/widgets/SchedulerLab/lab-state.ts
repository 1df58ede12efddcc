import type { LabAction } from '@site/src/simulation/scenarios/scheduling';
import type { ChallengeId } from './challenges/ids';
import type { NodeDraft } from './nodes';

/** What is kept over a reload and goes into a shared address. */
export interface LabState {
  manifest: string;
  nodes: NodeDraft[];
  /** Decides ties and the letters of Pod names. */
  seed: number;
  /** A KubeSchedulerConfiguration; empty: the default one. */
  configuration: string;
  /** What is done after the manifest is applied, in order. */
  actions: LabAction[];
  /** The challenge that is on. */
  challenge: ChallengeId | null;
}
