/** Fields that name another resource follow it to its new name (api/filters/nameref, accumulator's nameReferenceTransformer). */
import { GoError } from '../../../base/go/values';
import { effectiveNamespace, isSelected, NO_NAMESPACE, printId } from '../resources/id';
import { field, getField, isMissing, scalar, setField, setScalar, valueOf } from '../yaml/node';
import { lookup } from '../yaml/paths';
import { changeField } from './field-spec';
import type { FieldSpec, NameReference } from '../kustomization/field-specs';
import type { Gvk, ResId } from '../resources/id';
import type { Node } from '../yaml/node';
import type { Resource } from '../resources/resource';
import type { Transformer } from './simple';

/** What is asked about each resource for every reference, once. */
interface Candidate {
  readonly resource: Resource;
  readonly id: ResId;
  readonly namespace: string;
  readonly originalNamespace: string;
  readonly previous: readonly ResId[];
}

const candidateOf = (resource: Resource): Candidate => {
  const { id, previousIds: previous } = resource;
  return { resource, id, namespace: effectiveNamespace(id), originalNamespace: effectiveNamespace(previous[0] ?? id), previous };
};

/** Namespaces whose service accounts a role binding names. */
function subjectNamespaces(resource: Resource): Set<string> {
  const result = new Set<string>();
  const subjects = resource.kind === 'RoleBinding' ? field(resource.node, 'subjects') : undefined;
  for (const subject of subjects?.kind === 'list' ? subjects.content : []) {
    const namespace = field(subject, 'namespace');
    if (namespace !== undefined && valueOf(field(subject, 'kind')) === 'ServiceAccount') {
      if (isMissing(namespace)) throw new GoError(`Invalid Input: namespace is blank for resource "${printId(resource.id)}"\n`);
      result.add(namespace.value);
    }
  }
  return result;
}

/** SubsetThatCouldBeReferencedByResource. */
function referable(referrer: Candidate, all: readonly Candidate[]): readonly Candidate[] {
  if (referrer.id.clusterScoped) return all;
  const namespaces = subjectNamespaces(referrer.resource);
  return all.filter(({ id, namespace }) => id.clusterScoped || namespace === referrer.namespace || namespaces.has(id.namespace));
}

class References {
  constructor(private readonly referrer: Candidate, private readonly spec: FieldSpec, private readonly target: Gvk, private readonly candidates: readonly Candidate[]) {}

  run(): void {
    const { resource } = this.referrer;
    try {
      changeField(resource, { ...this.spec, ...resource.gvk }, { set: (node) => this.set(node) });
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`updating name reference in '${this.spec.path}' field of '${printId(resource.id)}': ${error.message}`);
      throw error;
    }
  }

  private set(node: Node): void {
    if (isMissing(node)) return;
    if (node.kind === 'scalar') this.setName(node);
    else if (node.kind === 'map') this.setMap(node);
    else {
      for (const item of node.content) {
        if (isMissing(item)) continue;
        if (item.kind === 'scalar') this.setName(item);
        else if (item.kind === 'map') this.setMap(item);
        else throw new GoError('is expected to be either a string or a map of string');
      }
    }
  }

  private setName(node: Node): void {
    const found = this.select(node.value, this.candidates, (a, b) => a.id.name === b.id.name);
    if (found === undefined) return;
    found.resource.referredBy(this.referrer.resource.id);
    if (found.resource.name !== node.value) setScalar(node, scalar(found.resource.name));
  }

  private setMap(node: Node): void {
    const name = getField(node, 'name');
    if (name === undefined) throw new GoError("path config error; no 'name' field in node");
    const found = this.select(name.value, this.ofNamespace(node), (a, b) => a.id.name === b.id.name && a.id.namespace === b.id.namespace);
    if (found === undefined) return;
    found.resource.referredBy(this.referrer.resource.id);
    const { name: newName, namespace } = found.resource;
    if (newName === name.value && namespace === '') return;
    setField(node, 'name', scalar(newName));
    if (namespace !== '') setField(node, 'namespace', scalar(namespace));
  }

  /** Those of the namespace that stands beside the name, as it was or as it is. */
  private ofNamespace(node: Node): readonly Candidate[] {
    const named = getField(node, 'namespace');
    if (named === undefined) return this.candidates;
    if (named.value === NO_NAMESPACE) return [];
    const before = this.candidates.filter(({ originalNamespace }) => originalNamespace === named.value);
    return before.length > 0 ? before : this.candidates.filter(({ namespace }) => namespace === named.value);
  }

  private get roleRef(): Gvk | undefined {
    if (!this.spec.path.endsWith('roleRef/name')) return undefined;
    const roleRef = lookup(this.referrer.resource.node, ['roleRef']);
    const [group, kind] = [lookup(roleRef, ['apiGroup']), lookup(roleRef, ['kind'])];
    return group === undefined || kind === undefined ? undefined : { group: group.value, version: '', kind: kind.value };
  }

  private select(name: string, candidates: readonly Candidate[], identical: (a: Candidate, b: Candidate) => boolean): Candidate | undefined {
    const { roleRef, referrer } = this;
    let left = candidates.filter(({ previous }) => previous.some((id) => id.name === name) && previous.some((id) => isSelected(id, this.target)));
    if (roleRef !== undefined) left = left.filter(({ previous }) => previous.some((id) => isSelected(id, roleRef)));
    if (!referrer.id.clusterScoped) left = left.filter(({ id, namespace }) => id.clusterScoped || id.kind === 'ServiceAccount' || namespace === referrer.namespace);
    if (left.length === 1) return left[0];
    left = left.filter(({ resource }) => resource.sharesAffixes(referrer.resource, true));
    if (left.length > 1) left = left.filter(({ resource }) => resource.sharesAffixes(referrer.resource, false));
    const [first, ...rest] = left;
    if (first === undefined || rest.every((one) => identical(first, one))) return first;
    const details = left.map(({ resource }, i) => `--- possible referral ${i}:\n${resource.yaml}\n`).join('');
    throw new GoError(`found multiple possible referrals: ${left.map(({ id }) => printId(id)).join(', ')}\n\n**** Too many possible referral targets to referrer:\n${referrer.resource.yaml}\n${details}`);
  }
}

export const nameReferences = (references: readonly NameReference[]): Transformer => ({ list }) => {
  const all = list.map(candidateOf);
  for (const referrer of all) {
    const candidates = referable(referrer, all);
    const original = referrer.previous[0] ?? referrer.id;
    for (const { referrers, ...target } of references) {
      for (const spec of referrers) if (isSelected(original, spec)) new References(referrer, spec, target, candidates).run();
    }
  }
};
