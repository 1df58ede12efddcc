import type { AnyScene } from '@site/src/simulation/scenarios/living/scene';

/** The scenes by name; each is loaded by the pages that show it. */
export const SCENES = {
  'request-journey': () => import('@site/src/simulation/scenarios/living/request-journey/scene').then((one) => one.requestJourneyScene),
  'stop-component': () => import('@site/src/simulation/scenarios/living/stop-component/scene').then((one) => one.stopComponentScene),
  rollout: () => import('@site/src/simulation/scenarios/living/rollout/scene').then((one) => one.rolloutScene),
  probes: () => import('@site/src/simulation/scenarios/living/probes/scene').then((one) => one.probeScene),
  config: () => import('@site/src/simulation/scenarios/living/config/scene').then((one) => one.configScene),
  'secret-readers': () => import('@site/src/simulation/scenarios/living/secret-readers/scene').then((one) => one.readersScene),
  'reconcile-loop': () => import('@site/src/simulation/scenarios/living/reconcile-loop/scene').then((one) => one.reconcileLoopScene),
  operator: () => import('@site/src/simulation/scenarios/living/operator/scene').then((one) => one.operatorScene),
  workloads: () => import('@site/src/simulation/scenarios/living/workloads/scene').then((one) => one.workloadsScene),
  storage: () => import('@site/src/simulation/scenarios/living/storage/scene').then((one) => one.storageScene),
  gitops: () => import('@site/src/simulation/scenarios/living/gitops/scene').then((one) => one.gitopsScene),
} as const satisfies Readonly<Record<string, () => Promise<AnyScene>>>;

export type SceneName = keyof typeof SCENES;

/** How long an answer may take where a program of the reader runs, ms: its interpreter ends each call, and this ends what is slow all the same. */
export const PATIENCE: Readonly<Partial<Record<SceneName, number>>> = { operator: 20_000 };
