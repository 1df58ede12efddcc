import type { Kind } from '../../api/kind';
import type { ApiObject } from '../../api/types';
import type { Answer, Request } from '../../cluster/apiserver/types';
import type { OpenApiSchemas } from '../../api/openapi/types';
import type { Registry } from '../../api/registry';
import type { User } from '../../cluster/apiserver/types';
import { encodeBase64 } from '../../base/go/base64';
import type { Lookup, Offer } from '../../kubectl/completion/complete';
import { EMPTY_KUBECONFIG, readKubeconfig } from '../../kubectl/config/kubeconfig';
import type { AuthInfo } from '../../kubectl/config/kubeconfig';
import type { HelpTexts } from '../../kubectl/help/texts';
import type { ContainerProcess, Edited, Exited, Files, Forwarded, Proxied, Machine, Steps as KubectlSteps } from '../../kubectl/runtime/machine';
import { makeDirectory, namesIn, nodeAt, resolvePath, writeFile } from '../files/tree';
import { edited } from './kube-editor';
import { withAuthenticated } from '../../kubectl/runtime/user';
import { described } from '../complete/described';
import type { Complete, Process, Program, Shell } from '../shell';
import type { Resume, Steps } from '../steps';
import { textReader } from '../streams';

/** What kubectl asks of the place where it runs. */
export interface KubectlPlace {
  registry(): Registry;
  authenticate(credentials: AuthInfo): User | undefined;
  readonly texts: HelpTexts;
  /** What the server publishes of its types; asked for by `explain` alone. */
  openApi?(): OpenApiSchemas;
  run(machine: Machine, argv: readonly string[]): KubectlSteps<number>;
  /** What Tab offers (kubectl/completion). */
  offer(lookup: Lookup, words: readonly string[], typed: string): Offer;
  /** What the API server answers to a list at once; nothing where it refuses or does not answer. */
  list(request: Request): readonly ApiObject[];
  serverVersion?(): string | undefined;
  /** Lets a process in a container use the streams of this one, until it ends; gives its exit code. Undefined: nothing is known of it. */
  enter?(process: Process, what: ContainerProcess): Steps<number> | undefined;
  /** Listens for what is forwarded; undefined: the port is taken. */
  forward?(forwarded: Forwarded): (() => void) | undefined;
  /** Serves the API server on a port of this machine; undefined: the port is taken. */
  proxy?(proxied: Proxied): (() => void) | undefined;
}

export function filesOf(shell: Shell): Files {
  return {
    read: (path) => {
      const node = nodeAt(shell.tree, path);
      return node?.kind === 'file' ? node.text : undefined;
    },
    list: (path) => namesIn(shell.tree, path),
    write: (path, text) => {
      const now = shell.host.now();
      const above = path.split('/').slice(1, -1).map((_, index, parts) => `/${parts.slice(0, index + 1).join('/')}`);
      for (const directory of above) if (nodeAt(shell.tree, directory) === undefined) shell.change(makeDirectory(shell.tree, shell.ground, directory, now));
      return shell.change(writeFile(shell.tree, shell.ground, path, text, now));
    },
  };
}

/** Verbs whose `-i` hands the standard input on to a process. */
const ATTACHES = new Set(['exec', 'run', 'attach', 'debug']);

/** Whether a command line reads the whole standard input before it begins; `delete -i` asks, and reads a line. */
const readsInput = (args: readonly string[]): boolean => args.some((word, at) => word === '-' || /^(?:-f|--filename|--from-file|-k)=?-$/.test(word) || (/^-[a-z]*i[a-z]*$/.test(word) && !args.includes('delete')) || word === '--stdin' || (/^--from-env-file=?/.test(word) && (word.endsWith('-') || args[at + 1] === '-')));

/** What is typed goes on to the process piece by piece. */
const handsOn = ({ args, input }: Process): boolean => input.terminal && args.some((word) => ATTACHES.has(word));

function answerOf(resume: Resume): Answer | Edited | Exited | undefined {
  if (resume === undefined || 'typed' in resume) return undefined;
  return 'answer' in resume ? resume.answer : resume;
}

/** Credentials with what stands in the files that they name (client-go rest.LoadTLSFiles, transport.Config). */
function withFiles(credentials: AuthInfo, shell: Shell): AuthInfo {
  // ResolveLocalPaths: from the directory of the kubeconfig.
  const read = (path: string): string | undefined => filesOf(shell).read(resolvePath(`${shell.home}/.kube`, path));
  const given = (data: string, file: string, encode: (text: string) => string): AuthInfo => {
    const text = credentials[data] === undefined && typeof credentials[file] === 'string' ? read(credentials[file]) : undefined;
    return text === undefined ? {} : { [data]: encode(text) };
  };
  return { ...credentials, ...given('client-certificate-data', 'client-certificate', encodeBase64), ...given('token', 'tokenFile', (text) => text.trim()) };
}

export function machineOf({ shell, out, err }: Process, place: Pick<KubectlPlace, 'registry' | 'authenticate' | 'texts' | 'openApi' | 'enter' | 'forward' | 'proxy' | 'serverVersion'>, stdin: string): Machine {
  const { forward, proxy } = place;
  return {
    processes: place.enter !== undefined,
    ...(forward === undefined ? {} : { forward: (forwarded) => forward(forwarded) }),
    ...(proxy === undefined ? {} : { proxy: (proxied) => proxy(proxied) }),
    ...(place.serverVersion === undefined ? {} : { serverVersion: () => place.serverVersion?.() }),
    now: () => shell.host.now(),
    registry: () => place.registry(),
    authenticate: (credentials) => place.authenticate(withFiles(credentials, shell)),
    files: filesOf(shell),
    home: shell.home,
    ...(shell.exported.has('KUBECONFIG') ? { kubeconfig: shell.variables.get('KUBECONFIG') ?? '' } : {}),
    directory: shell.directory,
    stdin,
    texts: place.texts,
    ...(place.openApi === undefined ? {} : { openApi: place.openApi }),
    out: (text) => out.write(text),
    err: (text) => err.write(text),
  };
}

/** What completion may see: what the API server lists to whoever the kubeconfig says, as `kubectl __complete` asks it. */
function lookupOf(shell: Shell, place: KubectlPlace): Lookup {
  const text = filesOf(shell).read(`${shell.home}/.kube/config`);
  const config = text === undefined ? EMPTY_KUBECONFIG : readKubeconfig(text);
  const user = place.authenticate(config.users.get(config.contexts.get(config.currentContext)?.user ?? '') ?? {});
  return {
    registry: () => place.registry(),
    kubeconfig: () => config,
    texts: place.texts,
    objects: ({ resource }: Kind, namespace) => (user === undefined || resource === undefined ? [] : place.list({ verb: 'list', group: resource.group, version: resource.version, resource: resource.plural, ...(namespace === '' ? {} : { namespace }), user: withAuthenticated(user) })),
  };
}

const completeWith = (place: KubectlPlace): Complete => (shell, words, typed) => {
  const { words: found, says = {}, space, files, cut = 0 } = place.offer(lookupOf(shell, place), words.slice(1), typed);
  const sorted = [...found].sort();
  return { words: sorted.map((word) => typed.slice(0, cut) + word), shown: described(sorted, says, shell.host.columns), space, files };
};

function* entered(process: Process, place: KubectlPlace, what: ContainerProcess): Steps<number> {
  const steps = place.enter?.(process, what);
  return steps === undefined ? 0 : yield* steps;
}

export const kubectlProgram = (place: KubectlPlace): Program => ({
  complete: completeWith(place),
  *run(process): Steps<number> {
    const stdin = readsInput(process.args) && !handsOn(process) ? yield* process.input.all() : '';
    const steps = place.run(machineOf(process, place, stdin), process.args);
    let next = steps.next();
    try {
      while (next.done !== true) {
        const effect = next.value;
        const editor = effect.do === 'edit' ? edited(process, effect.text, effect.path) : undefined;
        if (editor !== undefined) next = steps.next(yield* editor);
        else if (effect.do === 'answer') next = steps.next({ said: yield* process.input.line() });
        else next = steps.next(effect.do === 'process' ? { exited: yield* entered(process.input.terminal ? process : { ...process, input: textReader(stdin) }, place, effect.process) } : answerOf(yield effect));
      }
      return next.value;
    } finally {
      // Ctrl-C ends it, and what it listened on.
      steps.return(130);
    }
  },
});
