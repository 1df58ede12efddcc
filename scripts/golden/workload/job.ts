import type { ApiObject, Pod } from '@site/src/simulation/api/types';
import { parseTime } from '@site/src/simulation/base/time';
import { jobController } from '@site/src/simulation/cluster/controllers/job';
import { indexOf } from '@site/src/simulation/cluster/controllers/job/session';
import { ttlAfterFinishedController } from '@site/src/simulation/cluster/controllers/ttl-after-finished';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { applyPodStep, inParallel, podText, START } from './pods';
import type { PodStep } from './pods';
import { eventsOf, SECOND, Stage, statusJson, writesOf } from './stage';

/** A step of a Job lasts three seconds: its controller gathers changes for one. */
const STEP = 3 * SECOND;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

export function replayJob(input: { readonly job: ApiObject; readonly steps: readonly PodStep[] }): unknown {
  const stage = new Stage([anyController(jobController), anyController(ttlAfterFinishedController)], START);
  const name = input.job.metadata.name ?? '';
  const names = new Map<string, string>();
  const attempts = new Map<number | undefined, number>();
  const shortOf = (pod: Pod): string => {
    const real = pod.metadata.name ?? '';
    const known = names.get(real);
    if (known !== undefined) return known;
    const index = indexOf(pod);
    attempts.set(index, (attempts.get(index) ?? 0) + 1);
    names.set(real, `${index ?? 'p'}#${attempts.get(index)!}`);
    return names.get(real)!;
  };
  const text = (message: string): string => [...names].reduce((result, [real, short]) => result.replaceAll(real, short), message);
  const since = (time: unknown): number | undefined => (typeof time === 'string' ? ((parseTime(time) ?? START) - START) / SECOND : undefined);
  const pods = (): Pod[] => stage.view.list('pods', 'default').sort((a, b) => (shortOf(a) < shortOf(b) ? -1 : 1));
  const statusOf = (): unknown => {
    const job = stage.view.get('jobs.batch', 'default', name);
    // The recordings' API has no garbage collector that would hold a Job for its Pods.
    if (job === undefined || job.metadata.deletionTimestamp !== undefined) return 'deleted';
    const { uncountedTerminatedPods: _u, startTime, completionTime, conditions, ...status } = statusJson(job);
    return {
      ...status,
      ...(startTime === undefined ? {} : { startTime: since(startTime) }),
      ...(completionTime === undefined ? {} : { completionTime: since(completionTime) }),
      ...(conditions === undefined ? {} : { conditions: (conditions as Condition[]).map(({ type, status: is, reason, message }) => ({ type, status: is, reason, message: text(message) })) }),
    };
  };
  const look = (): unknown => {
    const happened = stage.look();
    const writes = writesOf(happened, 'job-controller').flatMap(({ request, object }) => {
      if (request.resource !== 'pods' || (request.verb !== 'create' && request.verb !== 'delete')) return [];
      return [{ reason: request.verb, message: request.verb === 'create' ? shortOf(object as Pod) : (names.get(request.name ?? '') ?? '') }];
    });
    return {
      actions: inParallel(writes).map(({ reason, message }) => ({ [reason]: message })),
      events: inParallel(eventsOf(happened, 'job-controller').map(({ said }) => ({ ...said, message: text(said.message) }))),
      pods: pods().map((pod) => podText(pod, shortOf)),
      status: statusOf(),
    };
  };
  stage.create(input.job);
  stage.run(stage.now + STEP);
  const after = [look()];
  for (const step of input.steps) {
    if (step.wait !== undefined) stage.run(stage.now + step.wait * SECOND);
    if (step.patch !== undefined) stage.patch(stage.get('jobs.batch', name), step.patch);
    applyPodStep(stage, step, pods, shortOf);
    stage.run(stage.now + STEP);
    after.push(look());
  }
  return { after };
}
