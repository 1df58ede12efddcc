/**
 * The objects of a cluster, laid out so that a decision looks at the bindings of one user only
 * (pkg/registry/rbac/validation: DefaultRuleResolver, which walks over all of them).
 */
import { quote } from '../../base/go/quote';
import type { Binding, RbacObjects, RoleRef, PolicyRule, Subject, User } from './types';

/** A binding, its place in the list it came from, and the first of its subjects that carries the key. */
interface Entry {
  readonly place: number;
  readonly binding: Binding;
  readonly subjectIndex: number;
}

/** Who is bound, by the name of the user or group. */
interface BySubject {
  readonly users: Map<string, Entry[]>;
  readonly groups: Map<string, Entry[]>;
}

export interface RbacIndex {
  readonly objects: RbacObjects;
  /** Rules of a role, by `namespace/name`. */
  readonly roles: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly clusterRoles: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly clusterWide: BySubject;
  readonly byNamespace: ReadonlyMap<string, BySubject>;
}

const SERVICE_ACCOUNT = 'system:serviceaccount:';

function add(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries === undefined) map.set(key, [entry]);
  // A later subject of the same binding never decides: upstream stops at the first that applies.
  else if (entries.at(-1)?.place !== entry.place) entries.push(entry);
}

/** appliesToUser, turned round: the key under which a user finds the subject. */
function addSubject(into: BySubject, subject: Subject, namespace: string, entry: Entry): void {
  if (subject.kind === 'User') add(into.users, subject.name, entry);
  else if (subject.kind === 'Group') add(into.groups, subject.name, entry);
  else if (subject.kind === 'ServiceAccount') {
    const home = subject.namespace || namespace;
    if (home !== '') add(into.users, `${SERVICE_ACCOUNT}${home}:${subject.name}`, entry);
  }
}

const emptyTable = (): BySubject => ({ users: new Map(), groups: new Map() });

function addBinding(into: BySubject, binding: Binding, place: number, namespace: string): void {
  (binding.subjects ?? []).forEach((subject, subjectIndex) => {
    addSubject(into, subject, namespace, { place, binding, subjectIndex });
  });
}

/** Reads all objects once; ask `authorize`, `rulesFor` and the others with the result. */
export function indexRbac(objects: RbacObjects): RbacIndex {
  const clusterWide = emptyTable();
  const byNamespace = new Map<string, BySubject>();
  (objects.clusterRoleBindings ?? []).forEach((binding, place) => {
    addBinding(clusterWide, binding, place, '');
  });
  (objects.roleBindings ?? []).forEach((binding, place) => {
    const namespace = binding.metadata.namespace ?? '';
    let table = byNamespace.get(namespace);
    if (table === undefined) byNamespace.set(namespace, (table = emptyTable()));
    addBinding(table, binding, place, namespace);
  });
  return {
    objects,
    roles: new Map((objects.roles ?? []).map(({ metadata, rules }) => [`${metadata.namespace ?? ''}/${metadata.name}`, rules ?? []])),
    clusterRoles: new Map((objects.clusterRoles ?? []).map(({ metadata, rules }) => [metadata.name, rules ?? []])),
    clusterWide,
    byNamespace,
  };
}

/** The bindings of one table that apply to the user, in the order of their list, each with its first subject that applies. */
function entriesFor(table: BySubject | undefined, user: User): readonly Entry[] {
  if (table === undefined) return [];
  const lists = [table.users.get(user.name), ...user.groups.map((group) => table.groups.get(group))].filter((list) => list !== undefined);
  if (lists.length <= 1) return lists[0] ?? [];
  const first = new Map<number, Entry>();
  for (const entry of lists.flat()) {
    const known = first.get(entry.place);
    if (known === undefined || entry.subjectIndex < known.subjectIndex) first.set(entry.place, entry);
  }
  return [...first.values()].sort((a, b) => a.place - b.place);
}

export interface BoundSubject {
  readonly binding: Binding;
  readonly subject: Subject;
  readonly namespace: string;
}

/** All bindings that concern a user in a namespace ("" for cluster scope): ClusterRoleBindings first, as upstream looks at them. */
export function bindingsFor(index: RbacIndex, user: User, namespace: string): BoundSubject[] {
  const bound = (home: string) => ({ binding, subjectIndex }: Entry): BoundSubject => ({ binding, subject: binding.subjects![subjectIndex]!, namespace: home });
  const clusterWide = entriesFor(index.clusterWide, user).map(bound(''));
  return namespace === '' ? clusterWide : [...clusterWide, ...entriesFor(index.byNamespace.get(namespace), user).map(bound(namespace))];
}

export type RoleRules = { readonly rules: readonly PolicyRule[] } | { readonly error: string };

/** GetRoleReferenceRules: the rules behind a roleRef, or the error in upstream's words. */
export function rulesOfRole(index: RbacIndex, roleRef: RoleRef, bindingNamespace: string): RoleRules {
  const notFound = (kind: string): RoleRules => ({ error: `${kind}.rbac.authorization.k8s.io ${quote(roleRef.name)} not found` });
  if (roleRef.kind === 'Role') {
    const rules = index.roles.get(`${bindingNamespace}/${roleRef.name}`);
    return rules === undefined ? notFound('role') : { rules };
  }
  if (roleRef.kind === 'ClusterRole') {
    const rules = index.clusterRoles.get(roleRef.name);
    return rules === undefined ? notFound('clusterrole') : { rules };
  }
  return { error: `unsupported role reference kind: ${quote(roleRef.kind)}` };
}
