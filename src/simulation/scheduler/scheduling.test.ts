import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node } from '../api';
import { makeNode, makePod, onNode } from './fixtures';
import type { WatchedObject } from './objects';
import { Scheduler } from './scheduler';
import type { SchedulerState } from './scheduler-state';
import { newScheduling } from './scheduling';

const ZONE = 'topology.kubernetes.io/zone';

/** One thing that happens, after some seconds. */
type Step =
  | { readonly kind: 'observe'; readonly object: WatchedObject }
  | { readonly kind: 'gone'; readonly what: 'Node' | 'Pod'; readonly key: string }
  | { readonly kind: 'schedule' | 'tick' | 'flush' }
  | { readonly kind: 'refused'; readonly key: string };

const node = fc.record({ i: fc.nat(3), zone: fc.constantFrom('a', 'b'), cpu: fc.integer({ min: 1, max: 3 }), size: fc.integer({ min: 1, max: 9 }), tainted: fc.boolean() }).map(
  ({ i, zone, cpu, size, tainted }): Node => makeNode(`n${i}`, {
    labels: { [ZONE]: zone },
    allocatable: { cpu: String(cpu) },
    taints: tainted ? [{ key: 't', effect: 'NoSchedule' }] : [],
    images: [{ names: ['app:1'], sizeBytes: size * 100_000_000 }],
  }));
const labelSelector = { matchLabels: { app: 'x' } };
const pod = fc.record({ i: fc.nat(7), cpu: fc.integer({ min: 1, max: 2 }), priority: fc.nat(2), rule: fc.constantFrom('none', 'spread', 'apart', 'gated'), bound: fc.option(fc.nat(3), { freq: 4, nil: undefined }) }).map(({ i, cpu, priority, rule, bound }) => {
  const rules = {
    none: {},
    spread: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector }] },
    apart: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector }] } } },
    gated: { schedulingGates: [{ name: 'g' }] },
  };
  const made = makePod(`p${i}`, { cpu: String(cpu) }, { priority, ...rules[rule as keyof typeof rules] });
  const labelled = { ...made, metadata: { ...made.metadata, labels: { app: 'x' } } };
  return bound === undefined ? labelled : onNode(labelled, `n${bound}`);
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: node.map((object): Step => ({ kind: 'observe', object })) },
  { weight: 4, arbitrary: pod.map((object): Step => ({ kind: 'observe', object })) },
  { weight: 1, arbitrary: fc.nat(3).map((i): Step => ({ kind: 'gone', what: 'Node', key: `n${i}` })) },
  { weight: 2, arbitrary: fc.nat(7).map((i): Step => ({ kind: 'gone', what: 'Pod', key: `default/p${i}` })) },
  { weight: 5, arbitrary: fc.constantFrom<Step>({ kind: 'schedule' }, { kind: 'schedule' }, { kind: 'tick' }, { kind: 'flush' }) },
  { weight: 1, arbitrary: fc.nat(7).map((i): Step => ({ kind: 'refused', key: `default/p${i}` })) },
);
const steps = fc.array(fc.record({ step, wait: fc.nat(3) }), { minLength: 1, maxLength: 40 });

const scheduling = newScheduling();

interface Seen {
  readonly state: SchedulerState;
  /** What can be seen of the step and of the scheduler after it. */
  readonly seen: unknown;
}

function take(state: SchedulerState, one: Step, now: number): Seen {
  const show = (next: SchedulerState, decision: unknown = null): Seen => ({ state: next, seen: structuredClone([decision, scheduling.queueView(next), scheduling.timers(next), scheduling.hasNext(next)]) });
  switch (one.kind) {
    case 'observe':
      return show(scheduling.observe(state, now, one.object));
    case 'gone':
      return show(scheduling.observeDeleted(state, now, one.what, one.key));
    case 'schedule': {
      const { state: next, decision } = scheduling.scheduleNext(state, now);
      return show(next, decision);
    }
    case 'tick':
      return show(scheduling.tick(state, now));
    case 'flush':
      return show(scheduling.flushUnschedulable(state, now));
    case 'refused':
      return show(scheduling.bindingFailed(state, now, one.key));
  }
}

describe('the scheduler as a value', () => {
  it('goes on from any value it has been as it went on from there, and its values are plain JSON', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat(), { maxLength: 5 }), (course, returns) => {
        const times = course.reduce<number[]>((all, { wait }) => [...all, (all.at(-1) ?? 0) + wait], []);
        const history: Seen[] = [];
        course.forEach(({ step: one }, i) => history.push(take(history.at(-1)?.state ?? scheduling.empty, one, times[i] ?? 0)));
        for (const each of returns) {
          const at = each % course.length;
          let state = at === 0 ? scheduling.empty : (history[at - 1]?.state ?? scheduling.empty);
          if (each % 2 === 1) state = JSON.parse(JSON.stringify(state)) as SchedulerState;
          for (let i = at; i < course.length; i += 1) {
            const again = take(state, course[i]?.step ?? { kind: 'tick' }, times[i] ?? 0);
            expect(again.seen).toEqual(history[i]?.seen);
            state = again.state;
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is moved by a flush when a timer says so and not before', () => {
    const scheduler = new Scheduler();
    scheduler.observe(makeNode('a', { allocatable: { cpu: '1' } }));
    scheduler.observe(makePod('p', { cpu: '2' }));
    scheduler.scheduleNext();
    expect(scheduler.timers).toEqual({ backoff: null, unschedulable: 300 });
    scheduler.setClock(300);
    scheduler.flushUnschedulable();
    expect(scheduler.queueView().active).toEqual([]);
    scheduler.setClock(300.5);
    scheduler.flushUnschedulable();
    expect(scheduler.queueView().active).toEqual(['default/p']);
    scheduler.scheduleNext();
    scheduler.observe(makeNode('b', { allocatable: { cpu: '4' } }));
    expect(scheduler.timers).toEqual({ backoff: 303, unschedulable: null });
    scheduler.tick(302.9);
    expect(scheduler.queueView().active).toEqual([]);
    scheduler.tick(303);
    expect(scheduler.queueView().active).toEqual(['default/p']);
  });

  it('stays as small as what changed: a step on a cluster of 2,000 nodes shares all but a few of its parts', () => {
    const nodes = Array.from({ length: 2000 }, (_, i) => makeNode(`n${String(i).padStart(4, '0')}`));
    const full = nodes.reduce((state, one) => scheduling.observe(state, 0, one), scheduling.empty);
    const next = scheduling.scheduleNext(scheduling.observe(full, 0, makePod('p')), 0).state;
    const parts = (value: unknown, found = new Set<object>()): Set<object> => {
      if (typeof value !== 'object' || value === null || found.has(value)) return found;
      found.add(value);
      Object.values(value).forEach((each) => parts(each, found));
      return found;
    };
    const before = parts(full);
    const added = [...parts(next)].filter((part) => !before.has(part));
    expect(added.length).toBeLessThan(120);
  });
});
