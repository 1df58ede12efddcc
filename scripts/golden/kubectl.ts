/** Replays the `kubectl` suite (testdata/golden/kubectl/README.md says what the fields mean). */
import { Home, kubeconfigOf, run } from './kubectl/machine';
import type { Ran } from './kubectl/machine';
import { sortedLimits } from './kubectl/normalise';
import { World } from './kubectl/world';
import type { GoldenCase, Replay } from './types';

interface Input {
  readonly state: string;
  readonly now: string;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly kubeconfig?: string;
}

function replayPrint({ state, now, argv, files = {}, user = '', kubeconfig }: Input): Ran {
  const home = new Home({ ...files, '.kube/config': kubeconfig ?? kubeconfigOf(user) });
  const ran = run(new World(state, now), home, { argv });
  return { ...ran, stdout: sortedLimits(ran.stdout) };
}

export const replay: Replay = (one: GoldenCase) => {
  if (one.kind === 'print' || one.kind === 'dryrun') return replayPrint(one.in as Input);
  return undefined;
};
