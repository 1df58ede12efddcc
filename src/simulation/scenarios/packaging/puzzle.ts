/** The puzzle: Helm and Kustomize give the same objects for `prod`, and the base and the chart's defaults stay as they were. Judged on the objects alone. */
import { differences, objectsOf, valueAt } from './same';
import type { Difference, JsonMap } from './same';

export const GOALS = ['prod', 'labels', 'untouched', 'same'] as const;
export type Goal = (typeof GOALS)[number];

export interface Puzzle {
  readonly met: Readonly<Record<Goal, boolean>>;
  /** Helm's objects to the left, Kustomize's to the right. */
  readonly differences: readonly Difference[];
}

/** What is rendered for it; undefined where a tool stops. */
export interface Renderings {
  readonly helmProd: string | undefined;
  readonly kustomizeProd: string | undefined;
  readonly helmPlain: string | undefined;
  readonly base: string | undefined;
}

const IMAGE = 'registry.k8s.example/hello';

const deploymentOf = (objects: readonly JsonMap[], name: string): JsonMap | undefined => objects.find((object) => valueAt(object, 'kind') === 'Deployment' && valueAt(object, 'metadata', 'name') === name);

const runs = (objects: readonly JsonMap[], name: string, replicas: number, tag: string): boolean => {
  const deployment = deploymentOf(objects, name);
  return valueAt(deployment, 'spec', 'replicas') === replicas && valueAt(deployment, 'spec', 'template', 'spec', 'containers', 0, 'image') === `${IMAGE}:${tag}`;
};

/** `env: prod` on the Pods, and in no selector. */
function labelled(objects: readonly JsonMap[]): boolean {
  const pods = valueAt(deploymentOf(objects, 'prod-web'), 'spec', 'template', 'metadata', 'labels', 'env') === 'prod';
  return pods && objects.every((object) => [valueAt(object, 'spec', 'selector', 'matchLabels', 'env'), valueAt(object, 'spec', 'selector', 'env')].every((value) => value === undefined));
}

export function judge({ helmProd, kustomizeProd, helmPlain, base }: Renderings): Puzzle {
  const [helm, kustomize, plain, own] = [helmProd, kustomizeProd, helmPlain, base].map((text) => objectsOf(text ?? '')) as [readonly JsonMap[], readonly JsonMap[], readonly JsonMap[], readonly JsonMap[]];
  const found = differences(helm, kustomize);
  return {
    met: {
      prod: [helm, kustomize].every((objects) => runs(objects, 'prod-web', 3, '1.1')),
      labels: [helm, kustomize].every(labelled),
      untouched: [plain, own].every((objects) => runs(objects, 'web', 1, '1.0')),
      same: helm.length > 0 && found.length === 0,
    },
    differences: found,
  };
}
