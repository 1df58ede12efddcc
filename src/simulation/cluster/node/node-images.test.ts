import { describe, expect, it } from 'vitest';
import type { Node } from '../../api';
import type { NodeStatus } from '../../api/generated/types/core.v1';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import { byText } from '../../base/ordered-map';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { viewOf } from '../control/view';
import { defaultCluster, nodeSettings } from '../default-cluster';
import { imagesOn } from './machine/images';
import { NEW_MACHINE } from './machine/machine';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const CATALOGUE = { app: { words: ['pull=1s'], size: 72_000_000 }, big: { words: ['pull=1s'], size: 900_000_000 } };
const PAUSE = ['registry.k8s.io/pause:3.10.2'];

const stage = (): ReturnType<typeof defaultCluster> => defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: ['one', 'two'].map((name, index) => nodeSettings(name, index, { catalogue: CATALOGUE })), now: START });
const nodeOf = (cluster: Cluster, name = 'one'): Node => viewOf(cluster.server.store.tables).get('nodes', undefined, name)!;
const imagesOf = (cluster: Cluster, name = 'one'): NonNullable<NodeStatus['images']> => nodeOf(cluster, name).status?.images ?? [];
const tags = (cluster: Cluster): (string | undefined)[] => imagesOf(cluster).map(({ names }) => names?.at(-1));

function withImages(cluster: Cluster, names: readonly string[], nodes: readonly string[] = ['one']): Cluster {
  const images = byText.from(names.map((name) => [name, 0] as const));
  return { ...cluster, machines: nodes.reduce((machines, node) => byText.set(machines, node, { ...NEW_MACHINE, ...byText.get(machines, node), images }), cluster.machines) };
}

describe('a Node lists the images of its machine', () => {
  it('largest first, the digest before the tag, and the sizes that the runtime tells', () => {
    const { config, cluster } = stage();
    const later = runUntil(config, withImages(cluster, ['docker.io/library/app:1', 'docker.io/library/big:1', `docker.io/library/app@sha256:${'0'.repeat(64)}`]), START + 35 * SECOND).cluster;
    expect(imagesOf(later)).toEqual([
      { names: [expect.stringMatching(/^docker\.io\/library\/big@sha256:[0-9a-f]{64}$/), 'docker.io/library/big:1'], sizeBytes: 900_000_000 },
      ...[...imagesOn(byText.get(later.machines, 'one')!, CATALOGUE)].filter(({ size }) => size === 72_000_000).sort((a, b) => (a.id > b.id ? -1 : 1)).map(({ digests, tags: own, size }) => ({ names: [...digests, ...own], sizeBytes: size })),
      { names: [expect.stringMatching(/^registry\.k8s\.io\/pause@sha256:/), ...PAUSE], sizeBytes: 320_448 },
    ]);
    expect(imagesOf(later)).toContainEqual({ names: [`docker.io/library/app@sha256:${'0'.repeat(64)}`], sizeBytes: 72_000_000 });
  });

  it('as they are each thirty seconds, and one that was removed is gone with the next look', () => {
    const { config, cluster } = stage();
    const begun = runUntil(config, cluster, START + 5 * SECOND).cluster;
    expect(tags(begun)).toEqual(PAUSE);
    const pulled = withImages(begun, ['docker.io/library/app:1']);
    expect(tags(runUntil(config, pulled, START + 29 * SECOND).cluster)).toEqual(PAUSE);
    const listed = runUntil(config, pulled, START + 31 * SECOND).cluster;
    expect(tags(listed)).toEqual(['docker.io/library/app:1', ...PAUSE]);
    const removed = withImages(listed, []);
    expect(tags(runUntil(config, removed, START + 59 * SECOND).cluster)).toEqual(['docker.io/library/app:1', ...PAUSE]);
    expect(tags(runUntil(config, removed, START + 61 * SECOND).cluster)).toEqual(PAUSE);
  });

  it.each(['one', 'two'])('and a Pod that names one in full goes there: %s', (node) => {
    const { config, cluster } = stage();
    const listed = runUntil(config, withImages(cluster, ['docker.io/library/big:1'], [node]), START + 35 * SECOND).cluster;
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'big', image: 'docker.io/library/big:1' }] } };
    const asked = request(config, listed, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name: 'web', body, user: { username: 'reader', groups: ['system:masters'] } }).cluster;
    expect(viewOf(runUntil(config, asked, START + 36 * SECOND).cluster.server.store.tables).get('pods', 'default', 'web')?.spec.nodeName).toBe(node);
  });

  it('no more than fifty, and one list where machines have the same; what stays the same writes no status', () => {
    const { config, cluster } = stage();
    const many = Array.from({ length: 60 }, (_, at) => `docker.io/library/app:${at}`);
    const later = runUntil(config, withImages(cluster, many, ['one', 'two']), START + 35 * SECOND).cluster;
    expect(imagesOf(later)).toHaveLength(50);
    expect(imagesOf(later)).toBe(imagesOf(later, 'two'));
    const after = runUntil(config, later, START + 200 * SECOND).cluster;
    expect(nodeOf(after)).toBe(nodeOf(later));
  });
});
