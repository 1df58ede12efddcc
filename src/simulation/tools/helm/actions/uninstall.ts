/** `helm uninstall` (helm pkg/action: uninstall.go). */
import { releaseNameError } from '../../../render/helm/command/template';
import { sortManifests, splitManifests, UNINSTALL_ORDER } from '../../../render/helm/release/manifests';
import { objectOf } from '../../../api/schema/values';
import { quote } from '../../../base/go/quote';
import { HelmError, Refused } from '../machine';
import type { Steps } from '../machine';
import { YamlError } from '../../../api/yaml';
import type { Resource } from '../kube';
import type { Release } from '../release';
import { releaseContent, timeOf } from './configuration';
import type { Changing, Configuration } from './configuration';
import { execHooks } from './hooks';

export interface UninstallOptions extends Pick<Changing, 'waiter' | 'hooks' | 'description'> {
  readonly keepHistory: boolean;
  readonly ignoreNotFound: boolean;
  /** Nothing is done. */
  readonly plan: boolean;
  readonly propagation: 'Background' | 'Foreground' | 'Orphan';
}

const said = (error: unknown): string => {
  if (error instanceof HelmError || error instanceof Refused) return error.message;
  throw error;
};

function checkedHistory({ releases }: Configuration, name: string, { ignoreNotFound }: UninstallOptions): readonly Release[] | undefined {
  if (releaseNameError(name) !== undefined) throw new HelmError(`uninstall: Release name is invalid: ${name}`);
  try {
    return [...releases.history(name)].sort((a, b) => a.version - b.version);
  } catch (error) {
    const message = said(error);
    if (ignoreNotFound) return undefined;
    throw new HelmError(`uninstall: Release not loaded: ${name}: ${message}`);
  }
}

/** deleteRelease. */
function deleteObjects({ kube }: Configuration, release: Release, options: UninstallOptions): { readonly gone: readonly Resource[]; readonly kept: string; readonly errors: readonly string[] } {
  const documents = new Map(splitManifests(release.manifest).map((text, index) => [`manifest-${index}`, text]));
  const sorted = sortManifests(documents, () => undefined, UNINSTALL_ORDER);
  if (!sorted.ok) return { gone: [], kept: release.manifest, errors: [`corrupted release record. You must manually delete the resources: ${sorted.error}`] };
  let resources: readonly Resource[];
  const kept: string[] = [];
  const going: string[] = [];
  for (const { text, kind } of sorted.manifests) {
    const [resource] = parsed(kube, text);
    const annotations = objectOf(objectOf(resource?.object['metadata'])['annotations']);
    if (String(annotations['helm.sh/resource-policy'] ?? '').trim().toLowerCase() === 'keep') kept.push(`[${kind}] ${resource?.name ?? ''}\n`);
    else going.push(text);
  }
  try {
    resources = kube.build(going.join('\n---\n'));
  } catch (error) {
    return { gone: [], kept: '', errors: [`unable to build kubernetes objects for delete: ${said(error)}`] };
  }
  return { gone: resources, kept: kept.join(''), errors: resources.length === 0 ? [] : kube.remove(resources, options.propagation) };
}

function parsed(kube: Configuration['kube'], text: string): readonly Resource[] {
  try {
    return kube.build(text);
  } catch (error) {
    if (error instanceof HelmError || error instanceof YamlError) return [];
    throw error;
  }
}

/** Uninstall.Run: what is said of what was kept. */
export function* uninstall(configuration: Configuration, name: string, options: UninstallOptions): Steps<string> {
  const { cluster, releases } = configuration;
  cluster.requireReachable();
  if (options.plan) {
    try {
      releaseContent(configuration, name, 0);
    } catch (error) {
      if (!(options.ignoreNotFound && error instanceof HelmError && error.is === 'not-found')) throw error;
    }
    return '';
  }
  const history = checkedHistory(configuration, name, options);
  const release = history?.at(-1);
  if (history === undefined || release === undefined) return '';
  const purge = (): void => history.forEach((one) => releases.remove(one));
  if (release.info.status === 'uninstalled') {
    if (options.keepHistory) throw new HelmError(`the release named ${quote(name)} is already deleted`);
    purge();
    return '';
  }
  Object.assign(release.info, { status: 'uninstalling', deleted: timeOf(configuration), description: 'Deletion in progress (or silently failed)' });
  if (options.hooks) yield* execHooks(configuration, release, 'pre-delete', true, options);
  releases.record(release);
  const { gone, kept, errors: failed } = deleteObjects(configuration, release, options);
  if (failed.length > 0) throw new HelmError(`failed to delete release: ${name}`);
  const errors: string[] = [];
  const tried = function* (steps: Steps<void>): Steps<void> {
    try {
      yield* steps;
    } catch (error) {
      errors.push(said(error));
    }
  };
  yield* tried(options.waiter.gone(gone));
  if (options.hooks) yield* tried(execHooks(configuration, release, 'post-delete', true, options));
  release.info.status = 'uninstalled';
  release.info.description = options.description === '' ? 'Uninstallation complete' : options.description;
  if (options.keepHistory) {
    releases.record(release);
    supersedeDeployed(configuration, name);
  } else {
    try {
      purge();
    } catch (error) {
      errors.push(`uninstall: Failed to purge the release: ${said(error)}`);
    }
  }
  if (errors.length > 0) throw new HelmError(`uninstallation completed with ${errors.length} error(s): ${errors.join('; ')}`);
  return kept === '' ? '' : `These resources were kept due to the resource policy:\n${kept}`;
}

/** Whatever else still passes for deployed is so no more. */
export function supersedeDeployed({ releases }: Configuration, name: string): void {
  let deployed: readonly Release[];
  try {
    deployed = releases.deployedAll(name);
  } catch (error) {
    if (error instanceof HelmError && error.is === 'no-deployed') return;
    throw error;
  }
  for (const release of deployed) {
    release.info.status = 'superseded';
    releases.record(release);
  }
}
