/** Replays the `kubectl` suite (testdata/golden/kubectl/README.md says what the fields mean). */
import { replayChange } from './kubectl/change';
import type { ChangeInput } from './kubectl/change';
import { Home, kubeconfigOf, run } from './kubectl/machine';
import type { Ran } from './kubectl/machine';
import { Placeholders } from './kubectl/placeholders';
import { sortedLimits } from './kubectl/normalise';
import { stateOf, World } from './kubectl/world';
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
  const isTried = argv.some((word) => word === '--dry-run=server') || argv.includes('token');
  if (!isTried) return { ...ran, stdout: sortedLimits(ran.stdout), stderr: ran.stderr.replace(/^(W\d{4} [\d:.]+) +\d+ /gm, '$1 <pid> ') };
  const places = new Placeholders(JSON.stringify(stateOf(state)), []);
  return { ...ran, stdout: places.text(sortedLimits(ran.stdout)), stderr: places.text(ran.stderr) };
}

export const replay: Replay = (one: GoldenCase) => {
  if (one.kind === 'print' || one.kind === 'dryrun') return replayPrint(one.in as Input);
  if (one.kind === 'change') return replayChange(one.in as ChangeInput);
  return undefined;
};
