import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api';
import { request, runSlice } from '../cluster';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';
import { act, advance, beginHistory, nextMoment, replay, rewind, runUntilQuiet } from './history';
import type { History, Input } from './history';

const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const { config, cluster: booted } = defaultCluster(createRegistry(ALL_KINDS), { nodes: ['one', 'two'].map((name, at) => nodeSettings(name, at)), now: START });
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const place = { group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user };

const deployment = (replicas: number): ApiObject => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx:1.27' }] } } },
}) as unknown as ApiObject;
const create: Input = { kind: 'request', request: { ...place, verb: 'create', body: deployment(2) } };

const inputs = fc.oneof(
  fc.nat(4).map((replicas): Input => ({ kind: 'request', request: { ...place, verb: 'patch', patch: { spec: { replicas } } } })),
  fc.constantFrom<Input>(create, { kind: 'request', request: { ...place, verb: 'delete' } }),
  fc.record({ action: fc.constantFrom('stop' as const, 'start' as const), name: fc.constantFrom('kube-scheduler' as const, 'kubelet/one' as const, 'etcd-0' as const, 'etcd-1' as const, 'kube-apiserver' as const) }).map((one): Input => ({ kind: 'component', ...one })),
);
const plays = fc.array(fc.record({ input: inputs, wait: fc.integer({ min: 0, max: 15_000_000 }), slice: fc.integer({ min: 1, max: 400 }) }), { minLength: 1, maxLength: 8 });
type Play = { readonly input: Input; readonly wait: number; readonly slice: number };

/** Goes on, in slices as they come; an input may fall between two steps of an instant. */
function play(history: History, steps: readonly Play[]): History {
  let now = history;
  for (const { input, wait, slice } of steps) {
    now = advance(config, act(config, now, input).history, now.cluster.clock.now + wait, { steps: slice }).history;
  }
  return now;
}

const state = ({ cluster: { server, machines, clock } }: History): unknown => ({ tables: server.store.tables, revision: server.store.revision, random: server.random, machines, now: clock.now });

describe('a history', () => {
  it('is the same from the same beginning and inputs, and rewinding is as if one had never gone on', () => {
    fc.assert(
      fc.property(plays, plays, fc.nat(30), (first, second, seconds) => {
        const begun = beginHistory(booted);
        const there = advance(config, play(begun, first), begun.cluster.clock.now + 200 * SECOND).history;
        expect(state(replay(config, booted, there.log, there.cluster.clock.now))).toEqual(state(there));
        const gone = play(there, second);
        const later = advance(config, gone, gone.cluster.clock.now + seconds * SECOND).history;
        const back = rewind(config, later, there.cluster.clock.now - 1);
        const expected = rewind(config, there, there.cluster.clock.now - 1);
        expect(state(back)).toEqual(state(expected));
        // Another branch does not touch the first.
        expect(state(play(back, second))).toEqual(state(play(expected, second)));
      }),
      { numRuns: 12 },
    );
  });

  it('does not depend on where a run pauses, even while many changes are heard of', () => {
    const late = { ...config, hearEvery: 25 };
    const begun = act(late, beginHistory(booted), create).history.cluster;
    const scaled = request(late, begun, { ...place, verb: 'patch', patch: { spec: { replicas: 12 } } }).cluster;
    const whole = runSlice(late, scaled, START + 90 * SECOND, { steps: 1_000_000 });
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 10 }), (pauses) => {
        let [cluster, steps, slices, asked] = [scaled, 0, 0, 0];
        for (let done = false; !done; slices += 1) {
          let left = pauses[slices % pauses.length]!;
          const slice = runSlice(late, cluster, START + 90 * SECOND, { steps: 1_000_000, goesOn: () => (asked += 1, (left -= 1) > 0) });
          [cluster, done, steps] = [slice.cluster, slice.done, steps + slice.steps];
        }
        expect(steps).toBe(whole.steps);
        expect(slices).toBeGreaterThan(asked / 40);
        expect(cluster).toEqual(whole.cluster);
      }),
      { numRuns: 8 },
    );
  });

  it('runs until nothing changes any more, and steps from moment to moment', () => {
    const { history } = act(config, beginHistory(booted), create);
    const quiet = runUntilQuiet(config, history, START + 600 * SECOND);
    expect(quiet.done).toBe(true);
    expect(viewOf(quiet.history.cluster.server.store.tables).list('pods', 'default').map(({ status }) => status?.phase)).toEqual(['Running', 'Running']);
    const next = nextMoment(quiet.history)!;
    expect(next).toBeGreaterThan(quiet.history.cluster.clock.now);
    expect(() => rewind(config, quiet.history, START - 1)).toThrow('the history begins at');
  });
});
