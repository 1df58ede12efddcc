import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typeLine } from './type-line';

describe('a cluster that somebody broke', () => {
  const start = { broken: ['kubectl create deployment web --image=nginx:1.30', 'kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: note}\nEOF', 'echo left > here.txt'], brokenFor: 30 } as const;

  it('shows what was done, and neither who did it nor how', () => {
    const desk = new Desk(start);
    const { report, out } = desk.report();
    expect([out, report.log, report.begun]).toEqual(['', [], report.picture.now]);
    expect(typeLine(desk, 'kubectl get deploy,cm -o name; ls; history')).toMatch(/^deployment.apps\/web\nconfigmap\/kube-root-ca.crt\nconfigmap\/note\n +1 +kubectl/);
    expect(report.picture.pods.find(({ name }) => name.startsWith('web-'))).toBeDefined();
  });

  it('stands there again after a reload', () => {
    const desk = new Desk(start);
    typeLine(desk, 'kubectl scale deploy web --replicas=2; sleep 20');
    const { report, shell } = desk.report();
    const again = new Desk(start);
    again.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
    expect(again.report().report.picture).toEqual(report.picture);
  });

  it('breaks while a command runs, which goes on', () => {
    const desk = new Desk({});
    desk.ask({ kind: 'line', text: 'sleep 30; echo slept' });
    const { log } = desk.report().report;
    const { out, mode, report } = desk.ask({ kind: 'broken', lines: ['kubectl create cm late'] });
    expect([out, mode, report.log.length]).toEqual(['', 'running', log.length + 1]);
    expect(desk.ask({ kind: 'advance', until: report.picture.now + 31_000_000 }).out).toBe('slept\n');
    expect(typeLine(desk, 'kubectl get cm late -o name; history')).toMatch(/^configmap\/late\n +1 +sleep 30; echo slept\n +2 +kubectl get/);
  });

  it('has to be broken by lines that succeed', () => {
    expect(() => new Desk({ broken: ['kubectl delete pod nobody'] })).toThrow(/kubectl delete pod nobody: a line that breaks something .* pods "nobody" not found/);
  });
});
