import type { Answer } from '../../cluster/apiserver/types';
import type { OpenApiSchemas } from '../../api/openapi/types';
import type { Registry } from '../../api/registry';
import type { User } from '../../cluster/apiserver/types';
import type { AuthInfo } from '../../kubectl/config/kubeconfig';
import type { HelpTexts } from '../../kubectl/help/texts';
import type { Edited, Files, Machine, Steps as KubectlSteps } from '../../kubectl/runtime/machine';
import { namesIn, nodeAt, parentOf, writeFile } from '../files/tree';
import type { Process, Program, Shell } from '../shell';
import type { Resume, Steps } from '../steps';

/** What kubectl asks of the place where it runs. */
export interface KubectlPlace {
  registry(): Registry;
  authenticate(credentials: AuthInfo): User | undefined;
  readonly texts: HelpTexts;
  /** What the server publishes of its types; asked for by `explain` alone. */
  openApi?(): OpenApiSchemas;
  run(machine: Machine, argv: readonly string[]): KubectlSteps<number>;
}

export function filesOf(shell: Shell): Files {
  return {
    read: (path) => {
      const node = nodeAt(shell.tree, path);
      return node?.kind === 'file' ? node.text : undefined;
    },
    list: (path) => namesIn(shell.tree, path),
    write: (path, text) => {
      if (nodeAt(shell.tree, parentOf(path)) === undefined) return;
      shell.change(writeFile(shell.tree, shell.ground, path, text, shell.host.now()));
    },
  };
}

/** Whether a command line reads the standard input. */
const readsInput = (args: readonly string[]): boolean => args.some((word, at) => word === '-' || /^(?:-f|--filename|--from-file|-k)=?-$/.test(word) || /^-[a-z]*i[a-z]*$/.test(word) || word === '--stdin' || (/^--from-env-file=?/.test(word) && (word.endsWith('-') || args[at + 1] === '-')));

function answerOf(resume: Resume): Answer | Edited | undefined {
  if (resume === undefined || 'typed' in resume) return undefined;
  return 'answer' in resume ? resume.answer : resume;
}

function machineOf({ shell, out, err }: Process, place: KubectlPlace, stdin: string): Machine {
  return {
    now: () => shell.host.now(),
    registry: () => place.registry(),
    authenticate: (credentials) => place.authenticate(credentials),
    files: filesOf(shell),
    home: shell.home,
    directory: shell.directory,
    stdin,
    texts: place.texts,
    ...(place.openApi === undefined ? {} : { openApi: place.openApi }),
    out: (text) => out.write(text),
    err: (text) => err.write(text),
  };
}

export const kubectlProgram = (place: KubectlPlace): Program => ({
  *run(process): Steps<number> {
    const stdin = readsInput(process.args) ? yield* process.input.all() : '';
    const steps = place.run(machineOf(process, place, stdin), process.args);
    let next = steps.next();
    while (next.done !== true) next = steps.next(answerOf(yield next.value));
    return next.value;
  },
});
