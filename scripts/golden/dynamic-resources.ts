/** Replays the `dynamic-resources` suite: the plugin's extension points one after the other, as recorded from kube-scheduler 1.36.3. */
import type { Node, Pod } from '../../src/simulation/api';
import { askDeviceSelector } from '../../src/simulation/api/cel/device-selector';
import type { DeviceClass, ResourceClaim, ResourceSlice } from '../../src/simulation/api/generated/types/resource.v1';
import { Cache } from '../../src/simulation/scheduler/cache/cache';
import { podInfoOf } from '../../src/simulation/scheduler/cache/pod-info';
import type { NodeStatuses, Status } from '../../src/simulation/scheduler/framework';
import { newDynamicResources } from '../../src/simulation/scheduler/plugins/dynamic-resources';
import { allocatedState } from '../../src/simulation/scheduler/plugins/dynamic-resources/allocated';
import type { GoldenCase, Replay } from './types';

interface ClaimsIn {
  readonly nodes: readonly Node[];
  readonly pod: Pod;
  readonly claims: readonly ResourceClaim[];
  readonly classes: readonly DeviceClass[];
  readonly slices: readonly ResourceSlice[];
}

const plugin = newDynamicResources(askDeviceSelector);
const statusOf = (status: Status | null) => (status === null ? null : { code: status.code, reasons: status.reasons });
const NO_STATUSES: NodeStatuses = { byNode: new Map(), absent: null };

/** The random names of shares are not recorded. */
const withoutShares = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'shareID' ? undefined : part)));

function cacheOf({ nodes, claims, classes, slices }: ClaimsIn): Cache {
  const cache = new Cache();
  for (const node of nodes) cache.addNode(node);
  for (const one of claims) cache.listers.set({ ...one, kind: 'ResourceClaim' });
  for (const one of classes) cache.listers.set({ ...one, kind: 'DeviceClass' });
  for (const one of slices) cache.listers.set({ ...one, kind: 'ResourceSlice' });
  return cache;
}

function replayClaims(input: ClaimsIn): unknown {
  const cache = cacheOf(input);
  const early = plugin.preEnqueue?.(input.pod, cache) ?? null;
  if (early !== null) return { preEnqueue: statusOf(early) };
  const info = podInfoOf(input.pod);
  const prepared = plugin.preFilter?.(info, cache) ?? 'skip';
  if (prepared === 'skip') return { preFilter: { code: 'Skip', reasons: null } };
  if ('rejection' in prepared) return { preFilter: statusOf(prepared.rejection) };
  const { filter } = prepared;
  const nodes = input.nodes.flatMap(({ metadata }) => cache.node(metadata.name ?? '') ?? []);
  const verdicts = nodes.map((node) => [node.name, filter.check(node)] as const);
  const out = { filter: Object.fromEntries(verdicts.map(([name, status]) => [name, statusOf(status)])) };
  const feasible = nodes.filter(({ name }) => verdicts.some(([node, status]) => node === name && status === null));
  if (feasible.length === 0) {
    const result = plugin.postFilter?.({ pod: info, cache, statuses: NO_STATUSES, preFiltered: () => true, filter: () => filter, tryOut: () => ({ addPod() {}, removePod() {}, check: () => null }), below: () => 0 });
    return { ...out, postFilter: { code: 'Unschedulable', reasons: [result?.kind === 'unschedulable' ? result.message : ''] } };
  }
  const scorer = plugin.preScore?.(info, cache, feasible, filter);
  const scores = feasible.map((node) => scorer?.score(node) ?? 0);
  const norm = [...scores];
  scorer?.normalize?.(norm, feasible);
  const byNode = <T>(values: readonly T[]) => Object.fromEntries(feasible.map(({ name }, i) => [name, values[i]]));
  const before = cache.listers.state;
  const reserved = feasible.map((node) => {
    cache.listers.state = before;
    plugin.reserve?.(info, node, cache, filter);
    const results = input.claims.flatMap(({ metadata }) => {
      const key = `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
      return cache.listers.isPromised('ResourceClaim', key) ? [cache.listers.latest('ResourceClaim', key)?.status?.allocation] : [];
    });
    return { results: results.length === 0 ? null : results, taken: [...allocatedState(cache.listers.latestOf('ResourceClaim')).devices].sort() };
  });
  return withoutShares({ ...out, scores: byNode(scores), norm: byNode(norm), results: byNode(reserved.map(({ results }) => results)), taken: byNode(reserved.map(({ taken }) => taken)) });
}

export const replay: Replay = (one: GoldenCase) => (one.kind === 'claims' ? replayClaims(one.in as ClaimsIn) : undefined);
