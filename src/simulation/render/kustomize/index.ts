/** kustomize as kubectl 1.36 has it (api v0.21.1): `kubectl kustomize` and what `kubectl apply -k` renders before it sends anything. */
import { GoError } from '../../base/go/values';
import { Disk, joinPath, Loader } from './loader';
import { ORIGIN, TRANSFORMATIONS } from './resources/resource';
import { Target } from './target';
import { sortResources } from './transformers/order';
import type { Files } from './loader';
import { Resources } from './resources/resources';

export interface Build {
  /** Texts by path: below `root`, or absolute. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder to build, from `root`. */
  readonly target: string;
  readonly command?: 'kubectl kustomize' | 'kubectl apply -k';
  /** Where the files lie, as messages name them. */
  readonly root?: string;
  /** Whether files outside of a kustomization's own folder may be read; the first unless said. */
  readonly loadRestrictor?: 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone';
  /** Hears of every step of the build. */
  readonly follow?: (step: Step) => void;
}

/** What one step of a build leaves: a plugin, `resources` once they are read, `nameReferences` with the hashes in names, `order` at the end. */
export interface Step {
  /** The folder whose kustomization it belongs to. */
  readonly folder: string;
  readonly what: string;
  /** The resources as they would be printed now. */
  readonly yaml: string;
}

/** What is printed, or the text behind `error: `; and the warnings. */
export type Rendered = ({ readonly stdout: string } | { readonly error: string }) & { readonly stderr: string };

const REORDER_WARNING = "Warning: Sorting order is set both in 'kustomization.yaml' ('sortOptions') and in a CLI flag ('--reorder'). Using the kustomization file over the CLI flag.";

function finish(resources: Resources, kept: readonly string[]): void {
  for (const resource of resources.list) {
    resource.removeBuildAnnotations();
    for (const [option, name] of [['originAnnotations', ORIGIN], ['transformerAnnotations', TRANSFORMATIONS]] as const) {
      if (kept.includes(option)) continue;
      const { annotations } = resource;
      annotations.delete(name);
      resource.annotations = annotations;
    }
  }
}

function printed(resources: Resources): string {
  const copy = new Resources();
  copy.list = resources.list.filter((resource) => !resource.isEmpty).map((resource) => resource.copy());
  finish(copy, []);
  return copy.yaml;
}

interface Building {
  readonly files: Files;
  readonly root: string;
  readonly path: string;
  readonly reorders: boolean;
  readonly open: boolean;
  readonly warn: (line: string) => void;
  readonly follow?: ((step: Step) => void) | undefined;
}

function build({ files, root, path, reorders, open, warn, follow }: Building): string {
  const disk = new Disk(files, root, open);
  const loader = new Loader(disk, disk.confirm(path, path.startsWith('/') ? path : joinPath(root, path)));
  const target = new Target(loader, { warn, ...(follow === undefined ? {} : { took: (folder, what, resources) => follow({ folder, what, yaml: printed(resources) }) }) });
  const { sortOptions, buildMetadata = [] } = target.kustomization;
  const resources = target.build();
  if (sortOptions !== undefined && reorders) warn(REORDER_WARNING);
  sortResources(sortOptions ?? { order: 'legacy' })(resources);
  finish(resources, buildMetadata);
  const { yaml } = resources;
  follow?.({ folder: loader.root, what: 'order', yaml });
  return yaml;
}

/** Builds a folder. What is wrong with the files is an error of the result. */
export function runKustomize({ files, target, command = 'kubectl kustomize', root = '/app', loadRestrictor, follow }: Build): Rendered {
  const warnings: string[] = [];
  const stderr = (): string => warnings.map((line) => `${line}\n`).join('');
  try {
    const stdout = build({
      files: new Map(Object.entries(files).map(([path, text]) => [path.startsWith('/') ? path : joinPath(root, path), text])), root, path: target,
      reorders: command === 'kubectl apply -k', open: loadRestrictor === 'LoadRestrictionsNone', warn: (line) => warnings.push(line), follow,
    });
    return { stdout, stderr: stderr() };
  } catch (error) {
    if (error instanceof GoError) return { error: error.message, stderr: stderr() };
    throw error;
  }
}
