import { quote } from '../../base/go/quote';
import type { Kind } from '../../api/kind';
import { groupQualified } from '../../api/status';
import { looksUp } from './discovery';
import { refresh, staleKinds } from './discovery-cache';
import { warn } from '../runtime/client';
import { KubectlError } from '../runtime/errors';
import type { Session } from '../runtime/session';

/** How kubectl finds the resource that a word means (meta.PriorityRESTMapper over discovery, restmapper.NewShortcutExpander). */

interface Named {
  readonly resource: string;
  readonly version: string;
  readonly group: string;
}

/** The resources of discovery: groups in their order, in each the resources by name. */
export function served(session: Session): readonly Kind[] {
  const groups = new Map<string, Kind[]>();
  for (const kind of [...session.machine.registry().kinds, ...staleKinds(session)]) if (kind.resource !== undefined) groups.set(kind.apiVersion, [...(groups.get(kind.apiVersion) ?? []), kind]);
  return [...groups.values()].flatMap((kinds) => kinds.sort((a, b) => ((a.resource?.plural ?? '') < (b.resource?.plural ?? '') ? -1 : 1)));
}

const isNamed = (kind: Kind, word: string): boolean => kind.resource?.plural === word || kind.resource?.singular === word;

/** The kinds of a resource of this name: of the very group, else of groups that begin so. */
function kindsFor(session: Session, { resource, version, group }: Named): readonly Kind[] {
  const word = resource.toLowerCase();
  const found = served(session).filter((kind) => isNamed(kind, word) && (version === '' || kind.resource?.version === version));
  if (group === '') return found;
  const exact = found.filter((kind) => kind.resource?.group === group);
  return exact.length > 0 ? exact : found.filter((kind) => kind.resource?.group.startsWith(group) === true);
}

/** expandResourceShortcut. */
function expanded(session: Session, named: Named): Named {
  const { resource, group } = named;
  const all = served(session);
  if (all.some((kind) => (group === '' || kind.resource?.group === group) && kind.resource?.plural === resource)) return named;
  const matches = all.filter((kind) => kind.resource?.shortNames.includes(resource) === true);
  const inGroup = matches.filter((kind) => group === '' || kind.resource?.group === group);
  const prefixed = inGroup.length > 0 ? inGroup : matches.filter((kind) => kind.resource?.group.startsWith(group) === true);
  const [first] = prefixed;
  if (first?.resource === undefined) return named;
  const chosen = groupQualified(first.resource.group, first.resource.plural);
  const others = group === '' ? [...new Set(prefixed.map((kind) => groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? '')))].filter((one) => one !== chosen) : [];
  for (const other of others) warn(session.machine, `short name ${quote(resource)} could also match lower priority resource ${other}`);
  // Where the group is one of the short name's the version is forgotten: `hpa.v1.autoscaling` is of the preferred one.
  return { resource: first.resource.plural, version: inGroup.length > 0 ? '' : named.version, group: first.resource.group };
}

/** ResourcesFor: every resource that a word may mean, the preferred one first. */
export const resourcesFor = (session: Session, word: string): readonly Kind[] => kindsFor(session, expanded(session, { resource: word, version: '', group: '' }));

const find = (session: Session, named: Named): Kind | undefined => kindsFor(session, expanded(session, named))[0];

/** schema.ParseGroupResource. */
function groupResource(word: string): Named {
  const dot = word.indexOf('.');
  return dot < 0 ? { resource: word, version: '', group: '' } : { resource: word.slice(0, dot), version: '', group: word.slice(dot + 1) };
}

/** schema.ParseResourceArg: `deployments.v1.apps`. */
function versioned(word: string): Named | undefined {
  const [resource = '', version = '', ...group] = word.split('.');
  return group.length === 0 ? undefined : { resource, version, group: group.join('.') };
}

/** The kind that a word means; undefined for none. */
export function findResource(session: Session, word: string): Kind | undefined {
  const found = search(session, word);
  return refresh(session, found) ? search(session, word) : found;
}

function search(session: Session, word: string): Kind | undefined {
  const full = versioned(word);
  return (full === undefined ? undefined : find(session, full)) ?? find(session, groupResource(word)) ?? findKind(session, word);
}

/** A word that names a kind: `Deployment.apps`. */
function findKind(session: Session, word: string): Kind | undefined {
  const full = versioned(word);
  const { resource, group } = groupResource(word);
  const all = served(session);
  const exact = full === undefined ? undefined : all.find((kind) => kind.kind === full.resource && kind.resource?.version === full.version && kind.resource.group === full.group);
  return exact ?? all.find((kind) => kind.kind === resource && kind.resource?.group === group);
}

/** Builder.mappingFor. */
export function mappingFor(session: Session, word: string): Kind {
  // KindFor through the expander of short names, RESTMapping by kind and by resource.
  looksUp(session, 4);
  const kind = findResource(session, word);
  if (kind === undefined) throw new KubectlError(`the server doesn't have a resource type ${quote(groupResource(word).resource)}`);
  return kind;
}

/** The resources of a category (`all`), as they are typed (restmapper.NewDiscoveryCategoryExpander). */
export function expandCategories(session: Session, words: string): string {
  return words
    .split(',')
    .map((word) => {
      looksUp(session, 1);
      const members = served(session).filter((kind) => kind.resource?.categories.includes(word) === true);
      const names = members.map(({ resource }) => groupQualified(resource?.group ?? '', resource?.plural ?? ''));
      return names.length === 0 ? word : [...new Set(names)].join(',');
    })
    .join(',');
}
