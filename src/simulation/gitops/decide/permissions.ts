/** Whether an application's own words can be followed (util/argo/argo.go: ValidatePermissions, validateSourcePermissions; pkg/apis/application/v1alpha1/app_project_types.go). */
import { compileGlob } from '../../base/go/glob';
import { globPattern } from '../../base/go/path-match';
import type { SyncWindow } from '../windows';
import type { Application, ApplicationCondition, ApplicationSource, Destination } from './application';

export interface GroupKindRule {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
}

/** `spec` of an AppProject; what is missing permits nothing, but for the lists that only forbid. */
export interface AppProject {
  readonly name: string;
  readonly sourceRepos?: readonly string[];
  readonly destinations?: readonly Destination[];
  readonly clusterResourceWhitelist?: readonly GroupKindRule[];
  readonly clusterResourceBlacklist?: readonly GroupKindRule[];
  readonly namespaceResourceWhitelist?: readonly GroupKindRule[];
  readonly namespaceResourceBlacklist?: readonly GroupKindRule[];
  readonly syncWindows?: readonly SyncWindow[];
}

/** The project `default` of a fresh installation. */
export const DEFAULT_PROJECT: AppProject = {
  name: 'default', sourceRepos: ['*'], destinations: [{ server: '*', namespace: '*' }], clusterResourceWhitelist: [{ group: '*', kind: '*' }],
};

export const IN_CLUSTER: Required<Pick<Destination, 'name' | 'server'>> = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** globMatch with negation: `!x` matches what x does not. */
function globMatch(pattern: string, text: string, separators = ''): boolean {
  if (pattern.startsWith('!')) return !globMatch(pattern.slice(1), text, separators);
  if (pattern === '*') return true;
  const glob = compileGlob(pattern, separators);
  return glob.ok && glob.matches(text);
}

const isDenial = (text: string): boolean => text.startsWith('!');
/** git.NormalizeGitURL: `git@host:path` is an address, too. */
function plainUrl(url: string): string {
  const text = url.trim().toLowerCase();
  const isSsh = /^(?:ssh:\/\/)?(?:[^/@:]+@)[^/:]+:/.test(text) && !/^[a-z]+:\/\/[^@]*$/.test(text);
  const address = isSsh && !text.startsWith('ssh://') ? text.replace(':', '/') : text;
  return address.replace(/\.git$/, '').replace(/^ssh:\/\//, '');
}

/** AppProject.IsSourcePermitted. */
function sourcePermitted({ sourceRepos = [] }: AppProject, { repoURL = '' }: ApplicationSource): boolean {
  let any = false;
  for (const pattern of sourceRepos) {
    const matched = globMatch(isDenial(pattern) ? `!${plainUrl(pattern.slice(1))}` : plainUrl(pattern), plainUrl(repoURL), '/');
    if (matched) any = true;
    else if (isDenial(pattern)) return false;
  }
  return any;
}

/** AppProject.isDestinationMatched: a denial that matches ends it. */
export function destinationPermitted({ destinations = [] }: AppProject, { server = '', name = '', namespace = '' }: Destination): boolean {
  let any = false;
  for (const item of destinations) {
    const byName = name !== '' && globMatch(item.name ?? '', name);
    const byServer = server !== '' && globMatch(item.server ?? '', server);
    const inNamespace = globMatch(item.namespace ?? '', namespace);
    if ((byServer || byName) && inNamespace) any = true;
    else if ((!byName && isDenial(item.name ?? '')) || (!byServer && isDenial(item.server ?? '') && inNamespace)) return false;
    else if (!inNamespace && isDenial(item.namespace ?? '') && byServer) return false;
  }
  return any;
}

/** The cluster of a destination by its server or its name; there is one. Throws what upstream says where there is none. */
export function destinationCluster({ server = '', name = '' }: Destination): { readonly name: string; readonly server: string } {
  if (name !== '' && server !== '') throw new Error(`application destination can't have both name and server defined: ${name} ${server}`);
  if (name !== '') {
    if (name !== IN_CLUSTER.name) throw new Error(`there are no clusters with this name: ${name}`);
    return IN_CLUSTER;
  }
  if (server === '') throw new Error('Destination server missing from app spec');
  const address = server.replace(/\/+$/, '');
  if (address !== IN_CLUSTER.server) throw new Error(`error getting cluster by server "${server}": rpc error: code = NotFound desc = cluster "${address}" not found`);
  return IN_CLUSTER;
}

const invalid = (message: string): ApplicationCondition => ({ type: 'InvalidSpecError', message });

/** What stands against comparing the application at all. */
export function specErrors({ spec }: Application, project: AppProject | undefined): ApplicationCondition[] {
  if (project === undefined) return [invalid(`Application referencing project ${spec.project ?? ''} which does not exist`)];
  const { source = {}, destination = {} } = spec;
  if ((source.repoURL ?? '') === '' || ((source.path ?? '') === '' && (source.chart ?? '') === '')) return [invalid('spec.source.repoURL and either spec.source.path or spec.source.chart are required')];
  if ((source.chart ?? '') !== '' && (source.targetRevision ?? '') === '') return [invalid('spec.source.targetRevision is required if the manifest source is a helm chart')];
  const errors: ApplicationCondition[] = [];
  if (!sourcePermitted(project, source)) errors.push(invalid(`application repo ${source.repoURL} is not permitted in project '${project.name}'`));
  try {
    const cluster = destinationCluster(destination);
    if (!destinationPermitted(project, { ...cluster, namespace: destination.namespace ?? '' })) {
      const server = (destination.name ?? '') === '' ? cluster.server : cluster.name;
      errors.push(invalid(`application destination server '${server}' and namespace '${destination.namespace ?? ''}' do not match any of the allowed destinations in project '${project.name}'`));
    }
  } catch (error) {
    errors.push(invalid(error instanceof Error ? error.message : String(error)));
  }
  return errors;
}

const pathMatches = (pattern: string, text: string): boolean => globPattern(pattern)?.test(text) === true;
/** isResourceInList, isNamedResourceInList: patterns of package filepath. */
const ruleMatches = ({ group, kind, name = '' }: GroupKindRule, object: { readonly group: string; readonly kind: string; readonly name: string }): boolean =>
  pathMatches(kind, object.kind) && pathMatches(group, object.group) && (name === '' || pathMatches(name, object.name));

/** AppProject.IsGroupKindNamePermitted. */
export function kindPermitted(project: AppProject, object: { readonly group: string; readonly kind: string; readonly name: string }, namespaced: boolean): boolean {
  const isIn = (rules: readonly GroupKindRule[] | undefined): boolean => rules?.some((rule) => ruleMatches(rule, object)) === true;
  const [white, black] = namespaced ? [project.namespaceResourceWhitelist, project.namespaceResourceBlacklist] : [project.clusterResourceWhitelist, project.clusterResourceBlacklist];
  const listed = namespaced ? white === undefined || isIn(white) : (white?.length ?? 0) > 0 && isIn(white);
  return listed && !isIn(black);
}
