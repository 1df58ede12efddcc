import type { ApiObject } from '@site/src/simulation/api/types';
import type { Job } from '@site/src/simulation/api/generated/types/batch.v1';
import { formatMicroTime, formatTime, parseTime } from '@site/src/simulation/base/time';
import { cronJobController } from '@site/src/simulation/cluster/controllers/cronjob';
import { isFinished } from '@site/src/simulation/cluster/controllers/job/session';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { eventsOf, SECOND, Stage, statusJson, writesOf } from './stage';

interface Input {
  readonly controllerStarts: string;
  readonly cronJob: ApiObject;
  readonly steps: readonly { readonly until?: string; readonly finish?: 'oldest' | 'all'; readonly as?: 'Complete' | 'Failed'; readonly patch?: unknown }[];
}

const timeOf = (text: string): number => {
  const time = parseTime(text);
  if (time === undefined) throw new Error(`no time: ${text}`);
  return time;
};

/** RFC 3339 with as many decimals as it takes. */
const shortTime = (time: number): string => formatMicroTime(time).replace(/\.?0*Z$/, 'Z');

export function replayCronJob(input: Input): unknown {
  // The recordings' API takes 20 ms for a write.
  const stage = new Stage([anyController(cronJobController)], timeOf(input.cronJob.metadata.creationTimestamp ?? ''), 20_000);
  const name = input.cronJob.metadata.name ?? '';
  stage.halt();
  stage.createWhole(input.cronJob);
  stage.run(timeOf(input.controllerStarts));
  stage.resume();
  const jobs = (): Job[] => stage.view.list('jobs.batch', 'default');
  const look = (): unknown => {
    const happened = stage.look();
    const actions = writesOf(happened, 'cronjob-controller').flatMap(({ request, object, at }): unknown[] => {
      if (request.resource !== 'jobs') return [];
      if (request.verb === 'delete') return [{ at: shortTime(at), delete: request.name }];
      return [{ at: shortTime(at), create: object.metadata.name, scheduledFor: object.metadata.annotations?.['batch.kubernetes.io/cronjob-scheduled-timestamp'] }];
    });
    const { active = [], ...status } = statusJson(stage.get('cronjobs.batch', name)) as { active?: { name: string }[] };
    const said = eventsOf(happened, 'cronjob-controller').map((one) => one.said);
    const once = said.filter((one, at) => said.findIndex(({ reason, message }) => reason === one.reason && message === one.message) === at);
    return { actions, events: once.map(({ type, reason, message }) => ({ type, reason, message })), jobs: jobs().map(({ metadata }) => metadata.name), status: { ...status, active: active.map((one) => one.name) } };
  };
  const settle = (): void => stage.run(stage.now + SECOND / 2);
  settle();
  const after = [look()];
  for (const { until, finish, as = 'Complete', patch } of input.steps) {
    if (until !== undefined) stage.run(timeOf(until));
    const open = jobs().filter((job) => !isFinished(job));
    for (const job of finish === undefined ? [] : open.slice(0, finish === 'oldest' ? 1 : open.length)) {
      const at = formatTime(stage.now);
      const conditions = [{ type: as, status: 'True', lastTransitionTime: at, lastProbeTime: at }];
      stage.update({ ...job, status: { ...job.status, conditions, ...(as === 'Complete' ? { completionTime: at } : {}) } } as Job, 'status');
    }
    if (patch !== undefined) stage.patch(stage.get('cronjobs.batch', name), patch);
    settle();
    after.push(look());
  }
  return { after };
}
