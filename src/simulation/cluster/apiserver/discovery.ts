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

/** Where an API server is found that says its own address, in the documents of old clients. */
const ADDRESSES = [{ clientCIDR: '0.0.0.0/0', serverAddress: '192.168.0.10:6443' }];

/** What stands first among the groups (controlplane apiserver/aggregator.go DefaultGenericAPIServicePriorities); the others follow by name. */
const PRIORITIES: Readonly<Record<string, number>> = {
  'apiregistration.k8s.io': 18_000, apps: 17_800, 'events.k8s.io': 17_750, 'authentication.k8s.io': 17_700, 'authorization.k8s.io': 17_600, autoscaling: 17_500, batch: 17_400, 'certificates.k8s.io': 17_300,
  'networking.k8s.io': 17_200, policy: 17_100, 'rbac.authorization.k8s.io': 17_000, 'storage.k8s.io': 16_800, 'admissionregistration.k8s.io': 16_700, 'apiextensions.k8s.io': 16_700, 'scheduling.k8s.io': 16_600,
  'coordination.k8s.io': 16_500, 'node.k8s.io': 16_300, 'discovery.k8s.io': 16_200, 'resource.k8s.io': 16_200, 'flowcontrol.apiserver.k8s.io': 16_100, 'internal.apiserver.k8s.io': 16_000, 'storagemigration.k8s.io': 15_800,
};

const versionsOf = (resources: readonly Resource[], group: string): readonly { readonly groupVersion: string; readonly version: string }[] =>
  [...new Set(resources.filter((one) => one.group === group).map(({ version }) => version))].map((version) => ({ groupVersion: `${group}/${version}`, version }));

/** The APIGroupList at `/apis` (kube-aggregator pkg/apiserver handler_apis.go). */
function allGroups({ kinds }: Registry): object {
  const resources = kinds.flatMap(({ resource }) => resource ?? []);
  const names = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '');
  const order = (group: string): number => PRIORITIES[group] ?? 1000;
  const groups = names.sort((a, b) => order(b) - order(a) || (a < b ? -1 : 1)).map((name) => {
    const versions = versionsOf(resources, name);
    return { name, versions, preferredVersion: versions[0] };
  });
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** The document at `/api`, `/apis`, `/apis/GROUP/VERSION`, `/api/v1` or `/apis/GROUP`; undefined where there is none. */
export function discoveryDocument(registry: Registry, path: string): object | undefined {
  const { kinds } = registry;
  if (/^\/api\/?$/.test(path)) return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: ADDRESSES };
  if (/^\/apis\/?$/.test(path)) return allGroups(registry);
  const [, root, group = '', version] = /^\/(apis?)\/([^/?]+)(?:\/([^/?]+))?\/?$/.exec(path) ?? [];
  if (root === undefined || (root === 'api' && version !== undefined)) return undefined;
  const resources = kinds.flatMap((kind) => (kind.resource === undefined ? [] : [{ kind, resource: kind.resource }]));
  if (root === 'apis' && version === undefined) {
    const versions = versionsOf(resources.map(({ resource }) => resource), group);
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
