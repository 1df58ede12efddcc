import { createRegistry, readManifests, withStoredName, type Problem } from '@site/src/simulation/api';
import { clusterRoleKind } from '@site/src/simulation/api/kinds/rbac.ClusterRole';
import { clusterRoleBindingKind } from '@site/src/simulation/api/kinds/rbac.ClusterRoleBinding';
import { roleKind } from '@site/src/simulation/api/kinds/rbac.Role';
import { roleBindingKind } from '@site/src/simulation/api/kinds/rbac.RoleBinding';
import { aggregateAll, indexRbac, type Binding, type RbacIndex, type RbacObjects, type RbacWrite, type User } from '@site/src/simulation/policy/rbac';
import { bootstrapPolicy } from '@site/src/simulation/policy/rbac/bootstrap';

const KINDS = createRegistry([roleKind, clusterRoleKind, roleBindingKind, clusterRoleBindingKind]);

export interface ReadRbac {
  readonly objects: Required<RbacObjects>;
  /** The objects in the order of the text, as they would be written. */
  readonly writes: readonly RbacWrite[];
  readonly problems: readonly Problem[];
}

/** Roles and bindings of a text, as the API server would store them. */
export function readRbac(yaml: string): ReadRbac {
  const { objects, problems } = readManifests(yaml, KINDS);
  const all = objects.map(({ object }) => withStoredName(object));
  return {
    objects: {
      roles: all.filter((one) => one.kind === 'Role'),
      clusterRoles: all.filter((one) => one.kind === 'ClusterRole'),
      roleBindings: all.filter((one) => one.kind === 'RoleBinding'),
      clusterRoleBindings: all.filter((one) => one.kind === 'ClusterRoleBinding'),
    },
    writes: all.map((object): RbacWrite => (object.kind === 'Role' || object.kind === 'ClusterRole' ? { kind: object.kind, object } : { kind: object.kind, object })),
    problems,
  };
}

export interface Cluster {
  /** With the roles and bindings of a new cluster. */
  readonly index: RbacIndex;
  /** The same roles, but only the reader's bindings: what a subject has beyond what everybody has. */
  readonly own: RbacIndex;
  readonly subjects: readonly User[];
}

let bootstrap: Required<RbacObjects> | undefined;

/** A name is the last one's that bears it, as the reader may write over a role of the cluster. */
const joined = <T extends { readonly metadata: { readonly name: string; readonly namespace?: string } }>(given: readonly T[], written: readonly T[]): T[] => [
  ...new Map([...given, ...written].map((one) => [`${one.metadata.namespace ?? ''}/${one.metadata.name}`, one])).values(),
];

export function clusterOf(objects: Required<RbacObjects>): Cluster {
  bootstrap ??= bootstrapPolicy();
  const roles = joined(bootstrap.roles, objects.roles);
  const clusterRoles = aggregateAll(joined(bootstrap.clusterRoles, objects.clusterRoles));
  return {
    index: indexRbac({ roles, clusterRoles, roleBindings: joined(bootstrap.roleBindings, objects.roleBindings), clusterRoleBindings: joined(bootstrap.clusterRoleBindings, objects.clusterRoleBindings) }),
    own: indexRbac({ roles, clusterRoles, roleBindings: objects.roleBindings, clusterRoleBindings: objects.clusterRoleBindings }),
    subjects: subjectsOf([...objects.roleBindings, ...objects.clusterRoleBindings]),
  };
}

const account = (namespace: string, name: string): User => ({
  name: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
});

/** Who is known without a binding: an account of a pipeline, a person, and one who has rights by a group only. */
const KNOWN: readonly User[] = [account('app', 'ci'), { name: 'jane', groups: ['dev', 'system:authenticated'] }, { name: 'min', groups: ['ops', 'system:authenticated'] }];
const MOST_SUBJECTS = 12;

/** The known ones, and every user and account that a binding names. */
function subjectsOf(bindings: readonly Binding[]): User[] {
  const named = bindings.flatMap(({ subjects, metadata }) =>
    (subjects ?? []).flatMap(({ kind, name, namespace }): User[] => {
      if (kind === 'User') return [{ name, groups: ['system:authenticated'] }];
      return kind === 'ServiceAccount' ? [account(namespace ?? metadata.namespace ?? '', name)] : [];
    }));
  return [...new Map([...named, ...KNOWN].map((user) => [user.name, user])).values()].sort((a, b) => KNOWN.indexOf(b) - KNOWN.indexOf(a)).slice(0, MOST_SUBJECTS);
}
