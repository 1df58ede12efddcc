/** `argocd` on the shell's files, against Argo CD's server in the cluster. */
import type { Answer, Request } from '../../cluster/apiserver/types';
import type { Cluster } from '../../cluster/state';
import { runArgocd } from '../../tools/argocd';
import type { ArgocdMachine } from '../../tools/argocd';
import { namesIn, removeAll } from '../files/tree';
import type { Process, Program } from '../shell';
import type { Resume, Steps } from '../steps';
import { filesOf } from './kubectl';
import type { KubectlPlace } from './kubectl';

export interface ArgocdPlace {
  readonly kubectl: Pick<KubectlPlace, 'registry'>;
  cluster(): Cluster;
  ask(request: Request): Answer;
  readonly find: ArgocdMachine['find'];
}

function machineOf({ shell, out, err }: Process, place: ArgocdPlace): ArgocdMachine {
  const files = filesOf(shell);
  return {
    now: () => shell.host.now(), directory: shell.directory, home: shell.home, stdin: '', environment: {},
    files: { read: (path) => files.read(path), list: (path) => namesIn(shell.tree, path), write: (path, text) => void files.write(path, text), remove: (path) => void shell.change(removeAll(shell.tree, shell.ground, path)) },
    out: (text) => out.write(text), err: (text) => err.write(text), cluster: () => place.cluster(), registry: () => place.kubectl.registry(), ask: (request) => place.ask(request), find: (url) => place.find(url),
  };
}

const typedOf = (resume: Resume): { readonly typed: string | undefined } | undefined => (resume !== undefined && 'typed' in resume ? resume : undefined);

export const argocdProgram = (place: ArgocdPlace): Program => ({
  *run(process): Steps<number> {
    const steps = runArgocd(machineOf(process, place), process.args);
    let next = steps.next();
    while (next.done !== true) {
      const effect = next.value;
      if (effect.do === 'read') {
        process.out.write(effect.prompt ?? '');
        next = steps.next({ typed: yield* process.input.line() });
      } else next = steps.next(typedOf(yield effect));
    }
    return next.value;
  },
});
