/** kustomize as kubectl 1.36 has it (api v0.21.1): `kubectl kustomize` and what `kubectl apply -k` renders before it sends anything. */
import { GoError } from '../../base/go/values';
import { Disk, joinPath, Loader } from './loader';
import { ORIGIN, TRANSFORMATIONS } from './resources/resource';
import { Target } from './target';
import { sortResources } from './transformers/order';
import type { Files } from './loader';
import type { Resources } from './resources/resources';

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

function build(files: Files, root: string, path: string, reorders: boolean, open: boolean, warn: (line: string) => void): string {
  const disk = new Disk(files, root, open);
  const loader = new Loader(disk, disk.confirm(path, path.startsWith('/') ? path : joinPath(root, path)));
  const target = new Target(loader, { warn });
  const { sortOptions, buildMetadata = [] } = target.kustomization;
  const resources = target.build();
  if (sortOptions !== undefined && reorders) warn(REORDER_WARNING);
  sortResources(sortOptions ?? { order: 'legacy' })(resources);
  finish(resources, buildMetadata);
  return resources.yaml;
}

/** Builds a folder. What is wrong with the files is an error of the result. */
export function runKustomize({ files, target, command = 'kubectl kustomize', root = '/app', loadRestrictor }: Build): Rendered {
  const warnings: string[] = [];
  const stderr = (): string => warnings.map((line) => `${line}\n`).join('');
  try {
    const stdout = build(new Map(Object.entries(files).map(([path, text]) => [path.startsWith('/') ? path : joinPath(root, path), text])), root, target, command === 'kubectl apply -k', loadRestrictor === 'LoadRestrictionsNone', (line) => warnings.push(line));
    return { stdout, stderr: stderr() };
  } catch (error) {
    if (error instanceof GoError) return { error: error.message, stderr: stderr() };
    throw error;
  }
}
