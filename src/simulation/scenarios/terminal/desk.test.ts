import { describe, expect, it } from 'vitest';
import { Desk } from './desk';

const plain = (desk: Desk, text: string): string => {
  let { out, mode, report } = desk.ask({ kind: 'line', text });
  for (let count = 0; mode === 'running' && count < 200; count += 1) {
    const next = desk.ask({ kind: 'advance', until: report.picture.now + 1_000_000 });
    out += next.out;
    ({ mode, report } = next);
  }
  return out;
};

describe('a terminal over a cluster', () => {
  it('has a control plane and three nodes', () => {
    const desk = new Desk({});
    expect(plain(desk, 'kubectl get nodes').split('\n').map((line) => line.split(/\s+/).slice(0, 3).join(' '))).toEqual(['NAME STATUS ROLES', 'cp-1 Ready control-plane', 'node-a Ready <none>', 'node-b Ready <none>', 'node-c Ready <none>', '']);
  });

  it('runs commands that wait on its clock, and keeps what they did', () => {
    const desk = new Desk({});
    expect(plain(desk, 'k create deployment web --image=nginx:1.31 --replicas=3')).toBe('deployment.apps/web created\n');
    expect(plain(desk, 'kubectl rollout status deploy/web')).toMatch(/successfully rolled out/);
    expect(plain(desk, "kubectl get pods -o jsonpath='{.items[*].status.phase}'")).toBe('Running Running Running');
    const { report, shell } = desk.report();
    const again = new Desk({});
    again.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
    expect(plain(again, 'kubectl get pods -o name')).toBe(plain(desk, 'kubectl get pods -o name'));
    expect(plain(again, 'history')).toContain('k create deployment web');
  });

  it('reads a here-document over several lines, and says what holds', () => {
    const desk = new Desk({});
    expect(desk.ask({ kind: 'line', text: 'cat <<EOF | kubectl apply -f -' }).mode).toBe('more');
    for (const line of ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: one', 'data:', '  a: b']) expect(desk.ask({ kind: 'line', text: line }).mode).toBe('more');
    expect(plain(desk, 'EOF')).toBe('configmap/one created\n');
    const checks = [['cm/one : data.a == b', 'cm/two : absent', 'cm : count >= 1', 'ran ~ "kubectl apply"'], ['cm/one : data.a == c', 'deploy/x : exists']];
    expect(desk.ask({ kind: 'checks', checks }).held).toEqual([[true, true, true, true], [false, false]]);
  });

  it('ends a command with Ctrl-C', () => {
    const desk = new Desk({});
    expect(desk.ask({ kind: 'line', text: 'sleep 100' }).mode).toBe('running');
    expect(desk.ask({ kind: 'interrupt' }).mode).toBe('ready');
    expect(plain(desk, 'echo $?')).toBe('130\n');
  });

  it('completes commands and files', () => {
    const desk = new Desk({ files: { 'deploy.yaml': 'a: 1\n' } });
    expect(desk.ask({ kind: 'complete', text: 'cat de', cursor: 6 }).completed).toEqual({ from: 4, words: ['deploy.yaml'] });
    expect(desk.ask({ kind: 'complete', text: 'kub', cursor: 3 }).completed).toEqual({ from: 0, words: ['kubectl'] });
  });
});
