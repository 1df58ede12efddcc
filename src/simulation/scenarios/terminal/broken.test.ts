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

  it('has to be broken by lines that succeed', () => {
    expect(() => new Desk({ broken: ['kubectl delete pod nobody'] })).toThrow(/kubectl delete pod nobody: a line that breaks .* pods "nobody" not found/);
  });
});
