// @vitest-environment jsdom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { runLab, type ServiceOptions } from '@site/src/simulation/scenarios/services';
import { wayOf } from '@site/src/simulation/scenarios/policy-way/way';
import { endNamed, readPolicies, wayQuestion, type EndName } from '../PolicyTester/network';
import { PRESETS as POLICIES } from '../PolicyTester/presets';
import { waysOfTester } from '../PolicyTester/packets';
import { placeInLab, wayOfRequest } from '../ServiceLab/packets';
import { PRESETS } from '../ServiceLab/presets';
import { packetChart, type Place } from './chart';
import { packetMessages } from './messages';

const en = packetMessages.en.chart;
const request = (options: Partial<ServiceOptions>, pod?: string): string => {
  const { requests } = runLab({ ...PRESETS.spread, ...options });
  return packetChart([wayOfRequest(requests.findLast((one) => pod === undefined || one.pod === pod)!)], placeInLab, en);
};
const tester = (yaml: string, from: EndName, to: EndName, port: number, words = en): string => {
  const question = wayQuestion(readPolicies(yaml).policies, true, endNamed(from), endNamed(to), { protocol: 'TCP', port });
  if (typeof question === 'string') throw new Error(question);
  const way = wayOf(question);
  const { ways, placeOf } = waysOfTester(way);
  return packetChart(ways, placeOf, words);
};

describe('the way of a packet as Mermaid text', () => {
  it('stays on one node, or goes to another', () => {
    const same = request({}, 'web-1');
    expect(same).toContain('subgraph n0["node-a"]');
    expect(same).toContain('(["web-1<br/>10.244.1.1"])');
    expect(same).toContain('-->|"TCP 10.96.0.20:80"|');
    expect(same).toContain('"same node<br/>source 10.244.1.9"');
    expect(same).not.toContain('subgraph n1');
    const other = request({}, 'web-4');
    expect(other).toContain('subgraph n1["node-c"]');
    expect(other).toContain('"to another node<br/>source 10.244.1.9"');
  });

  it('begins outside where the client is, and says as whom it is seen', () => {
    const text = request({ client: 'outside', address: 'node-port' }, 'web-3');
    expect(text).toContain('subgraph out["outside the cluster"]');
    expect(text).toContain('"to another node<br/>source 192.168.0.2"');
    expect(request({ client: 'outside' })).toContain('["no way to a node"]:::ends');
  });

  it('follows conntrack on a connection that is there already, and ends where it is rejected', () => {
    expect(request({ keepsConnection: true })).toMatch(/\["conntrack<br\/>open connection → 10\.244\./);
    const none = { 'web-1': 'unready', 'web-2': 'unready', 'web-3': 'unready', 'web-4': 'unready' } as const;
    expect(request({ pods: none })).toContain('["kube-proxy’s rules<br/>rejected"]:::ends');
  });

  it('draws a name’s questions and the connection, and counts what is asked again', () => {
    const dropped = tester(POLICIES.explore.yaml, 'web', 'api', 8000);
    expect(dropped).toContain('{{"dropped at egress<br/>shop/default-deny"}}:::ends');
    expect(dropped.match(/2 times alike/g)).toHaveLength(2);
    const open = tester('', 'web', 'api', 8000);
    expect(open).toContain('"① DNS<br/>api.shop.svc.cluster.<br/>local."');
    expect(open).toContain('"② TCP 10.96.0.22:8000"');
    expect(open).toContain('(["api<br/>10.244.2.12"])');
    expect(open).toContain('"to another node"');
    expect(open).toContain('"same node"');
    expect(tester('', 'web', 'internet', 443)).toContain('"out of the cluster"');
    expect(tester('', 'web', 'api', 8000, packetMessages.ko.chart)).toContain('"다른 노드로"');
  });

  it('is text that Mermaid reads, whatever the names and however wide the screen', async () => {
    const odd = ['end', 'a"]; click x', '<b>#x</b>', '`한글`'];
    const placeOf = (ip: string): Place => ({ name: odd[ip.length % odd.length]!, node: odd[(ip.length + 1) % odd.length] });
    const { requests } = runLab(PRESETS.spread);
    for (const narrow of [false, true]) {
      const text = packetChart(requests.slice(0, 8).map((one) => ({ ...wayOfRequest(one), label: odd })), placeOf, en, narrow);
      expect(text).toContain(narrow ? 'flowchart TB' : 'flowchart LR');
      await expect(mermaid.parse(text)).resolves.toBeTruthy();
    }
    await expect(mermaid.parse(tester(POLICIES.explore.yaml, 'web', 'api', 8000))).resolves.toBeTruthy();
    await expect(mermaid.parse(packetChart([], placeOf, en))).resolves.toBeTruthy();
  });
});
