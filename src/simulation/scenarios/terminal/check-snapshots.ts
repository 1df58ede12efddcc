/** etcd as a check asks for it: snapshots that lie on a machine (`snapshots : count >= 1`), and its members. */
import type { ApiObject } from '../../api/types';
import { byText } from '../../base/ordered-map';
import { readDatabase } from '../../cluster/etcd/backend';
import { livingEtcd } from '../../cluster/etcd/living/living';
import type { Cluster } from '../../cluster/state';
import type { Node, Tree } from '../../shell/files/tree';

/** A file does not change, so it is read once. */
const READ = new WeakMap<Node, { readonly sum: string; readonly revision: number } | null>();

function snapshotIn(node: Node): { readonly sum: string; readonly revision: number } | null {
  if (node.kind !== 'file' || !node.text.startsWith('bbolt ')) return null;
  const known = READ.get(node);
  if (known !== undefined) return known;
  const database = readDatabase(node.text);
  const found = database === undefined || database.sum === 'none' ? null : { sum: database.sum, revision: database.backend.keys.revision };
  READ.set(node, found);
  return found;
}

/** Members of etcd: `etcdmembers -f status.fromSnapshot=true : count == 3`. One that began from a snapshot has a shorter log than its revision says. */
export function etcdMembers(cluster: Cluster): readonly ApiObject[] {
  const { members, at } = livingEtcd(cluster);
  return members.map(({ name, index, backend: { keys } }) => ({ apiVersion: 'v1', kind: 'EtcdMember', metadata: { name }, status: { fromSnapshot: index < (keys?.revision ?? at) } }) as ApiObject);
}

/** On the reader's own machine and on those of the cluster, by `machine:path`; `status.sum` is right or wrong. */
export const snapshotsOn = ({ machines }: Cluster, tree: Tree): readonly ApiObject[] =>
  [['', tree] as const, ...[...byText.entries(machines)].map(([host, { root = {} }]) => [host, root] as const)].flatMap(([host, files]) =>
    Object.entries(files).flatMap(([path, node]) => {
      const found = snapshotIn(node);
      return found === null || path.includes('/member/snap/') ? [] : [{ apiVersion: 'v1', kind: 'Snapshot', metadata: { name: `${host}:${path}` }, status: found } as ApiObject];
    }),
  );
