import { runKustomize } from '../../render/kustomize';
import type { Build } from '../../render/kustomize';
import { KubectlError } from '../runtime/errors';
import type { Machine } from '../runtime/machine';
import type { Source } from './paths';

const MOST_FILES = 10_000;

/** Every file that a build may reach, by its absolute path. */
export function allFiles({ files }: Pick<Machine, 'files'>): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  let count = 0;
  const walk = (path: string): void => {
    for (const name of files.list(path === '' ? '/' : path) ?? []) {
      const inner = `${path}/${name}`;
      const text = files.read(inner);
      if (text !== undefined) found[inner] = text;
      if ((count += 1) > MOST_FILES) throw new KubectlError(`more than ${MOST_FILES} files below /: kustomize looks at no more`);
      if (text === undefined) walk(inner);
    }
  };
  walk('');
  return found;
}

/** What kustomize makes of a folder; its warnings are printed. */
export function buildKustomization(machine: Machine, target: string, command: 'kubectl kustomize' | 'kubectl apply -k', loadRestrictor?: Build['loadRestrictor']): string {
  const built = runKustomize({ files: allFiles(machine), target, command, root: machine.directory, ...(loadRestrictor === undefined ? {} : { loadRestrictor }) });
  if (built.stderr !== '') machine.err(built.stderr);
  if ('error' in built) throw new KubectlError(built.error);
  return built.stdout;
}

/** KustomizeVisitor (cli-runtime pkg/resource): the objects of `-k`. */
export const kustomized = (machine: Machine, directory: string): Source => ({ name: directory, text: buildKustomization(machine, directory, 'kubectl apply -k') });

/** getFlagLoadRestrictorValue (kustomize commands/build); the error or what it says. */
export function loadRestrictor(given: string): { readonly value: NonNullable<Build['loadRestrictor']> } | { readonly error: string } {
  if (given === 'LoadRestrictionsNone') return { value: given };
  return ['', 'LoadRestrictionsRootOnly'].includes(given) ? { value: 'LoadRestrictionsRootOnly' } : { error: `illegal flag value --load-restrictor ${given}; legal values: [LoadRestrictionsRootOnly LoadRestrictionsNone]` };
}
