import type { ResourceClaim } from '../../../api/generated/types/resource.v1';
import { podUid } from '../../cache/pod-info';
import { Action, interest } from '../../events';
import type { Plugin, PostFilterResult, PreFilterResult, Status } from '../../framework';
import { namespaced } from '../../helper/claims';
import { defaultNormalize } from '../../helper/normalize';
import { sameJson } from '../../helper/same-json';
import { allocatedState } from './allocated';
import { newAllocator } from './allocator';
import { boundClaim, isReservedFor, podClaims } from './claims';
import { DeviceFilter, NAME, failed, rejected } from './cycle-state';
import type { AskSelector } from './device-selectors';
import { isStale, specialClaim } from './extended-resources';
import type { DeviceRejection, DeviceScore } from './rejection';
import { withoutClaims } from './without-claims';

/** FirstAvailableDeviceRequestMaxSize: what the first of several alternatives is worth. */
const MOST_POINTS = 8;

/** PreFilter's look at the classes of a claim: the first that is not there. */
function missingClass(claim: ResourceClaim, classExists: (name: string) => boolean): Status<DeviceRejection> | null {
  for (const { name, exactly, firstAvailable = [] } of claim.spec.devices?.requests ?? []) {
    if (exactly === undefined && firstAvailable.length === 0) {
      return rejected(`resource claim ${claim.metadata.namespace ?? 'default'}/${claim.metadata.name ?? ''}, request ${name}: unknown request type`, { kind: 'claim', problem: 'unknown', name });
    }
    const asked = exactly === undefined ? firstAvailable.map((one) => ({ ref: `${name}/${one.name}`, className: one.deviceClassName })) : [{ ref: name, className: exactly.deviceClassName }];
    for (const { ref, className } of asked) {
      if (className === '') return failed(`request ${ref}: unsupported request type`);
      if (!classExists(className)) return rejected(`request ${ref}: device class ${className} does not exist`, { kind: 'claim', problem: 'noClass', name: className });
    }
  }
  return null;
}

/** The points of what was taken (computeScore): the earlier an alternative stands in its request, the more. */
function pointsOf(filter: DeviceFilter, node: string): DeviceScore['taken'] {
  const allocations = [...(filter.on(node)?.allocations ?? [])];
  return filter.claims.flatMap((claim) => {
    const allocation = claim.status?.allocation ?? allocations.shift();
    const taken = new Set((allocation?.devices?.results ?? []).map(({ request }) => request));
    return (claim.spec.devices?.requests ?? []).flatMap(({ name, firstAvailable = [] }) =>
      firstAvailable.flatMap((one, i) => (taken.has(`${name}/${one.name}`) ? [{ claim: claim.metadata.name ?? '', request: `${name}/${one.name}`, points: MOST_POINTS - i }] : [])));
  });
}

const deallocated = ({ status: _status, ...claim }: ResourceClaim): ResourceClaim => claim;

/**
 * pkg/scheduler/framework/plugins/dynamicresources with the structured allocator, feature gates as in 1.36: the claims of a Pod, and its extended resources
 * that a DeviceClass stands for, get devices out of the ResourceSlices that a node can reach. `ask` runs the selectors' CEL.
 *
 * Left out: DeviceTaintRules, claims of PodGroups, list attributes and node-allocatable resources (all off in 1.36); the wait for binding conditions and its
 * timeout (a condition that failed counts); NodeResourcesFit's score of extended resources that a class stands for. The search stops after a number
 * of steps where upstream's stops after ten seconds. Where several claims could be given back, upstream takes any; here it is the first.
 */
export function newDynamicResources(ask: AskSelector): Plugin<DeviceRejection, DeviceScore> {
  return {
    ...withoutClaims,
    preEnqueue(pod, cache) {
      const claims = podClaims(pod, cache);
      return 'reason' in claims ? rejected(claims.reason, { kind: 'claim', problem: claims.problem, name: claims.name }) : null;
    },
    preFilter(info, cache): PreFilterResult<DeviceRejection> {
      const { pod } = info;
      const userClaims = podClaims(pod, cache);
      if ('reason' in userClaims) return { rejection: rejected(userClaims.reason, { kind: 'claim', problem: userClaims.problem, name: userClaims.name }) };
      const special = specialClaim(info, cache);
      if (userClaims.length === 0 && special === null) return 'skip';
      const classOf = (name: string) => cache.listers.get('DeviceClass', name);
      for (const claim of userClaims) {
        if (claim.status?.allocation !== undefined) continue;
        if (cache.listers.isPromised('ResourceClaim', namespaced(pod, claim.metadata.name ?? ''))) {
          const reason = `resource claim ${namespaced(pod, claim.metadata.name ?? '')} is in the process of being allocated`;
          return { rejection: rejected(reason, { kind: 'claim', problem: 'inProgress', name: claim.metadata.name ?? '' }) };
        }
        const missing = missingClass(claim, (name) => classOf(name) !== undefined);
        if (missing !== null) return { rejection: missing };
      }
      const open = [...userClaims, ...(special === null ? [] : [special])].some(({ status }) => status?.allocation === undefined);
      const allocator = open ? newAllocator(cache.listers.list('ResourceSlice'), allocatedState(cache.listers.latestOf('ResourceClaim')), classOf, ask) : null;
      return { filter: new DeviceFilter(info, cache, userClaims, special, allocator) };
    },
    postFilter(cycle): PostFilterResult {
      const { filter } = cycle;
      if (!(filter(NAME) instanceof DeviceFilter)) return withoutClaims.postFilter?.(cycle) ?? { kind: 'error', message: 'not found' };
      const { unavailable, special } = filter(NAME) as DeviceFilter;
      const { pod } = cycle.pod;
      for (const claim of unavailable) {
        const reserved = claim.status?.reservedFor ?? [];
        if (reserved.length > 1 || (reserved.length === 1 && reserved[0].uid !== podUid(pod))) continue;
        return { kind: 'unschedulable', message: 'deallocation of ResourceClaim completed', writes: [{ verb: 'update', object: deallocated(claim) }] };
      }
      if (special !== null && isStale(special)) return { kind: 'unschedulable', message: 'deletion of ResourceClaim completed', writes: [{ verb: 'delete', object: special }] };
      return { kind: 'unschedulable', message: 'still not schedulable' };
    },
    preScore(_info, _cache, _nodes, filter) {
      if (!(filter instanceof DeviceFilter)) return { uniform: 0, score: () => 0, normalize: (scores) => defaultNormalize(scores, false) };
      return {
        score: ({ name }) => (filter.on(name) === undefined ? 0 : pointsOf(filter, name).reduce((sum, { points }) => sum + points, 0)),
        normalize: (scores) => defaultNormalize(scores, false),
        explain: ({ name }) => ({ kind: 'devices', taken: filter.on(name) === undefined ? [] : pointsOf(filter, name) }),
      };
    },
    reserve(_info, node, cache, filter) {
      if (!(filter instanceof DeviceFilter)) return null;
      const result = filter.on(node.name);
      for (const { claim, allocation } of newlyAllocated(filter, node.name)) {
        if (claim === filter.special && result?.extended === null) continue;
        cache.listers.assume({ ...(claim === filter.special ? (result?.extended?.claim ?? claim) : claim), status: { ...claim.status, allocation } });
      }
      return null;
    },
    unreserve(info, _node, cache) {
      const claims = podClaims(info.pod, cache);
      const special = specialClaim(info, cache);
      for (const claim of [...('reason' in claims ? [] : claims), ...(special === null ? [] : [special])]) if (claim.status?.allocation === undefined || claim === special) cache.listers.restore(claim);
    },
    preBind({ pod }, node, _cache, filter) {
      if (!(filter instanceof DeviceFilter)) return [];
      const fresh = new Map(newlyAllocated(filter, node.name).map(({ claim, allocation }) => [claim, allocation]));
      const writes = filter.userClaims.filter((claim) => !isReservedFor(claim, pod)).map((claim) => ({ verb: 'update' as const, object: boundClaim(claim, pod, claim.status?.allocation ?? fresh.get(claim)) }));
      const extended = filter.on(node.name)?.extended ?? null;
      const allocation = filter.special === null ? undefined : fresh.get(filter.special);
      if (extended === null || allocation === undefined || extended.claim.spec.devices?.requests === undefined) return writes;
      const claim = boundClaim(extended.claim, pod, allocation);
      const extendedResourceClaimStatus = { requestMappings: extended.mappings, resourceClaimName: claim.metadata.name ?? '' };
      return [...writes, { verb: 'create' as const, object: claim }, { verb: 'update' as const, object: { ...pod, status: { ...pod.status, extendedResourceClaimStatus } } }];
    },
    events: [
      interest('Node', Action.Add | Action.UpdateNodeLabel | Action.UpdateNodeAllocatable),
      interest('ResourceClaim', Action.Add | Action.Update, ({ pod }, before, after, cache) => {
        const claims = podClaims(pod, cache);
        if ('reason' in claims || after === undefined) return false;
        if (before?.status?.allocation !== undefined && after.status?.allocation === undefined) return true;
        if (!claims.some(({ metadata }) => metadata.name === after.metadata.name && metadata.namespace === after.metadata.namespace)) return false;
        return before === undefined || !sameJson(before.status ?? {}, after.status ?? {});
      }),
      interest('Pod', Action.UpdatePodGeneratedResourceClaim, (info, _before, after, cache) => after !== undefined && podUid(after) === info.uid && !('reason' in podClaims(after, cache))),
      interest('DeviceClass', Action.Add | Action.Update),
      interest('ResourceSlice', Action.Add | Action.Update),
    ],
  };
}

/** The claims that this attempt allocates on the node, with what they get. */
function newlyAllocated(filter: DeviceFilter, node: string): { readonly claim: ResourceClaim; readonly allocation: NonNullable<NonNullable<ResourceClaim['status']>['allocation']> }[] {
  const allocations = filter.on(node)?.allocations ?? [];
  return filter.claims.filter(({ status }) => status?.allocation === undefined).flatMap((claim, i) => (allocations[i] === undefined ? [] : [{ claim, allocation: allocations[i] }]));
}
