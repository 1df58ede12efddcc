import { customKinds } from '@site/src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { Registry } from '@site/src/simulation/api/registry';
import type { Pod } from '@site/src/simulation/api/generated/types/core.v1';
import { formatTime, parseTime } from '@site/src/simulation/base/time';
import { servedRegistry } from '@site/src/simulation/cluster/apiserver/served';
import type { Answer, Request } from '@site/src/simulation/cluster/apiserver/types';
import { request, runUntil } from '@site/src/simulation/cluster/cluster';
import type { Cluster, ClusterConfig } from '@site/src/simulation/cluster/cluster';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import type { Controller } from '@site/src/simulation/cluster/control/controller';
import { controllerManager } from '@site/src/simulation/cluster/controllers/all';
import { bootCluster, defaultConfig } from '@site/src/simulation/cluster/default-cluster';

const ADMIN = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };
/** Long enough for the Job controller, which gathers what happens for a second. */
const MOMENT = 1_900_000;

/** What the recording's stand-in for scheduler and kubelets makes of a Pod: the tag of its image says how it goes. */
function statusOf(pod: Pod, now: string): Pod['status'] {
  const containers = pod.spec?.containers ?? [];
  const tags = containers.map(({ image = '' }) => image.slice(image.lastIndexOf(':') + 1));
  const [bad, fails, ends] = [tags.some((tag) => tag.includes('bad')), tags.some((tag) => tag.includes('fail')), pod.spec?.restartPolicy === 'Never'];
  const phase = bad ? 'Pending' : ends ? (fails ? 'Failed' : 'Succeeded') : 'Running';
  const ready = phase === 'Running';
  const exitCode = fails ? 1 : 0;
  const state = bad ? { waiting: { reason: 'ImagePullBackOff' } } : ends ? { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt: now, finishedAt: now } } : { running: { startedAt: now } };
  const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: type === 'Ready' || type === 'ContainersReady' ? (ready ? 'True' : 'False') : 'True', lastTransitionTime: now }));
  return { phase, conditions, startTime: now, containerStatuses: containers.map(({ name, image = '' }) => ({ name, image, imageID: '', ready, restartCount: 0, state })) } as Pod['status'];
}

const standIn: Controller<null> = {
  name: 'stand-in', user: ADMIN, memory: null, reads: ['pods'],
  handlers: {
    pods: ({ object }, desk) => desk.enqueue(`${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`),
  },
  reconcile(key, { view, client, now }) {
    const [namespace = '', name = ''] = key.split('/');
    const pod = view.get('pods', namespace, name);
    if (pod === undefined) return;
    if (pod.metadata.deletionTimestamp !== undefined) client.delete(pod, { gracePeriodSeconds: 0 });
    else if (pod.status?.startTime === undefined) client.update({ ...pod, status: statusOf(pod, formatTime(now)) }, 'status');
  },
};

const REGISTRY = createRegistry(ALL_KINDS);
const BASE = defaultConfig(REGISTRY);
const CONFIG: ClusterConfig = { ...BASE, server: { ...BASE.server, customKinds: (definition) => customKinds(definition, ruleObjectErrors) }, controllers: [...controllerManager(REGISTRY), anyController(standIn)] };

const booted = new Map<number, Cluster>();

/** An API server with the controller manager and the stand-in, at a clock that stands still. */
export class HelmWorld {
  readonly now: number;
  cluster: Cluster;

  constructor(time: string) {
    this.now = parseTime(time) ?? 0;
    const known = booted.get(this.now) ?? bootCluster(CONFIG, 1, this.now);
    booted.set(this.now, known);
    this.cluster = known;
    this.settle();
  }

  registry(): Registry {
    return servedRegistry(CONFIG.server, this.cluster.server.store);
  }

  /** All that controllers have to do is done, and the clock is where it was. */
  settle(): void {
    const { cluster } = runUntil(CONFIG, this.cluster, this.now + MOMENT);
    this.cluster = { ...cluster, clock: { ...cluster.clock, now: this.now } };
  }

  ask(asked: Request): Answer {
    const { cluster, answer } = request(CONFIG, this.cluster, asked);
    this.cluster = cluster;
    if (!['get', 'list'].includes(asked.verb)) this.settle();
    return answer;
  }
}
