/** namespace: the namespace of everything, and of who is named as a subject (filters/namespace). */
import { GoError, marshal } from '../../../base/go/values';
import { field, getField, isMissing, valueOf } from '../yaml/node';
import { lookup } from '../yaml/paths';
import { changeField, entry, FieldError, isWrongKind } from './field-spec';
import type { FieldSpec } from '../kustomization/field-specs';
import type { Value } from '../../../base/go/values';
import type { Resource } from '../resources/resource';
import type { Node } from '../yaml/node';
import type { Transformer } from './simple';

export interface NamespaceOptions {
  readonly unsetOnly?: boolean;
  readonly setRoleBindingSubjects?: string;
}

const METADATA: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/namespace', create: true };
const BINDINGS = new Set(['RoleBinding', 'ClusterRoleBinding']);

function setSubjects(resource: Resource, set: (node: Node) => void, mode: string): void {
  const subjects = lookup(resource.node, ['subjects']);
  if (isMissing(subjects) || mode === 'none') return;
  try {
    if (subjects.kind !== 'list') throw new GoError('wrong node kind: expected SequenceNode');
    for (const subject of subjects.content) {
      const [name, wanted] = mode === 'allServiceAccounts' ? ['kind', 'ServiceAccount'] : ['name', 'default'];
      const value = getField(subject, name!);
      if (value === undefined || valueOf(value) !== wanted) continue;
      const namespace = lookup(subject, ['namespace'], 'scalar');
      if (namespace !== undefined) set(namespace);
    }
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`setting namespace on (cluster)role binding subjects: ${error.message}`);
    throw error;
  }
}

function setNamespace(resource: Resource, namespace: string, specs: readonly FieldSpec[], { unsetOnly, setRoleBindingSubjects }: NamespaceOptions): void {
  const { apiVersion, kind } = resource;
  const plain = entry('', namespace, '!!str');
  const set = (node: Node): void => {
    if (unsetOnly !== true || valueOf(node) === '') plain(node);
  };
  if (!resource.id.clusterScoped) changeField(resource, METADATA, { set, createKind: 'scalar' });
  const isBinding = BINDINGS.has(kind);
  if (isBinding) setSubjects(resource, set, setRoleBindingSubjects || 'defaultOnly');
  const own = specs.filter(({ path, kind: of }) => path !== 'metadata/namespace' && (path !== 'metadata/name' || apiVersion === 'v1') && !(isBinding && BINDINGS.has(of) && path === 'subjects/namespace'));
  try {
    for (const spec of own) changeField(resource, spec, { set, createKind: 'scalar', createTag: '!!str' });
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new GoError(`${isWrongKind(error) && error.inner.node.kind !== 'scalar' ? 'namespace field specs must target scalar nodes' : 'namespace transformation failed'}: ${error.message}`);
  }
}

export const namespaces = (namespace: string, specs: readonly FieldSpec[], options: NamespaceOptions = {}): Transformer => ({ list }) => {
  if (namespace === '') return;
  const named = new Map<string, Set<Resource>>();
  const call = (resource: Resource, name: string): void => void named.set(name, (named.get(name) ?? new Set()).add(resource));
  for (const resource of list) call(resource, resource.name);
  for (const resource of list) {
    if (resource.isEmpty || field(resource.node, 'kind') === undefined) continue;
    const before = resource.name;
    resource.rememberId();
    setNamespace(resource, namespace, specs, options);
    const { id } = resource;
    if (id.name !== before) {
      named.get(before)?.delete(resource);
      call(resource, id.name);
    }
    if ([...named.get(id.name)!].filter((other) => other.hasId(id)).length === 1) continue;
    const matches = list.filter((other) => other.hasId(id));
    throw new GoError(`namespace transformation produces ID conflict: [${matches.map((match) => marshal(match.json as Value)).join(' ')}]`);
  }
};
