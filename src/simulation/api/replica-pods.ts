import { fnv32a } from '../base/hash';
import { drawUuid } from '../base/random';
import { drawLetters, safeEncode } from '../base/safe-names';
import { defaultPod } from './kinds/core.Pod';
import type { Deployment, Labels, Pod, PodTemplateSpec, ReplicaSet } from './types';

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

/** What a ReplicaSet and its like make Pods from. */
export interface PodOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly template: PodTemplateSpec;
  /** Labels that the controller adds to those of the template. */
  readonly labels: Labels;
}

/** A Pod of this owner under this name, as its controller sends it (pkg/controller GetPodFromTemplate). */
export function ownedPod({ apiVersion, kind, name: owner, namespace, template, labels }: PodOwner, name: string, seed: number): Pod {
  return defaultPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      name,
      generateName: `${owner}-`,
      namespace,
      labels: { ...template.metadata?.labels, ...labels },
      ownerReferences: [{ apiVersion, kind, name: owner, uid: drawUuid({ state: seed ^ fnv32a(`uid ${owner}`) }), controller: true, blockOwnerDeletion: true }],
    },
    spec: template.spec,
  });
}

/** Makes Pods of an owner one after the other, `<owner>-<five letters>`, no name twice. The letters come from `seed`. */
export function podSource(owner: PodOwner, seed: number): () => Pod {
  const random = { state: seed ^ fnv32a(`${owner.namespace}/${owner.name}`) };
  const base = `${owner.name}-`.slice(0, MAX_BASE);
  const taken = new Set<string>();
  return () => {
    for (;;) {
      const suffix = drawLetters(random, 5);
      if (taken.has(suffix)) continue;
      taken.add(suffix);
      return ownedPod(owner, base + suffix, seed);
    }
  };
}

/** The ReplicaSet of a Deployment's current template: its name and the selector that adds the hash to the Deployment's own. */
export function replicaSetOf(deployment: Deployment): ReplicaSet {
  const hash = templateHash(deployment.spec.template);
  const { selector } = deployment.spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { namespace: deployment.metadata.namespace ?? 'default', name: `${deployment.metadata.name ?? deployment.metadata.generateName ?? ''}-${hash}` },
    spec: { selector: { ...selector, matchLabels: { ...selector?.matchLabels, 'pod-template-hash': hash } } },
  };
}

/** The hash of a template or of a revision's data, with the alphabet and the length of the real one, but not its value: templates without their defaults have none (go-dump/template-hash has the real one). */
export const hashOfTemplate = (template: unknown, collisionCount?: number): string => safeEncode(String(fnv32a(`${canonical(template)}${collisionCount ?? ''}`)));

const templateHash = (template: PodTemplateSpec): string => hashOfTemplate(template);

/** The owner of the Pods of a Deployment's current template: its ReplicaSet. */
export const replicaSetOwner = (deployment: Deployment): PodOwner => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name: replicaSetOf(deployment).metadata.name ?? '',
  namespace: deployment.metadata.namespace ?? 'default',
  template: deployment.spec.template,
  labels: { 'pod-template-hash': templateHash(deployment.spec.template) },
});

/** The Pods that a Deployment's ReplicaSet would create: `<deployment>-<template hash>-<five letters>`. */
export function replicaPods(deployment: Deployment, seed: number, replicas = deployment.spec.replicas ?? 1): Pod[] {
  const next = podSource(replicaSetOwner(deployment), seed);
  return Array.from({ length: replicas }, next);
}
