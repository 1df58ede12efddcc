// @vitest-environment jsdom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import type { NodePicture, OwnerPicture, Picture, PodPicture } from '@site/src/simulation/cluster/picture/picture';
import { clusterChart, type ClusterChartWords } from './clusterChart';

const words: ClusterChartWords = {
  replicas: (ready, desired) => `${ready}/${desired} 준비`, nodeReady: { True: 'Ready', False: 'NotReady', Unknown: 'NotReady' }, cordoned: 'SchedulingDisabled',
  waiting: '노드를 기다리는 파드', noPods: '파드 없음', more: (n) => `외 ${n}개`, moreNodes: (n) => `그 밖에 노드 ${n}대`, moreOwners: (n) => `그 밖에 소유자 ${n}개`,
};
const node = (name: string, over: Partial<NodePicture> = {}): NodePicture => ({ name, ready: 'True', unschedulable: false, taints: [], milliCpu: 2000, bytes: 1, requestedMilliCpu: 0, requestedBytes: 0, ...over });
const pod = (name: string, on: string | null, over: Partial<PodPicture> = {}): PodPicture => ({
  key: `default/${name}`, namespace: 'default', name, uid: name, node: on, status: on === null ? 'Pending' : 'Running', tone: on === null ? 'waiting' : 'good', ready: on === null ? 0 : 1, containers: 1, restarts: 0, ip: null,
  owner: 'ReplicaSet/default/web-1', milliCpu: 0, bytes: 0, ...over,
});
const owner = (kind: string, name: string, over: Partial<OwnerPicture> = {}): OwnerPicture => ({ key: `${kind}/default/${name}`, kind, namespace: 'default', name, owner: null, desired: 2, ready: 1, revision: null, ...over });
const WEB = [owner('ReplicaSet', 'web-1', { owner: 'Deployment/default/web' }), owner('Deployment', 'web'), owner('ReplicaSet', 'web-0', { owner: 'Deployment/default/web', desired: 0, ready: 0 })];
const picture = (over: Partial<Picture>): Picture => ({ now: 0, revision: 1, nodes: [node('node-1'), node('node-2')], pods: [], owners: WEB, events: [], components: [], ...over });

describe('a cluster at a moment as Mermaid text', () => {
  it('leads from owners to the Pods in the boxes of their nodes, and to those without a node', () => {
    const text = clusterChart(picture({ pods: [pod('web-1-a', 'node-1'), pod('web-1-b', null)] }), words);
    expect(text).toContain('flowchart LR');
    expect(text).toContain('o0["Deployment<br/>web<br/>1/2 준비"]');
    expect(text).toContain('subgraph n0["node-1"]');
    expect(text).toContain('n0p0(["web-1-a<br/>Running 1/1"])');
    expect(text).toContain('n1none["파드 없음"]');
    expect(text).toContain('subgraph w["노드를 기다리는 파드"]');
    expect(text).toContain('wp0(["web-1-b<br/>Pending 0/1"]):::open');
    for (const edge of ['o0 --> o1', 'o1 --> n0p0', 'o1 --> wp0']) expect(text).toContain(edge);
    expect(text).not.toContain('web-0');
  });

  it('says what a node is like, and follows the state', () => {
    const before = clusterChart(picture({}), words);
    const after = clusterChart(picture({ nodes: [node('node-1', { ready: 'Unknown' }), node('node-2', { unschedulable: true })] }), words);
    expect(after).not.toBe(before);
    expect(after).toContain('subgraph n0["node-1 · NotReady"]');
    expect(after).toContain('subgraph n1["node-2 · SchedulingDisabled"]');
  });

  it('stands one below another on a narrow screen, owners pointing at the boxes', () => {
    const text = clusterChart(picture({ pods: [pod('a', 'node-1'), pod('b', 'node-1'), pod('c', 'node-2')] }), words, true);
    expect(text).toContain('flowchart TB');
    expect(text.match(/o1 --> n0$/gm)).toHaveLength(1);
    expect(text).toContain('n0p0 ~~~ n0p1');
    expect(text).toContain('n0 ~~~ n1');
  });

  it('draws so much as can be read, and counts the rest in words', () => {
    const nodes = Array.from({ length: 11 }, (_, i) => node(`node-${i}`));
    const pods = Array.from({ length: 500 }, (_, i) => pod(`web-${i}`, `node-${i % 11}`));
    const text = clusterChart(picture({ nodes, pods, owners: Array.from({ length: 15 }, (_, i) => owner('Job', `job-${i}`)) }), words);
    expect(text.match(/\(\["/g)).toHaveLength(24);
    expect(text).toContain('외 43개');
    expect(text).toContain('그 밖에 노드 3대');
    expect(text).toContain('그 밖에 소유자 3개');
    expect(text.length).toBeLessThan(6000);
  });

  it('is text that Mermaid reads, whatever the names', async () => {
    const odd = ['end', 'a"]; click x', '<b>#x</b>', '`one`', 'o--x', 'subgraph', '한글 "이름"'];
    for (const narrow of [false, true]) {
      const text = clusterChart(picture({ nodes: odd.map((name) => node(name)), pods: odd.map((name, i) => pod(name, odd[i]!)), owners: odd.map((name) => owner(name, name)) }), words, narrow);
      await expect(mermaid.parse(text)).resolves.toBeTruthy();
      expect(text).toContain('#96;one#96;');
    }
    await expect(mermaid.parse(clusterChart(picture({ nodes: [], owners: [] }), words))).resolves.toBeTruthy();
  });
});
