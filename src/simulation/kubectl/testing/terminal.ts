import { customKinds } from '../../api/custom/custom-kinds';
import { ruleObjectErrors } from '../../api/custom/rules/check-object';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { Registry } from '../../api/registry';
import { OPENAPI_SCHEMAS } from '../../api/openapi/generated/all';
import type { ApiObject } from '../../api/types';
import { formatTime } from '../../base/time';
import { handle } from '../../cluster/apiserver/handle';
import { servedRegistry } from '../../cluster/apiserver/served';
import type { ApiServer } from '../../cluster/apiserver/types';
import { defaultConfig } from '../../cluster/default-cluster';
import { loadCluster } from '../../cluster/load/load';
import { TEXTS } from '../generated/texts';
import type { Files, Machine } from '../runtime/machine';
import { runKubectl } from '../run';

/** For tests: an API server alone with some objects, a home directory, and command lines that run on them. */

const START = 1_780_315_200_000_000;
const HOME = '/home/learner';
export const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: admin
clusters: [{name: kubernetes, cluster: {server: "https://127.0.0.1:6443"}}]
contexts: [{name: admin, context: {cluster: kubernetes, user: admin}}, {name: other, context: {cluster: kubernetes, user: admin, namespace: kube-system}}]
users: [{name: admin, user: {token: t}}]
`;

const BASE = defaultConfig(createRegistry(ALL_KINDS));
const CONFIG = { ...BASE, server: { ...BASE.server, customKinds: (definition: CustomResourceDefinition) => customKinds(definition, ruleObjectErrors) } };

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
}

export class TestTerminal {
  server: ApiServer;
  now = START;
  /** What is typed when something is asked. */
  said = '';
  /** What an editor makes of a text. */
  editor = (text: string): string => text;
  readonly texts = new Map<string, string>([[`${HOME}/.kube/config`, KUBECONFIG]]);

  constructor(objects: readonly ApiObject[] = [], files: Readonly<Record<string, string>> = {}) {
    this.server = loadCluster(CONFIG, { now: formatTime(START), objects }).cluster.server;
    for (const [name, text] of Object.entries(files)) this.texts.set(`${HOME}/${name}`, text);
  }

  registry(): Registry {
    return servedRegistry(CONFIG.server, this.server.store);
  }

  private files(): Files {
    const below = (path: string): readonly string[] => [...this.texts.keys()].filter((one) => one.startsWith(path === '/' ? '/' : `${path}/`));
    return {
      read: (path) => this.texts.get(path),
      list: (path) => (below(path).length === 0 && path !== HOME ? undefined : [...new Set(below(path).map((one) => one.slice(path === '/' ? 1 : path.length + 1).split('/')[0]!))]),
      write: (path, text) => void this.texts.set(path, text),
    };
  }

  /** Runs a command line. `during`: what happens at each wait; it says whether Ctrl-C is pressed then. */
  run(line: string | readonly string[], during: (wait: number) => boolean = (wait) => wait > 1_000): Ran {
    let [out, err] = ['', ''];
    const machine: Machine = {
      now: () => this.now, registry: () => this.registry(), authenticate: () => ({ username: 'kubernetes-admin', groups: ['system:masters'] }), files: this.files(), home: HOME, directory: HOME, stdin: '', texts: TEXTS,
      openApi: () => OPENAPI_SCHEMAS, out: (text) => void (out += text), err: (text) => void (err += text),
    };
    const steps = runKubectl(machine, typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line);
    let next = steps.next();
    for (let wait = 0; next.done !== true; ) {
      const effect = next.value;
      if (effect.do === 'sleep') {
        this.now += effect.micros;
        if (during((wait += 1))) {
          steps.return(130);
          return { out, err, exit: 130 };
        }
        next = steps.next(undefined);
      } else if (effect.do === 'edit') {
        next = steps.next({ edited: this.editor(effect.text) });
      } else if (effect.do === 'answer') {
        next = steps.next({ said: this.said });
      } else if (effect.do === 'process') {
        next = steps.next({ exited: 0 });
      } else {
        const { server, answer } = handle(CONFIG.server, this.server, effect.request, this.now);
        this.server = server;
        next = steps.next(answer);
      }
    }
    return { out, err, exit: next.value };
  }
}
