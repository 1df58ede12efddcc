/** What the API server tells of the resources of one group version, or of the versions of a group (apiserver pkg/endpoints/discovery, apiextensions-apiserver pkg/apiserver customresource_discovery_controller.go). */
import { encodeBase64Bytes } from '../../base/go/base64';
import { sha256Words } from '../../base/sha';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import type { Resource } from '../../api/schema/resources';
import { splitApiVersion } from '../../api/schema/resources';

/** discovery.StorageVersionHash. */
function storageVersionHash(apiVersion: string, kind: string): string {
  const [group, version] = splitApiVersion(apiVersion);
  const words = sha256Words(new TextEncoder().encode(`${group}/${version}/${kind}`));
  return encodeBase64Bytes([words[0] ?? 0, words[1] ?? 0].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255)));
}

const some = (name: string, list: readonly string[]): object => (list.length === 0 ? {} : { [name]: list });

function entries({ storageApiVersion, kind }: Kind, { plural, singular, namespaced, verbs, shortNames, categories, apiVersion, subresources }: Resource): readonly object[] {
  const stored = verbs.includes('create') && verbs.includes('list') ? { storageVersionHash: storageVersionHash(storageApiVersion ?? apiVersion, kind) } : {};
  return [
    { name: plural, singularName: singular, namespaced, kind, verbs, ...some('shortNames', shortNames), ...some('categories', categories), ...stored },
    ...subresources.map((one) => {
      const [group, version] = splitApiVersion(one.apiVersion);
      return { name: `${plural}/${one.name}`, singularName: '', namespaced, ...(one.apiVersion === apiVersion ? {} : { group, version }), kind: one.kind, verbs: one.verbs };
    }),
  ];
}

/** The document at `/apis/GROUP/VERSION`, `/api/v1` or `/apis/GROUP`; undefined where there is none. */
export function discoveryDocument({ kinds }: Registry, path: string): object | undefined {
  const [, root, group = '', version] = /^\/(apis?)\/([^/?]+)(?:\/([^/?]+))?\/?$/.exec(path) ?? [];
  if (root === undefined || (root === 'api' && version !== undefined)) return undefined;
  const resources = kinds.flatMap((kind) => (kind.resource === undefined ? [] : [{ kind, resource: kind.resource }]));
  if (root === 'apis' && version === undefined) {
    const versions = [...new Set(resources.filter(({ resource }) => resource.group === group).map(({ resource }) => resource.version))].map((one) => ({ groupVersion: `${group}/${one}`, version: one }));
    return versions.length === 0 ? undefined : { kind: 'APIGroup', apiVersion: 'v1', name: group, versions, preferredVersion: versions[0] };
  }
  const groupVersion = root === 'api' ? group : `${group}/${version ?? ''}`;
  const own = resources.filter(({ resource }) => resource.apiVersion === groupVersion);
  if (own.length === 0) return undefined;
  const custom = own.every(({ kind }) => kind.custom);
  const listed = own.flatMap(({ kind, resource }) => entries(kind, resource) as readonly { readonly name: string }[]);
  // Custom ones stand in the order of their definitions, each with its subresources after it.
  return { kind: 'APIResourceList', ...(root === 'api' ? {} : { apiVersion: 'v1' }), groupVersion, resources: custom ? listed : [...listed].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
