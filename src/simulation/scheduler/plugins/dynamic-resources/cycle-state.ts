import type { AllocationResult, ResourceClaim } from '../../../api/generated/types/resource.v1';
import { nodeSelectorMatches } from '../../../api';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import type { PodInfo } from '../../cache/pod-info';
import type { NodeFilter, Status } from '../../framework';
import { AllocationError, NodeAllocation, NodeError } from './allocator';
import type { Allocator } from './allocator';
import { hasFailedBinding } from './claims';
import { countDevices } from './diagnosis';
import { claimForNode, isStale } from './extended-resources';
import type { ClaimForNode } from './extended-resources';
import type { DeviceProblem, DeviceRejection } from './rejection';

export const NAME = 'DynamicResources';

export const rejected = (reason: string, params: DeviceRejection): Status<DeviceRejection> => ({ plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: [reason], params: [params] });
export const failed = (reason: string): Status<DeviceRejection> => ({ plugin: NAME, code: 'Error', reasons: [reason], params: [{ kind: 'claim', problem: 'failed', name: '' }] });
const about = (problem: DeviceProblem, name: string): DeviceRejection => ({ kind: 'claim', problem, name });

/** What Filter found on a node (nodeAllocation). */
export interface NodeResult {
  /** For each claim that is not allocated yet, in their order. */
  readonly allocations: readonly AllocationResult[];
  readonly extended: ClaimForNode | null;
}

const nameOf = ({ metadata }: ResourceClaim): string => metadata.name ?? '';

/** stateData: what PreFilter prepared for a Pod with claims, and Filter with it; Score, Reserve and PreBind read what it found. */
export class DeviceFilter implements NodeFilter<DeviceRejection> {
  /** Allocated claims that some node could not use (unavailableClaims). */
  readonly unavailable = new Set<ResourceClaim>();
  private readonly results = new Map<string, NodeResult>();

  constructor(
    private readonly pod: PodInfo,
    private readonly cache: Cache,
    readonly userClaims: readonly ResourceClaim[],
    /** The special claim for extended resources. */
    readonly special: ResourceClaim | null,
    /** Null where every claim is allocated. */
    private readonly allocator: Allocator | null,
  ) {}

  get claims(): readonly ResourceClaim[] {
    return this.special === null ? this.userClaims : [...this.userClaims, this.special];
  }

  on(node: string): NodeResult | undefined {
    return this.results.get(node);
  }

  check(node: NodeInfo): Status<DeviceRejection> | null {
    const alone = this.userClaims.length === 0;
    let extended: ClaimForNode | null = null;
    if (this.special !== null) {
      if (isStale(this.special)) return rejected('cannot schedule extended resource claim', about('stale', nameOf(this.special)));
      const forNode = claimForNode(this.special, this.pod, node, this.cache, alone);
      if (forNode === undefined) return rejected('cannot fit resource', about('noResource', ''));
      if (forNode === null && alone) return null;
      extended = forNode;
    }
    const unavailable = this.userClaims.filter((claim) => !isAvailableOn(claim, node));
    const allocations = this.allocate(node, extended);
    if ('code' in allocations) return allocations;
    if (unavailable.length > 0) {
      for (const claim of unavailable) this.unavailable.add(claim);
      return rejected('resourceclaim not available on the node', about('elsewhere', nameOf(unavailable[0])));
    }
    if (this.allocator !== null) this.results.set(node.name, { allocations, extended });
    return null;
  }

  private allocate(node: NodeInfo, extended: ClaimForNode | null): readonly AllocationResult[] | Status<DeviceRejection> {
    if (this.allocator === null) return [];
    const open = this.claims.filter(({ status }) => status?.allocation === undefined).map((claim) => (claim === this.special && extended !== null ? extended.claim : claim));
    try {
      const allocation = new NodeAllocation(this.allocator, node, open);
      return allocation.allocate() ?? rejected('cannot allocate all claims', countDevices(allocation, open));
    } catch (error) {
      if (error instanceof NodeError) return rejected(error.message, about('invalidPools', ''));
      if (error instanceof AllocationError) return failed(error.message);
      throw error;
    }
  }
}

/** Whether an allocated claim can be used on the node; one that is not allocated yet is not in the way. */
function isAvailableOn(claim: ResourceClaim, node: NodeInfo): boolean {
  const allocation = claim.status?.allocation;
  if (allocation === undefined) return true;
  const { nodeSelector } = allocation;
  return (nodeSelector === undefined || nodeSelectorMatches(nodeSelector.nodeSelectorTerms, node.labels, node.name)) && !hasFailedBinding(claim);
}
