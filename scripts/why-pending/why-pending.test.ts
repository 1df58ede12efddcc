import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeNode, makePod } from '../../src/simulation/scheduler/fixtures';
import { readArguments } from './arguments';
import { main } from './main';

describe('the command line', () => {
  it('names a file, a Pod, a configuration and what-ifs', () => {
    expect(readArguments(['dump.json', 'shop/app', '--config', 's.yaml', '--more-nodes', 'a=2', '--request', 'cpu=500m', '--tolerate', 'k=v:NoSchedule', '--label', 'a:disk=ssd', '--priority', '-5', '--uncordon', 'b', '--without-node', 'c'])).toEqual({
      file: 'dump.json',
      pod: 'shop/app',
      config: 's.yaml',
      changes: [
        { kind: 'moreNodes', like: 'a', count: 2 },
        { kind: 'request', resource: 'cpu', amount: '500m' },
        { kind: 'toleration', taint: { key: 'k', value: 'v', effect: 'NoSchedule' } },
        { kind: 'nodeLabel', node: 'a', label: 'disk', value: 'ssd' },
        { kind: 'priority', priority: -5 },
        { kind: 'uncordon', node: 'b' },
        { kind: 'withoutNode', node: 'c' },
      ],
    });
  });
  it.each([
    [['--request', 'cpu'], 'write --request RESOURCE=AMOUNT'],
    [['--more-nodes', 'a=many'], 'write --more-nodes NODE=N'],
    [['--tolerate', 'k:Sometimes'], 'write --tolerate KEY[=VALUE]:NoSchedule'],
    [['--label', 'a=b'], 'write --label NODE:KEY=VALUE'],
    [['--config'], '--config needs a value'],
    [['--what'], '--what is no option'],
    [[], 'why-pending dump.json'],
  ])('says what to write instead of %j', (words, message) => expect(() => readArguments(words.length === 0 ? [] : ['d.json', ...words])).toThrow(message));
});

describe('why-pending', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'why-'));
    const items = [makeNode('a'), makeNode('b'), makePod('x', { cpu: '3' }, { nodeName: 'a' }), makePod('y', { cpu: '2500m' }, { nodeName: 'b' }), makePod('p', { cpu: '2' }), makePod('q', { cpu: '2' })];
    writeFileSync(join(dir, 'dump.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const run = async (...words: string[]): Promise<string> => {
    const lines: string[] = [];
    await main([join(dir, 'dump.json'), ...words], (line) => void lines.push(line));
    return lines.join('\n');
  };

  it('puts Pods with the same reasons together and ranks what would help', async () => {
    const told = await run();
    expect(told).toContain('2 nodes, 2 Pods on them, 2 Pending');
    expect(told).toContain('default/p, and 1 alike: default/q');
    expect(told).toContain('1. request less: cpu 1500m instead of 2000m: it goes to b');
    expect(told).toContain('The dump has no PersistentVolume.');
  });
  it('answers what-ifs', async () => {
    const told = await run('--more-nodes', 'a');
    expect(told).toContain('With these changes 2 Pods find a place and 0 go on waiting.');
    expect(told).toContain('  new-node-1: default/p, default/q');
    expect(await run('p', '--request', 'cpu=1500m')).toContain('  b: default/p');
  });
  it('says what it cannot find', async () => {
    await expect(run('nobody')).rejects.toThrow('has no Pending Pod "nobody"; those are p, q');
    await expect(run('--uncordon', 'z')).rejects.toThrow('the dump has no node "z"; it has a, b');
    writeFileSync(join(dir, 'dump.json'), 'NAME READY');
    await expect(run()).rejects.toThrow('cannot be read as JSON');
  });
});
