import type { AppInstance, Isolation } from './types';

/**
 * Why an application is reached or not once another one has used a bug in the kernel it talks to:
 * - `origin`: the application where the attack starts.
 * - `sameKernel`: it runs on the very kernel that was taken over.
 * - `hostOwnsGuest`: it has a kernel of its own, but the host's kernel can read and write its memory.
 * - `ownKernel`: its kernel was not touched; a second bug, in the VMM or in KVM, would be needed.
 */
export type ReachReason = 'origin' | 'sameKernel' | 'hostOwnsGuest' | 'ownKernel';

export interface Reach {
  readonly id: string;
  readonly reached: boolean;
  readonly reason: ReachReason;
}

export interface BlastRadius {
  readonly originId: string;
  /** The kernel whose bug was used. */
  readonly kernel: 'host' | 'guest';
  readonly reach: readonly Reach[];
  readonly reachedCount: number;
}

/** Processes and containers make their system calls to the host's kernel; a microVM and a VM each to a kernel of their own. */
export function usesHostKernel(isolation: Isolation): boolean {
  return isolation === 'process' || isolation === 'container';
}

/** Kernels running on the host: its own, and one for each microVM and VM. */
export function kernelCount(instances: readonly AppInstance[]): number {
  return 1 + instances.filter(({ isolation }) => !usesHostKernel(isolation)).length;
}

/**
 * What one kernel bug reaches: full control of the kernel that the origin talks to, by way of one system call.
 *
 * Bugs that only crash the kernel have the same reach for availability: a panic of the host takes its guests down with it.
 * Hardware that hides guest memory from the host (AMD SEV-SNP, Intel TDX) is not modelled.
 * Throws a RangeError when no instance has `originId`.
 */
export function blastRadius(instances: readonly AppInstance[], originId: string): BlastRadius {
  const origin = instances.find(({ id }) => id === originId);
  if (!origin) throw new RangeError(`no instance ${originId}`);
  const hostTaken = usesHostKernel(origin.isolation);
  const reach = instances.map(({ id, isolation }): Reach => {
    if (id === originId) return { id, reached: true, reason: 'origin' };
    if (!hostTaken) return { id, reached: false, reason: 'ownKernel' };
    return { id, reached: true, reason: usesHostKernel(isolation) ? 'sameKernel' : 'hostOwnsGuest' };
  });
  return { originId, kernel: hostTaken ? 'host' : 'guest', reach, reachedCount: reach.filter(({ reached }) => reached).length };
}
