import type { ApiObject, Pod } from '@site/src/simulation/api/types';
import type { ReplicaSet } from '@site/src/simulation/api/generated/types/apps.v1';
import { deploymentController } from '@site/src/simulation/cluster/controllers/deployment';
import { replicaSetController } from '@site/src/simulation/cluster/controllers/replicaset';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { isPodReady } from '@site/src/simulation/cluster/control/pods';
import { eventsOf, runningStatus, SECOND, Stage, statusJson, writesOf } from './stage';
import type { Done } from './stage';

interface Rollout {
  readonly deployment: ApiObject;
  readonly terminatingPods?: string;
  readonly steps: readonly {
    readonly ready?: { readonly count?: number; readonly replicaSet?: string };
    readonly unready?: { readonly count?: number; readonly replicaSet?: string };
    readonly patch?: unknown;
    readonly gone?: boolean;
    readonly wait?: number;
  }[];
}

const START = 1_767_225_600 * SECOND;
const PROGRESS = ['NewReplicaSetCreated', 'FoundNewReplicaSet', 'ReplicaSetUpdated'];

class Names {
  private readonly known = new Map<string, string>();
  private readonly sizes = new Map<string, number>();

  of(name: string): string {
    const found = this.known.get(name);
    if (found !== undefined) return found;
    this.known.set(name, `rs${this.known.size + 1}`);
    return this.of(name);
  }

  /** The real name. */
  real(short: string): string | undefined {
    return [...this.known].find(([, name]) => name === short)?.[0];
  }

  text(message: string): string {
    return [...this.known].reduce((result, [name, short]) => result.replaceAll(name, short), message);
  }

  action({ request, object }: Done): unknown[] {
    if (request.resource !== 'replicasets') return [];
    const name = this.of(request.verb === 'create' ? (object.metadata.name ?? '') : (request.name ?? ''));
    if (request.verb === 'delete') return [{ delete: name }];
    const size = (object as ReplicaSet).spec?.replicas ?? 0;
    const before = this.sizes.get(name);
    this.sizes.set(name, size);
    if (request.verb === 'create') return [{ create: name, replicas: size }];
    return before === size ? [] : [{ scale: name, from: before, to: size }];
  }
}

const compact = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function look(stage: Stage, names: Names, name: string): unknown {
  const happened = stage.look();
  const actions = writesOf(happened, 'deployment-controller').flatMap((done) => names.action(done));
  const deployment = stage.get('deployments.apps', name);
  const { observedGeneration: _g, conditions, ...status } = statusJson(deployment) as { observedGeneration?: number; conditions?: { type: string; status: string; reason: string; message: string }[] };
  const sets = [...stage.view.list('replicasets.apps', 'default')].sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion));
  return {
    actions,
    events: eventsOf(happened, 'deployment-controller').map(({ said }) => ({ ...said, message: names.text(said.message) })),
    replicaSets: sets
      .map((set) => ({
        name: names.of(set.metadata.name ?? ''), replicas: set.spec?.replicas ?? 0, ready: set.status?.readyReplicas ?? 0, available: set.status?.availableReplicas ?? 0,
        revision: set.metadata.annotations?.['deployment.kubernetes.io/revision'],
        revisionHistory: set.metadata.annotations?.['deployment.kubernetes.io/revision-history'],
      }))
      .sort((a, b) => Number(a.name.slice(2)) - Number(b.name.slice(2))),
    status: {
      ...status,
      ...(conditions === undefined ? {} : {
        conditions: [...conditions].sort((a, b) => (a.type < b.type ? -1 : 1)).map((one) => {
          const folded = one.type === 'Progressing' && one.status === 'True' && PROGRESS.includes(one.reason);
          return { type: one.type, status: one.status, reason: folded ? 'ReplicaSetUpdated' : one.reason, ...(folded ? {} : { message: names.text(one.message) }) };
        }),
      }),
    },
  };
}

export function replayRollout(input: Rollout): unknown {
  const stage = new Stage([anyController(replicaSetController), anyController(deploymentController)], START);
  const names = new Names();
  const name = input.deployment.metadata.name ?? '';
  stage.create(input.deployment);
  stage.run(stage.now + SECOND);
  const after = [look(stage, names, name)];
  const order = new Map<string, number>();
  const number = (pod: Pod): number => {
    const uid = pod.metadata.uid ?? '';
    if (!order.has(uid)) order.set(uid, order.size);
    return order.get(uid)!;
  };
  const podsOf = (set: string | undefined): Pod[] => {
    const owner = set === undefined ? undefined : names.real(set);
    stage.view.list('pods', 'default').forEach(number);
    return stage.view.list('pods', 'default')
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined && (owner === undefined || metadata.ownerReferences?.[0]?.name === owner))
      .sort((a, b) => (a.metadata.creationTimestamp ?? '').localeCompare(b.metadata.creationTimestamp ?? '') || number(a) - number(b));
  };
  for (const step of input.steps) {
    if (step.wait !== undefined) stage.run(stage.now + step.wait * SECOND);
    if (step.patch !== undefined) stage.patch(stage.get('deployments.apps', name), step.patch);
    for (const [which, isReady] of [[step.ready, true], [step.unready, false]] as const) {
      if (which === undefined) continue;
      const pods = podsOf(which.replicaSet).filter((pod) => isPodReady(pod) !== isReady);
      for (const pod of pods.slice(0, which.count ?? pods.length)) {
        if (input.terminatingPods !== undefined) stage.bind(pod, 'node');
        stage.podStatus(pod, runningStatus(stage.get('pods', pod.metadata.name ?? ''), isReady, stage.now));
      }
    }
    if (step.gone === true) for (const pod of stage.view.list('pods', 'default')) if (pod.metadata.deletionTimestamp !== undefined) stage.delete(pod, 0);
    stage.run(stage.now + SECOND);
    after.push(look(stage, names, name));
  }
  return compact({ after });
}
