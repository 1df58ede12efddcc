import type { Answer, Request } from '../../cluster/apiserver/types';
import type { HelmMachine, Steps as HelmSteps } from '../../tools/helm';
import type { Program, Shell } from '../shell';
import type { Steps } from '../steps';
import { makeDirectory, nodeAt } from '../files/tree';
import { machineOf } from './kubectl';
import type { KubectlPlace } from './kubectl';

/** helm itself (`runHelm` of tools/helm): a page loads it when somebody types it. */
export type HelmRun = (machine: HelmMachine, argv: readonly string[]) => HelmSteps<number>;

/** What helm asks of the place where it runs. */
export interface HelmPlace {
  readonly kubectl: Pick<KubectlPlace, 'registry' | 'authenticate' | 'texts'>;
  /** Nothing while it is not loaded. */
  helm(): HelmRun | undefined;
  /** The API server's answer, at once. */
  ask(request: Request): Answer;
}

function directory(shell: Shell, path: string): void {
  if (nodeAt(shell.tree, path) === undefined) shell.change(makeDirectory(shell.tree, shell.ground, path, shell.host.now()));
}

/** `helm` on the shell's files and the cluster of its kubeconfig. */
export const helmProgram = (place: HelmPlace): Program => ({
  *run(process): Steps<number> {
    const run = place.helm();
    if (run === undefined) {
      process.err.write('helm is not loaded here: type helm version at the prompt, then run this again\n');
      return 1;
    }
    const { shell } = process;
    const environment = Object.fromEntries([...shell.exported].filter((name) => shell.variables.has(name)).map((name) => [name, shell.get(name)]));
    const steps = run({ ...machineOf(process, place.kubectl, ''), environment, ask: (request) => place.ask(request), makeDirectory: (path) => directory(shell, path) }, process.args);
    let next = steps.next();
    while (next.done !== true) {
      yield next.value;
      next = steps.next();
    }
    return next.value;
  },
});
