import { fnv32a } from '../base/hash';
import { drawUuid } from '../base/random';
import { drawLetters, safeEncode } from '../base/safe-names';
import { defaultPod } from './kinds/core.Pod';
import type { Deployment, Pod, ReplicaSet } from './types';

/** storage/names SimpleNameGenerator: 63 characters in all, five of them random. */
const MAX_BASE = 58;

/** JSON with sorted keys, so that the order of fields in a manifest does not change the hash. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The ReplicaSet of a Deployment's current template: its name and the selector that adds the hash to the Deployment's own. */
export function replicaSetOf(deployment: Deployment): ReplicaSet {
  const hash = templateHash(deployment);
  const { selector } = deployment.spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { namespace: deployment.metadata.namespace ?? 'default', name: `${deployment.metadata.name ?? deployment.metadata.generateName ?? ''}-${hash}` },
    spec: { selector: { ...selector, matchLabels: { ...selector?.matchLabels, 'pod-template-hash': hash } } },
  };
}

/** controller.ComputeHash: the hash of a template, with the alphabet and the length of the real one. */
export const hashOfTemplate = (template: unknown, collisionCount?: number): string => safeEncode(String(fnv32a(`${canonical(template)}${collisionCount ?? ''}`)));

const templateHash = (deployment: Deployment): string => hashOfTemplate(deployment.spec.template);

/**
 * The Pods that a Deployment's ReplicaSet would create: `<deployment>-<template hash>-<five letters>`. The hash has the real
 * one's alphabet and length but not its value, which depends on how Go prints its structs; the five letters come from `seed`.
 */
export function replicaPods(deployment: Deployment, seed: number, replicas = deployment.spec.replicas ?? 1): Pod[] {
  const { template } = deployment.spec;
  const hash = templateHash(deployment);
  const replicaSet = replicaSetOf(deployment).metadata.name ?? '';
  const random = { state: seed ^ fnv32a(`${deployment.metadata.namespace ?? ''}/${replicaSet}`) };
  const uid = drawUuid({ state: seed ^ fnv32a(`uid ${replicaSet}`) });
  const base = `${replicaSet}-`.slice(0, MAX_BASE);
  const taken = new Set<string>();
  const pods: Pod[] = [];
  while (pods.length < replicas) {
    const suffix = drawLetters(random, 5);
    if (taken.has(suffix)) continue;
    taken.add(suffix);
    pods.push(
      defaultPod({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...template.metadata,
          name: base + suffix,
          generateName: `${replicaSet}-`,
          namespace: deployment.metadata.namespace ?? 'default',
          labels: { ...template.metadata?.labels, 'pod-template-hash': hash },
          ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, uid, controller: true, blockOwnerDeletion: true }],
        },
        spec: template.spec,
      }),
    );
  }
  return pods;
}

/** What a manifest's Pods and Deployments come to. */
export interface WorkloadPods {
  /** With the name of the Deployment that each comes from, or null for a Pod of its own. */
  readonly pods: readonly { readonly pod: Pod; readonly deployment: string | null }[];
  readonly replicaSets: readonly ReplicaSet[];
  /** Pods beyond the limit. */
  readonly leftOut: number;
}

/** The Pods that Pods and Deployments stand for, in their order and no more than `limit`; a Pod without a name is numbered. */
export function workloadPods(objects: readonly (Pod | Deployment)[], seed: number, limit: number): WorkloadPods {
  const pods: { pod: Pod; deployment: string | null }[] = [];
  const replicaSets: ReplicaSet[] = [];
  let leftOut = 0;
  objects.forEach((object, index) => {
    const room = Math.max(0, limit - pods.length);
    if (object.kind === 'Pod') {
      const name = object.metadata.name ?? `${object.metadata.generateName ?? ''}${index}`;
      if (room === 0) leftOut += 1;
      else pods.push({ pod: { ...object, metadata: { ...object.metadata, name } }, deployment: null });
      return;
    }
    replicaSets.push(replicaSetOf(object));
    const replicas = object.spec.replicas ?? 1;
    leftOut += Math.max(0, replicas - room);
    for (const pod of replicaPods(object, seed, Math.min(replicas, room))) pods.push({ pod, deployment: object.metadata.name ?? '' });
  });
  return { pods, replicaSets, leftOut };
}
