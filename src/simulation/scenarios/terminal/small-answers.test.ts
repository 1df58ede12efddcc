import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

describe('what kubectl and the API server say to each other', () => {
  it('begins with a name, which only a LimitRange may lack', () => {
    const desk = new Desk({});
    const nameless = (kind: string, command: string): string => typed(desk, `kubectl ${command} -f - <<X
apiVersion: v1
kind: ${kind}
metadata: {}
${kind === 'LimitRange' ? 'spec: {limits: [{type: Container, max: {cpu: 1}}]}' : 'data: {a: b}'}
X`);
    expect(nameless('LimitRange', 'create')).toMatch(/^limitrange\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} created\n$/);
    expect(nameless('ConfigMap', 'apply')).toContain('from server for: "STDIN": resource name may not be empty\n');
    expect(nameless('ConfigMap', 'replace')).toBe('error: error when replacing "STDIN": resource name may not be empty\n');
    expect(nameless('ConfigMap', 'delete')).toBe('error: error when deleting "STDIN": resource name may not be empty\n');
    expect(nameless('ConfigMap', 'apply --server-side')).toBe('error: resource name may not be empty\n');
  });

  it('ends with --request-timeout, a watch as well', () => {
    const desk = new Desk({});
    expect(typed(desk, 'kubectl get ns default -w -o name --request-timeout=1; echo $?')).toBe('namespace/default\n0\n');
  });

  it('shows the managers in the events of a watch', () => {
    const desk = new Desk({});
    typed(desk, 'kubectl create cm a --from-literal=b=c');
    expect(typed(desk, 'kubectl get cm a -w -o json --output-watch-events --request-timeout=1s')).toContain('"managedFields"');
    expect(typed(desk, 'kubectl get cm a -w -o json --request-timeout=1s')).not.toContain('"managedFields"');
  });

  it('keeps nothing of what only the older version of autoscalers has', () => {
    const desk = new Desk({});
    typed(desk, 'kubectl create deployment web --image=nginx; kubectl autoscale deployment web --max=3 --cpu=50%; sleep 18');
    const annotations = (word: string): string => typed(desk, `kubectl get ${word} web -o jsonpath='{.metadata.annotations}'`);
    expect(annotations('horizontalpodautoscalers.v1.autoscaling')).toContain('autoscaling.alpha.kubernetes.io/conditions');
    // The version beside a short name is forgotten (client-go restmapper: expandResourceShortcut).
    expect(annotations('hpa.v1.autoscaling')).toBe('');
    typed(desk, 'kubectl get horizontalpodautoscalers.v1.autoscaling web -o json | kubectl replace -f -; kubectl annotate hpa web autoscaling.alpha.kubernetes.io/metrics=x');
    expect(annotations('hpa')).toBe('');
    expect(typed(desk, `kubectl get hpa web -o json | sed 's/"uid"/"generateName": "foo_", "uid"/' | kubectl replace -f -`)).toBe('horizontalpodautoscaler.autoscaling/web replaced\n');
  });
});
