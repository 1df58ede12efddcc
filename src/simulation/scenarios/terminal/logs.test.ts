import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const POD = (image: string, words: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: loud}, spec: {nodeName: node-a, containers: [{name: app, image: ${image}${words}}]}}`;
const FOLDER = '/var/log/pods/default_loud_*/app';

describe('the files of a container that logs much', () => {
  const type = terminal({ manifests: POD('registry.k8s.example/chatty', ''), settled: 5 });

  it('are put aside when they are larger than 10Mi, the older ones compressed, and five stay', () => {
    const before = type(`ssh node-a ls ${FOLDER}`);
    expect(before).toBe('0.log\n');
    type('sleep 400');
    const [newest, ...others] = type(`ssh node-a ls ${FOLDER}`).trim().split('\n');
    expect(newest).toBe('0.log');
    expect(others).toHaveLength(4);
    const stamps = others.map((name) => /^0\.log\.(\d{8}-\d{6})(\.gz)?$/.exec(name));
    expect(stamps.map((one) => one?.[2])).toEqual(['.gz', '.gz', '.gz', undefined]);
    const seconds = stamps.map((one) => Number(one![1]!.slice(-4, -2)) * 60 + Number(one![1]!.slice(-2)));
    // 532,500 bytes a second reach 10 MiB after 19.7 s: at the second look.
    expect(seconds.slice(1).map((at, n) => (at - seconds[n]! + 3600) % 3600)).toEqual([20, 20, 20]);
    const sizes = type(`ssh node-a "ls -l ${FOLDER}" | awk '/log.*[0-9]$/ {print $5}'`).trim();
    expect(Number(sizes)).toBeGreaterThanOrEqual(10 * 1024 ** 2);
  });

  it('follow one another without a gap, and kubectl reads the newest alone', () => {
    const first = type(`ssh node-a "head -1 ${FOLDER}/0.log"`);
    expect(first).toMatch(/^2026-\S+Z stdout F level=debug seq=\d+ msg="/);
    const seq = (text: string): number => Number(/seq=(\d+)/.exec(text)?.[1]);
    const last = type(`ssh node-a "tail -qn 1 ${FOLDER}/0.log.*[0-9]"`);
    expect(seq(first)).toBe(seq(last) + 1);
    expect(seq(type('kubectl logs loud | head -1'))).toBeGreaterThanOrEqual(seq(first));
    expect(seq(type(`ssh node-a 'zcat $(ls ${FOLDER}/*.gz | tail -1) | tail -1'`))).toBe(seq(type(`ssh node-a "head -qn 1 ${FOLDER}/0.log.*[0-9]"`)) - 1);
    expect(type(`ssh node-a 'zgrep -c level=debug $(ls ${FOLDER}/*.gz | tail -1)'`)).toMatch(/^[1-9]\d{3,}\n$/);
    expect(type(`ssh node-a 'zcat ${FOLDER}/0.log'`)).toMatch(/not in gzip format/);
  });

  it('keep to what the kubelet is told, and are not looked at while it stands', () => {
    type("ssh node-a \"sed -i 's/^containerLogMaxSize.*/containerLogMaxSize: 1Mi/; s/^containerLogMaxFiles.*/containerLogMaxFiles: 2/' /var/lib/kubelet/config.yaml; grep -q '^containerLogMaxSize' /var/lib/kubelet/config.yaml || printf 'containerLogMaxSize: 1Mi\\ncontainerLogMaxFiles: 2\\n' >> /var/lib/kubelet/config.yaml; systemctl restart kubelet\"; sleep 30");
    expect(type(`ssh node-a ls ${FOLDER}`).trim().split('\n')).toHaveLength(2);
    type('ssh node-a systemctl stop kubelet; sleep 120');
    const [size] = type(`ssh node-a "ls -l ${FOLDER}/0.log" | awk '{print $5}'`).trim().split('\n');
    expect(Number(size)).toBeGreaterThan(50 * 1024 ** 2);
    type("ssh node-a \"sed -i 's/^containerLogMaxFiles.*/containerLogMaxFiles: 1/' /var/lib/kubelet/config.yaml; systemctl start kubelet\"");
    expect(type('ssh node-a "journalctl -u kubelet | tail -5"')).toContain('containerLogMaxFiles must be greater than 1');
  });
});

describe('kubectl logs', () => {
  it('follows over the change of the file without losing a line, and tells of the container before', () => {
    const type = terminal({ manifests: POD('registry.k8s.example/chatty', ', args: ["exit=1@130s"]'), settled: 8 });
    const numbers = (text: string): number[] => [...text.matchAll(/seq=(\d+)/g)].map(([, n]) => Number(n));
    const seen = numbers(type("timeout 40 kubectl logs loud -f --tail=1 | awk '{print $2}'"));
    expect(seen.length).toBeGreaterThan(15_000);
    expect(seen.every((n, at) => at === 0 || n === seen[at - 1]! + 1)).toBe(true);
    type('sleep 100');
    const [previous, now] = [numbers(type('kubectl logs loud --previous --tail=1')), numbers(type('kubectl logs loud --tail=1'))];
    expect(previous[0]).toBeGreaterThan(60_000);
    expect(now[0]).toBeLessThan(previous[0]!);
    expect(type(`ssh node-a ls ${FOLDER}`)).toMatch(/^0\.log\n0\.log\.\S+\n[^]*1\.log\n/);
  });

  it('asks again for a log that is followed and not there yet, each second until the Pod should run (consumeWithRetry)', () => {
    const type = terminal({ settled: 5 });
    const lines = type('kubectl run web --image=nginx >/dev/null; timeout 30 kubectl logs -f web').split('\n');
    expect(lines.filter((line) => line === 'container "web" in pod "web" is waiting to start: ContainerCreating').length).toBeGreaterThan(0);
    expect(lines.at(-2)).toMatch(/start up$/);
    type('kubectl run bad --image=registry.k8s.example/nowhere:1; sleep 5');
    const refused = type('kubectl logs -f bad --pod-running-timeout=3s').trim().split('\n');
    expect(refused).toHaveLength(4);
    expect(refused.slice(0, 3).every((line) => line.startsWith('container "bad" in pod "bad" is waiting to start: '))).toBe(true);
    expect(refused[3]).toBe('error: context deadline exceeded');
    expect(type('kubectl logs bad')).toMatch(/^Error from server \(BadRequest\): container "bad" in pod "bad" is waiting to start: /);
    expect(type('kubectl logs -f bad --ignore-errors; echo $?')).toMatch(/^error: container "bad" in pod "bad" is waiting to start: [^\n]*\n0\n$/);
  });

  it('follows five at once at most, unless it is told otherwise', () => {
    const type = terminal({ settled: 5 });
    type('kubectl create deployment many --image=nginx --replicas=6; sleep 30');
    expect(type('kubectl logs -f -l app=many')).toBe('error: you are attempting to follow 6 log streams, but maximum allowed concurrency is 5, use --max-log-requests to increase the limit\n');
    expect(type('timeout 3 kubectl logs -f -l app=many --max-log-requests=6 --tail=1 --prefix').trim().split('\n')).toHaveLength(6);
  });
});
