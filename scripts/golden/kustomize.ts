/** Replays the `kustomize` suite: what kubectl kustomize and kubectl apply -k render, and their errors. */
import { runKustomize } from '../../src/simulation/render/kustomize';
import type { Build } from '../../src/simulation/render/kustomize';
import type { GoldenCase, Replay } from './types';

export const replay: Replay = (one: GoldenCase) => {
  if (one.kind !== 'build') return undefined;
  const { stderr, ...rendered } = runKustomize(one.in as Build);
  return { ...rendered, ...(stderr === '' ? {} : { stderr }) };
};
