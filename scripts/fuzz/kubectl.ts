import type { Random } from '../../src/simulation/base/random';
import { complete } from '../../src/simulation/kubectl/completion/complete';
import { readKubeconfig } from '../../src/simulation/kubectl/config/kubeconfig';
import { objectsIn } from '../../src/simulation/cluster/store/store';
import { groupQualified } from '../../src/simulation/api/status';
import { Home, kubeconfigOf, run } from '../golden/kubectl/machine';
import { World } from '../golden/kubectl/world';
import { mutateText, pick } from './support/mutate-text';
import { recordedInputs } from './support/recorded';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

interface Recorded {
  readonly now: string;
  readonly argv?: readonly string[];
  readonly commands?: readonly { readonly argv: readonly string[] }[];
  readonly files?: Readonly<Record<string, string>>;
}

const STATES = ['empty', 'shop', 'broken', 'outage', 'teams', 'jobs', 'crds'];
const recorded = recordedInputs('kubectl') as readonly Recorded[];
const NOW = recorded[0]?.now ?? '2026-06-01T12:00:00Z';
const lines = recorded.flatMap(({ argv, commands = [] }) => [...(argv === undefined ? [] : [argv]), ...commands.map((one) => one.argv)]).map((argv) => argv.slice(1)).filter((argv) => argv.length > 0);
const words = [...new Set(lines.flat())];
const texts = words.map((word) => word.slice(0, 200));
const FILES = Object.assign({}, ...recorded.map(({ files = {} }) => files)) as Readonly<Record<string, string>>;

interface Case {
  readonly state: string;
  readonly argvs: readonly (readonly string[])[];
}

/** A recorded command line with words put in, taken out, exchanged, mutated or taken from others. */
function commandLine(random: Random): readonly string[] {
  let argv = [...pick(random, lines)];
  for (let edits = random.below(2) * random.below(4); edits > 0; edits -= 1) {
    const at = random.below(argv.length + 1);
    switch (random.below(6)) {
      case 0:
        argv.splice(at, 0, pick(random, words));
        break;
      case 1:
        argv.splice(at, 1);
        break;
      case 2:
        argv.splice(at, 1, pick(random, words));
        break;
      case 3:
        argv.splice(at, 1, mutateText(random, [argv[at] ?? pick(random, words), ...texts]));
        break;
      case 4: {
        const other = pick(random, lines);
        argv = [...argv.slice(0, at), ...other.slice(random.below(other.length + 1))];
        break;
      }
      default:
        argv = [...argv, ...pick(random, lines).filter((word) => word.startsWith('-'))];
    }
  }
  return argv;
}

function completes(world: World, argv: readonly string[]): void {
  const line = ['kubectl', ...argv].join(' ').slice(0, 500);
  const lookup = { registry: () => world.registry(), objects: (kind: Parameters<Parameters<typeof complete>[2]['objects']>[0], namespace: string) => objectsIn(world.server.store.tables, groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? ''), namespace === '' ? undefined : namespace), kubeconfig: () => readKubeconfig(kubeconfigOf('')) };
  const { from, words: found } = complete(line, line.length, lookup);
  if (from < 0 || from > line.length) throw new Broken(`a word from ${from} in ${JSON.stringify(line)}`);
  if (found.some((word) => word === '')) throw new Broken(`an empty word for ${JSON.stringify(line)}`);
}

export const target: FuzzTarget<Case> = {
  about: 'any kubectl command line on a recorded cluster ends with an exit code and, where it fails, says why: no throw, no hang; what Tab offers has its place',
  count: 200_000,
  limit: 10_000,
  make: (random) => ({ state: pick(random, STATES), argvs: Array.from({ length: 1 + random.below(3) }, () => commandLine(random)) }),
  play({ state, argvs }) {
    const world = new World(state, NOW);
    const home = new Home({ ...FILES, '.kube/config': kubeconfigOf('') });
    let last = 0;
    for (const argv of argvs) {
      completes(world, argv);
      const { stdout, stderr, exit, interrupted } = run(world, home, { argv: ['kubectl', ...argv], interrupt: 2_000 });
      if (!Number.isInteger(exit) || exit < 0 || exit > 255) throw new Broken(`exit code ${exit}`);
      if (exit !== 0 && interrupted !== true && stdout === '' && stderr === '' && !QUIET.test(argv.join(' '))) throw new Broken(`exit code ${exit} and nothing said: ${JSON.stringify(argv)}`);
      last = exit;
    }
    return last === 0 ? 'done' : last === 130 ? 'ended by Ctrl-C' : 'failed';
  },
};

/** What may fail without a word: a question that is only answered by the exit code, or an error that is not found and need not be. */
const QUIET = /can-i|-q|--ignore-not-found/;
