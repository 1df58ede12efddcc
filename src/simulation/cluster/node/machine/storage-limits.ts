/** What a Pod may take of its node's disk (core/v1 EmptyDirVolumeSource; `ephemeral-storage` of resources). */
import { podLimits } from '../../../api';
import type { PodSpec } from '../../../api';

/** Its emptyDirs, but for those in memory. */
export const onDisk = ({ volumes = [] }: PodSpec): readonly { readonly name: string; readonly limit?: string }[] =>
  volumes.flatMap(({ name, emptyDir }) => (emptyDir === undefined || emptyDir.medium === 'Memory' ? [] : [{ name, ...(emptyDir.sizeLimit === undefined ? {} : { limit: emptyDir.sizeLimit }) }]));

/** `emptyDir.sizeLimit` by volume name. */
export const emptyDirLimits = (spec: PodSpec): Readonly<Record<string, string>> => Object.fromEntries(onDisk(spec).flatMap(({ name, limit }) => (limit === undefined ? [] : [[name, limit]])));

/** Whether there is a limit that it could exceed. */
export const limitsStorage = (spec: PodSpec): boolean =>
  onDisk(spec).some(({ limit }) => limit !== undefined) || podLimits(spec).has('ephemeral-storage') || spec.containers.some(({ resources }) => resources?.limits?.['ephemeral-storage'] !== undefined);
