import { dns1123LabelErrors } from '../../names';
import type { ObjectMeta, PodTemplateSpec } from '../../types';
import { templateWarnings } from '../pod/warnings';

/** A name that is no DNS label makes Pods with surprising host names. */
export function podNameWarnings({ name = '' }: ObjectMeta): readonly string[] {
  const messages = dns1123LabelErrors(name);
  const words = 'this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended';
  return messages.length === 0 ? [] : [`metadata.name: ${words}: [${messages.join(' ')}]`];
}

interface Generations {
  readonly metadata: ObjectMeta;
}

/** The warnings of a template when an object is created, and when an update counts its generation on. */
export const changedTemplateWarnings = (object: Generations, old: Generations | undefined, template: PodTemplateSpec, path: string): readonly string[] =>
  old !== undefined && old.metadata.generation === object.metadata.generation ? [] : templateWarnings(template, path);
