/** kubectl as the recordings ran it: each command a process of its own, beside the others, on the clock of the cluster. */
import { TEXTS } from '@site/src/simulation/kubectl/generated/texts';
import { runKubectl } from '@site/src/simulation/kubectl/run';
import type { Files, Machine, Steps } from '@site/src/simulation/kubectl/runtime/machine';
import { servedRegistry } from '@site/src/simulation/cluster/apiserver/served';
import type { Answer } from '@site/src/simulation/cluster/apiserver/types';
import { USER } from './stage';
import type { Stage } from './stage';

const HOME = '/home/learner';
const SERVER = '127.0.0.1:6443';

/** What a request takes where the server does not say, µs. */
const REQUEST = 4_000;

const kubeconfig = (namespace: string): string => `apiVersion: v1
kind: Config
current-context: admin
clusters: [{name: kubernetes, cluster: {server: "https://${SERVER}"}}]
contexts: [{name: admin, context: {cluster: kubernetes, user: admin, namespace: "${namespace}"}}]
users: [{name: admin, user: {token: t}}]
`;

/** The home directory that the commands of a case share. */
export class Home implements Files {
  private readonly texts = new Map<string, string>();

  constructor(namespace: string) {
    this.write(`${HOME}/.kube/config`, kubeconfig(namespace));
  }

  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  list(path: string): readonly string[] | undefined {
    const inside = [...this.texts.keys()].filter((one) => one.startsWith(`${path}/`)).map((one) => one.slice(path.length + 1).split('/')[0]!);
    return inside.length === 0 ? undefined : [...new Set(inside)];
  }

  write(path: string, text: string): undefined {
    this.texts.set(path, text);
  }
}

/** A command that was started. */
export interface Ran {
  stdout: string;
  stderr: string;
  exit: number | undefined;
  /** Seconds; undefined as long as it runs. */
  took: number | undefined;
}

/** Starts a command; what it waits for is answered as time passes. `starts`: how long a process takes until it does anything, s. */
export function launch(stage: Stage, home: Home, argv: readonly string[], stdin: string, starts: number): Ran {
  const ran: Ran = { stdout: '', stderr: '', exit: undefined, took: undefined };
  const machine: Machine = {
    now: () => stage.now, registry: () => servedRegistry(stage.config.server, stage.cluster.server.store), authenticate: () => USER, files: home, home: HOME, directory: HOME, stdin, texts: TEXTS,
    out: (text) => void (ran.stdout += text),
    err: (text) => void (ran.stderr += text),
  };
  const began = stage.seconds;
  const steps: Steps<number> = runKubectl(machine, argv);
  const resume = (answer: Answer | undefined): void => {
    const next = steps.next(answer);
    if (next.done === true) {
      ran.exit = next.value;
      ran.took = stage.seconds - began;
      return;
    }
    const effect = next.value;
    if (effect.do === 'edit' || effect.do === 'process' || effect.do === 'answer') throw new Error(`${argv.join(' ')} waits for somebody`);
    if (effect.do === 'sleep') stage.after(effect.micros / 1_000_000, () => resume(undefined));
    else {
      const given = stage.request(effect.request);
      stage.after(('failure' in given ? (given.failure.took ?? REQUEST) : REQUEST) / 1_000_000, () => resume(given));
    }
  };
  stage.after(starts, () => resume(undefined));
  return ran;
}
