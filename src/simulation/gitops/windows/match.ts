/** Which sync windows concern an application (pkg/apis/application/v1alpha1: SyncWindows.Matches). */
import { compileGlob } from '../../base/go/glob';

/** A window of an AppProject, as in `spec.syncWindows`. */
export interface SyncWindow {
  readonly kind?: string;
  readonly schedule?: string;
  readonly duration?: string;
  readonly applications?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly clusters?: readonly string[];
  readonly manualSync?: boolean;
  readonly timeZone?: string;
  readonly andOperator?: boolean;
  readonly description?: string;
  readonly syncOverrun?: boolean;
}

/** What of an application windows look at. */
export interface WindowTarget {
  readonly name: string;
  readonly destination: { readonly name?: string; readonly server?: string; readonly namespace?: string };
}

/** globMatch without negation; a malformed pattern matches nothing. */
export function globMatches(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const glob = compileGlob(pattern);
  return glob.ok && glob.matches(text);
}

const anyMatches = (patterns: readonly string[], ...texts: (string | undefined)[]): boolean =>
  patterns.some((pattern) => texts.some((text) => text !== undefined && globMatches(pattern, text)));

const named = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** One of the three lists is enough; with `andOperator` each list that is not empty has to match. A window without lists concerns nobody. */
export function windowMatches(window: SyncWindow, { name, destination }: WindowTarget): boolean {
  const { applications = [], clusters = [], namespaces = [] } = window;
  const answers: boolean[] = [];
  if (applications.length > 0) answers.push(anyMatches(applications, name));
  if (clusters.length > 0) answers.push(anyMatches(clusters, named(destination.name), named(destination.server)));
  if (namespaces.length > 0) answers.push(anyMatches(namespaces, destination.namespace ?? ''));
  return answers.length > 0 && (window.andOperator === true ? answers.every(Boolean) : answers.some(Boolean));
}

export const matchingWindows = (windows: readonly SyncWindow[], target: WindowTarget): SyncWindow[] => windows.filter((window) => windowMatches(window, target));
