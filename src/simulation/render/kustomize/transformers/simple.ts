/** Labels, annotations, prefixes, suffixes, replicas and images (api/internal/builtins, api/filters). */
import { GoError } from '../../../base/go/values';
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import { isSelected, printGvk } from '../resources/id';
import { demand, field, fieldNames, scalar, setScalar } from '../yaml/node';
import { changeField, entry } from './field-spec';
import type { FieldSpec } from '../kustomization/field-specs';
import type { ImageValue, Texts } from '../kustomization/types';
import type { Gvk } from '../resources/id';
import type { Resources } from '../resources/resources';
import type { Node } from '../yaml/node';

export type Transformer = (resources: Resources) => void;

/** Labels or annotations. */
export const mapEntries = (map: Texts, specs: readonly FieldSpec[]): Transformer => ({ list }) => {
  const keys = [...map.keys()].sort();
  for (const resource of list) {
    for (const key of keys) {
      const set = entry(key, map.get(key)!, '!!str');
      for (const spec of specs) changeField(resource, spec, { set, createKind: 'map', createTag: '!!map' });
    }
  }
};

const KEPT: readonly Gvk[] = [{ group: '', version: '', kind: 'CustomResourceDefinition' }, { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' }, { group: '', version: '', kind: 'Namespace' }];

export const affix = (kind: 'prefix' | 'suffix', text: string, specs: readonly FieldSpec[]): Transformer => ({ list }) => {
  for (const resource of list) {
    const id = resource.originalId;
    if (KEPT.some((kept) => isSelected(id, kept))) continue;
    for (const spec of specs) {
      if (!isSelected(id, spec)) continue;
      if (spec.path === 'metadata/name') {
        if (kind === 'prefix') resource.addPrefix(text);
        else resource.addSuffix(text);
        if (text !== '') resource.rememberId();
      }
      const set = (node: Node): void => setScalar(node, scalar(kind === 'prefix' ? `${text}${node.value}` : `${node.value}${text}`));
      changeField(resource, spec, { set, createKind: 'scalar', createTag: '!!str' });
    }
  }
};

export const replicas = (name: string, count: number, specs: readonly FieldSpec[]): Transformer => ({ list }) => {
  let found = false;
  // Who has, or had, that name.
  const named = list.filter((resource) => !resource.isEmpty).map((resource) => ({ resource, ids: [...resource.previousIds, resource.id].filter((id) => id.name === name) })).filter(({ ids }) => ids.length > 0);
  for (const spec of specs) {
    for (const { resource, ids } of named) {
      if (!ids.some((id) => isSelected(id, spec))) continue;
      found = true;
      changeField(resource, spec, { set: entry('', String(count), '!!int'), createKind: 'scalar', createTag: '!!int' });
    }
  }
  if (!found) throw new GoError(`resource with name ${name} does not match a config with the following GVK [${specs.map(printGvk).join(' ')}]`);
};

/** image.Split. */
function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(image.indexOf('/'), 0);
  const searched = image.slice(slash);
  const at = searched.indexOf('@') < 0 ? -1 : searched.indexOf('@') + slash;
  const colon = searched.indexOf(':') < 0 ? -1 : searched.indexOf(':') + slash;
  if (at < 0 && colon < 0) return { name: image, tag: '', digest: '' };
  if (at >= 0 && (at < colon || colon < 0)) return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  if (at >= 0) return { name: image.slice(0, colon), tag: image.slice(colon + 1, at), digest: image.slice(at + 1) };
  return { name: image.slice(0, colon), tag: image.slice(colon + 1), digest: '' };
}

function renamed(image: string, { newName = '', newTag = '', digest: newDigest = '', tagSuffix = '' }: ImageValue): string {
  const { name, tag, digest } = splitImage(image);
  const [ownTag, ownDigest] = newTag !== '' ? [newTag, newDigest] : newDigest !== '' ? ['', newDigest] : tagSuffix !== '' ? [`${tag}${tagSuffix}`, ''] : [tag, digest];
  return `${newName || name}${ownTag === '' ? '' : `:${ownTag}`}${ownDigest === '' ? '' : `@${ownDigest}`}`;
}

export const images = (image: ImageValue, specs: readonly FieldSpec[]): Transformer => ({ list }) => {
  const compiled = compileRegexp(`^${image.name ?? ''}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
  const set = (node: Node | undefined): void => {
    if (node === undefined) return;
    demand(node, 'scalar');
    if (!compiled.ok) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
    if (regexpMatches(compiled.regexp, node.value)) setScalar(node, scalar(renamed(node.value, image)));
  };
  const all = list.filter((resource) => resource.kind !== 'CustomResourceDefinition');
  for (const { node } of all) if (node !== undefined) walkContainers(node, set);
  for (const resource of all) for (const spec of specs) changeField(resource, spec, { set });
};

/** Every `image` in lists called containers or initContainers, wherever they are. */
function walkContainers(node: Node, set: (image: Node | undefined) => void): void {
  if (node.kind === 'list') return node.content.forEach((item) => walkContainers(item, set));
  if (node.kind !== 'map') return;
  for (const name of fieldNames(node)) {
    const value = field(node, name)!;
    walkContainers(value, set);
    if ((name !== 'containers' && name !== 'initContainers') || value.kind !== 'list') continue;
    for (const item of value.content) {
      demand(item, 'map');
      set(field(item, 'image'));
    }
  }
}
