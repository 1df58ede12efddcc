/** The resources of a build in their order (api/resmap). */
import { GoError, marshal } from '../../../base/go/values';
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import { effectiveNamespace, goSyntax, keyOf, printId, sameId } from './id';
import { ORIGIN } from './resource';
import type { Value } from '../../../base/go/values';
import type { Gvk, ResId } from './id';
import type { Resource } from './resource';

export interface Selector extends Gvk {
  readonly name: string;
  readonly namespace: string;
  readonly annotationSelector: string;
  readonly labelSelector: string;
}

const anchored = (source: string): ((text: string) => boolean) => {
  if (source === '') return () => true;
  const compiled = compileRegexp(`^(?:${source})$`);
  if (!compiled.ok) throw new GoError(compiled.error);
  return (text) => regexpMatches(compiled.regexp, text);
};

/** types.SelectorRegex. */
export function selectorOf(selector: Selector): { gvk(gvk: Gvk): boolean; name(name: string): boolean; namespace(namespace: string): boolean } {
  const [group, version, kind, name, namespace] = [selector.group, selector.version, selector.kind, selector.name, selector.namespace].map(anchored) as [(text: string) => boolean, (text: string) => boolean, (text: string) => boolean, (text: string) => boolean, (text: string) => boolean];
  return { gvk: (gvk) => group(gvk.group) && version(gvk.version) && kind(gvk.kind), name, namespace };
}

export class Resources {
  list: Resource[] = [];

  append(resource: Resource): void {
    const { id } = resource;
    if (this.list.some((other) => other.hasId(id))) throw new GoError(`may not add resource with an already registered id: ${printId(id)}`);
    this.list.push(resource);
  }

  appendAll(resources: readonly Resource[]): void {
    const names = new Set(this.list.map(({ name }) => name));
    for (const resource of resources) {
      // Only what has a name that is there already can be called the same.
      if (names.has(resource.name)) this.append(resource);
      else this.list.push(resource);
      names.add(resource.name);
    }
  }

  dropEmpty(): void {
    this.list = this.list.filter((resource) => !resource.isEmpty);
  }

  byAnyId(matches: (id: ResId) => boolean): Resource[] {
    return this.list.filter((resource) => !resource.isEmpty && (resource.previousIds.some(matches) || matches(resource.id)));
  }

  private called(id: ResId): Resource[] {
    return this.list.filter((resource) => !resource.isEmpty && (resource.previousIds.some((previous) => sameId(id, previous)) || resource.hasId(id)));
  }

  /** GetById. */
  one(id: ResId): Resource {
    const found = this.called(id);
    if (found.length === 1) return found[0]!;
    throw new GoError(`${found.length > 1 ? 'multiple' : 'no'} matches for Id ${printId(id)}; failed to find unique target for patch ${printId(id)}`);
  }

  /** AbsorbAll: what a generator made is added, or merged with what is there, as its behavior says. */
  absorb(resource: Resource): void {
    const { id, behavior } = resource;
    const matches = this.called(id);
    if (matches.length > 1) throw new GoError(`found multiple objects [${matches.map((match) => marshal(match.json as Value)).join(' ')}] that could accept merge of ${printId(id)}`);
    const old = matches[0];
    if (old === undefined) {
      if (behavior === 'merge' || behavior === 'replace') throw new GoError(`id ${goSyntax(id)} does not exist; cannot merge or replace`);
      return this.append(resource);
    }
    if (behavior !== 'merge' && behavior !== 'replace') throw new GoError(`id ${goSyntax(id)} exists; can not use behavior: '${behavior}', behavior must be merge or replace`);
    const index = this.list.indexOf(old);
    const origin = old.annotations.get(ORIGIN);
    resource.takeMetadata(old);
    if (behavior === 'merge') {
      resource.takeData(old);
      if (origin !== undefined) resource.annotations = new Map([...resource.annotations, [ORIGIN, origin]]);
    }
    this.list[index] = resource;
  }

  select(selector: Selector): Resource[] {
    const match = selectorOf(selector);
    return this.list.filter((resource) => {
      const [id, original] = [resource.id, resource.originalId];
      return [original, id].some((each) => match.namespace(effectiveNamespace(each))) && [original, id].some((each) => match.name(each.name))
        && match.gvk(resource.gvk) && resource.matches(selector.labelSelector, selector.annotationSelector);
    });
  }

  /** ApplySmPatch: the same patch to several, whose kind the patch may name differently. */
  patch(selected: readonly Resource[], patch: Resource): void {
    const ids = new Set(selected.map((resource) => keyOf(resource.id)));
    const list: Resource[] = [];
    for (const resource of this.list) {
      if (ids.has(keyOf(resource.id))) {
        const copy = patch.copy();
        copy.takeMetadata(patch);
        copy.setGvk(resource.gvk, resource.apiVersion);
        copy.kind = patch.kind;
        resource.applyPatch(copy);
      }
      if (!resource.isEmpty) list.push(resource);
    }
    this.list = [];
    this.appendAll(list);
  }

  get yaml(): string {
    return this.list.map((resource) => resource.yaml).join('---\n');
  }
}
