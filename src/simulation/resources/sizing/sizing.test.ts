import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredWorkloads, percentile, readUsage, sizedContainer, sizeWorkload, throttledMs, workloadOf } from '../index';
import type { SizeNode, SizingRules } from '../index';

const TOP = `POD                     NAME    CPU(cores)   MEMORY(bytes)
web-7d9c5b8f6d-x2k4p    app     120m         310Mi
web-7d9c5b8f6d-x2k4p    proxy   9m           48Mi
web-7d9c5b8f6d-q8w5z    app     240m         402Mi
web-7d9c5b8f6d-q8w5z    proxy   11m          50Mi
`;
const MIB = 1024 * 1024;
const node: SizeNode = { cpu: 3800, memory: 14 * 1024 * MIB, capacityMemory: 16 * 1024 * MIB, maxPods: 110 };
const rules: SizingRules = { cpuPercentile: 0.9, memoryHeadroom: 0.15, cpuLimit: 'none' };
const codes = (text: string) => readUsage(text).problems.map(({ line, code }) => `${line} ${code}`);

describe('kubectl top pods --containers', () => {
  it('is read, with namespaces, repeated headers, a prompt, a sum and without headers', () => {
    expect(readUsage(TOP)).toMatchObject({ format: 'top', problems: [], samples: [{ pod: 'web-7d9c5b8f6d-x2k4p', container: 'app', cpu: 120, memory: 310 * MIB }, {}, {}, {}] });
    expect(readUsage(`$ kubectl top pods --containers\n${TOP}${TOP}`).samples).toHaveLength(8);
    expect(readUsage(`${TOP}                                ________     ________   \n                                380m         810Mi      \n`)).toMatchObject({ problems: [], samples: { length: 4 } });
    expect(readUsage('shop  web-1  app  120m  310Mi\n').samples).toMatchObject([{ namespace: 'shop', pod: 'web-1' }]);
    expect(readUsage('NAMESPACE   POD     NAME   CPU(cores)   MEMORY(bytes)\nshop        web-1   app    1m           2Mi').samples).toMatchObject([{ namespace: 'shop', container: 'app', cpu: 1 }]);
  });

  it('names line and fault', () => {
    expect(codes('NAME     CPU(cores)   MEMORY(bytes)\nweb-1    120m         310Mi\n')).toEqual(['1 wholePods']);
    expect(codes('NAME     CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)\nnode-a   120m         3%       310Mi          2%\n')).toContain('1 nodes');
    expect(codes(`${TOP}web-7d9c5b8f6d-q8w5z    app     12O m         402Mi\n`)).toEqual(['6 columnCount']);
    expect(codes(`${TOP}web-7d9c5b8f6d-q8w5z    app     12Om         402Mi\n`)).toEqual(['6 quantity']);
    expect(codes(`${TOP}web-7d9c5b8f6d-q8w5z    app     <unknown>         <unknown>\n`)).toEqual(['6 unavailable']);
    expect(codes('')).toEqual(['1 empty']);
    expect(codes('hello there')).toEqual(['1 noHeader']);
  });
});

describe('CSV', () => {
  it('is read line by line, in cores and bytes or with units, whatever the order', () => {
    const read = readUsage('time,container,pod,memory,cpu\n2026-11-28T10:00:00Z,app,web-0,325058560,0.12\n1764324060,app,web-0,310 MiB,250m\n');
    expect(read.problems).toEqual([]);
    expect(read.samples).toMatchObject([{ cpu: 120, memory: 310 * MIB }, { cpu: 250, memory: 310 * MIB }]);
    expect(readUsage('container;cpu (m)\napp;250\n').samples).toMatchObject([{ cpu: 250, memory: null }]);
    expect(readUsage('time,metric,container,value\n1764324060,container_memory_working_set_bytes,app,1048576\n').samples).toMatchObject([{ memory: MIB, cpu: null }]);
  });

  it('is read as Grafana saves a panel', () => {
    const read = readUsage('"Time","container_memory_working_set_bytes{container=""app"", pod=""web-0""}"\n2026-11-28 10:00:00,1048576\n2026-11-28 10:01:00,\n');
    expect(read).toMatchObject({ problems: [], samples: [{ container: 'app', pod: 'web-0', memory: MIB }] });
  });

  it('names line and fault', () => {
    expect(codes('time,cpu,pod\n1,2,3\n')).toEqual(['1 noContainer']);
    expect(codes('container,pod\napp,web\n')).toEqual(['1 noValue']);
    expect(codes('time,app\n1764324060,3\n')).toEqual(['1 whichMetric']);
    expect(codes('container,cpu\napp,lots\n')).toEqual(['2 quantity']);
    expect(codes('container,cpu\napp,-1\napp\n')).toEqual(['2 negative', '3 columnCount']);
    expect(codes('container,cpu\n"app,1\n')).toEqual(['2 quote']);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.array(fc.constantFrom('time', ',', '\n', '"', 'cpu', 'container', '1', 'm', ' ', 'POD', 'CPU(cores)', '{', '}'), { maxLength: 60 }).map((parts) => parts.join(''))), (text) => {
      expect(readUsage(text).samples.length + readUsage(text).problems.length).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });
});

describe('sizes', () => {
  it('know a workload by the names of its Pods', () => {
    expect(['web-7d9c5b8f6d-x2k4p', 'db-0', 'agent-4xq7z', 'lonely', 'my-app'].map(workloadOf)).toEqual(['web', 'db', 'agent', 'lonely', 'my-app']);
  });

  it('follow the rules, and say what they cost', () => {
    const [workload] = measuredWorkloads(readUsage(TOP).samples);
    expect(workload).toMatchObject({ name: 'web', pods: 2, containers: [{ name: 'app', cpu: [120, 240] }, { name: 'proxy' }] });
    const size = sizeWorkload(workload, rules, node);
    expect(size.containers[0]).toMatchObject({ cpu: { request: 240, limit: null, over: 0 }, memory: { request: 464 * MIB, limit: 464 * MIB } });
    expect(size).toMatchObject({ cpu: 260, qos: 'Burstable', perNode: 14, bound: 'cpu', nodes: 1 });
    expect(sizeWorkload(workload, { ...rules, cpuLimit: 'request' }, node)).toMatchObject({ qos: 'Guaranteed', oomScoreAdj: -997 });
    expect(sizedContainer(size.containers[0])).toEqual({ name: 'app', resources: { requests: { cpu: '240m', memory: '464Mi' }, limits: { memory: '464Mi' } } });
  });

  it('cover the share of the samples that was asked for', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
      const sorted = [...values].sort((a, b) => a - b);
      expect(values.filter((value) => value <= percentile(sorted, share)).length / values.length).toBeGreaterThanOrEqual(share - 1e-9);
    }));
  });

  it('know the wait that a limit makes', () => {
    expect([throttledMs(30, 200), throttledMs(30, 500), throttledMs(30, 100), throttledMs(30, 1000), throttledMs(20, 200)]).toEqual([110, 30, 210, 30, 20]);
  });
});
