import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { groupQualified } from '../../api/status';
import type { ApiObject } from '../../api/types';
import type { Kubeconfig } from '../config/kubeconfig';
import type { HelpTexts } from '../help/texts';

/** What completion asks the cluster and the kubeconfig for. Nothing waits: a terminal answers from what it has at hand. */
export interface Lookup {
  registry(): Registry;
  /** The objects of a kind, in a namespace where it has one. */
  objects(kind: Kind, namespace: string): readonly ApiObject[];
  kubeconfig(): Kubeconfig;
  /** What help says of commands and flags: a list of them tells it beside each. */
  readonly texts?: HelpTexts;
}

/** The words of one place, as they go on from what is typed; `space`: the word is whole once one is chosen. */
export interface Candidates {
  readonly words: readonly string[];
  readonly space: boolean;
  /** Files may stand here: the shell completes them. */
  readonly files: boolean;
  /** What is told beside a word in a list. */
  readonly says?: Readonly<Record<string, string>>;
}

export const NONE: Candidates = { words: [], space: true, files: false };
export const FILES: Candidates = { words: [], space: true, files: true };

export const wordsOf = (words: readonly string[], typed: string, space = true): Candidates => ({ words: words.filter((word) => word.startsWith(typed)), space, files: false });

/** The kind that a word names: plural, singular, short name, with its group or without. */
export function kindNamed({ registry }: Lookup, word: string): Kind | undefined {
  const lower = word.toLowerCase();
  const [name = '', ...group] = lower.split('.');
  const served = registry().kinds.filter(({ resource }) => resource !== undefined);
  const fits = ({ resource, kind }: Kind): boolean => resource !== undefined && (resource.plural === name || resource.singular === name || resource.shortNames.includes(name) || kind.toLowerCase() === name);
  return served.find((kind) => fits(kind) && (group.length === 0 || kind.resource?.group === group.join('.')));
}

export const namesOf = (lookup: Lookup, kind: Kind | undefined, namespace: string): readonly string[] =>
  kind === undefined ? [] : lookup.objects(kind, kind.resource?.namespaced === false ? '' : namespace).map(({ metadata }) => metadata.name ?? '');

/** What can be got, as `kubectl api-resources -o name` says it, by name. */
export function resourceTypes({ registry }: Lookup): readonly string[] {
  const names = registry().kinds.flatMap(({ resource }) => (resource?.verbs.includes('get') === true ? [groupQualified(resource.group, resource.plural)] : []));
  return [...new Set(names)].sort();
}
