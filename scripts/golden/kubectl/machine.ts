import type { Files, Machine } from '@site/src/simulation/kubectl/runtime/machine';
import { runKubectl } from '@site/src/simulation/kubectl/run';
import { TEXTS } from '@site/src/simulation/kubectl/generated/texts';
import { OPENAPI_SCHEMAS } from '@site/src/simulation/api/openapi/generated/all';
import { textOf } from '@site/src/simulation/api/schema/values';
import type { User } from '@site/src/simulation/cluster/apiserver/types';
import type { World } from './world';

/** Whom kubectl talks to. */
export type Server = Pick<World, 'now' | 'registry' | 'ask'> & Pick<Machine, 'health'>;

const HOME = '/home/learner';

const USERS: Readonly<Record<string, User>> = {
  'admin-token': { username: 'kubernetes-admin', groups: ['system:masters'] },
  'jane-token': { username: 'jane', groups: ['dev'] },
};

/** The kubeconfig of the recordings. */
export const kubeconfigOf = (user: string): string => `apiVersion: v1
clusters:
- cluster:
    insecure-skip-tls-verify: true
    server: https://127.0.0.1:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: jane
  name: jane@kubernetes
- context:
    cluster: kubernetes
    user: kubernetes-admin
  name: kubernetes-admin@kubernetes
current-context: ${user === '' ? 'kubernetes-admin' : user}@kubernetes
kind: Config
preferences: {}
users:
- name: jane
  user:
    token: jane-token
- name: kubernetes-admin
  user:
    token: admin-token
`;

/** A home directory with files. */
export class Home implements Files {
  private readonly texts = new Map<string, string>();

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name.startsWith('/') ? name : `${HOME}/${name}`, text);
  }

  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  list(path: string): readonly string[] | undefined {
    const inside = [...this.texts.keys()].filter((one) => one.startsWith(path === '/' ? '/' : `${path}/`)).map((one) => one.slice(path === '/' ? 1 : path.length + 1).split('/')[0]!);
    return inside.length === 0 && path !== HOME ? undefined : [...new Set(inside)];
  }

  write(path: string, text: string): undefined {
    this.texts.set(path, text);
  }
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** It was ended as Ctrl-C ends it. */
  readonly interrupted?: boolean;
}

interface Asked {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly editor?: readonly (readonly [from: string, to: string])[];
  /** Ends what has waited so many times; without it a command that does not end is an error. */
  readonly interrupt?: number;
}

const EFFECTS = 10_000;

/** The recordings name what lies in the working directory, where the real one gives absolute paths, without it. */
const withoutHome = (text: string): string => text.replaceAll(/\/home\/learner\/(?!\.kube\/)/g, '');

/** Runs one command line in a world whose clock stands still for everything but waiting. */
export function run(world: Server, home: Home, { argv, stdin, editor, interrupt }: Asked): Ran {
  let [stdout, stderr, waited] = ['', '', 0];
  const machine: Machine = {
    now: () => world.now + waited,
    registry: () => world.registry(),
    ...(world.health === undefined ? {} : { health: world.health }),
    authenticate: (credentials) => USERS[textOf(credentials.token)],
    files: home,
    home: HOME,
    directory: HOME,
    stdin: stdin === undefined ? '' : (home.read(`${HOME}/${stdin}`) ?? ''),
    texts: TEXTS,
    openApi: () => OPENAPI_SCHEMAS,
    edit: (text) => (editor ?? []).reduce((edited, [from, to]) => edited.replace(from, () => to), text),
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  };
  const steps = runKubectl(machine, argv.slice(1));
  let next = steps.next();
  for (let effects = 0; next.done !== true; effects += 1) {
    if (effects === interrupt) {
      steps.return(130);
      return { stdout: withoutHome(stdout), stderr: withoutHome(stderr), exit: 130, interrupted: true };
    }
    if (effects > EFFECTS) throw new Error(`${argv.join(' ')} does not end`);
    const effect = next.value;
    if (effect.do === 'sleep') {
      waited += effect.micros;
      next = steps.next(undefined);
    } else next = steps.next(effect.do === 'request' ? world.ask(effect.request) : undefined);
  }
  return { stdout: withoutHome(stdout), stderr: withoutHome(stderr), exit: next.value };
}
