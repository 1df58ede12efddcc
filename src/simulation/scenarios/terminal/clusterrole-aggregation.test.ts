import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

describe('ClusterRoles that aggregate', () => {
  const desk = new Desk({ files: {} });
  const rulesOf = (role: string): unknown => JSON.parse(typed(desk, `kubectl get clusterrole ${role} -o jsonpath='{.rules}'`));
  const reads = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] };

  it('hold the rules of those that their labels match, and lose them with them', () => {
    typed(desk, 'kubectl create clusterrole all --aggregation-rule=example.com/gather=true && kubectl create clusterrole part --verb=get --resource=cm && kubectl label clusterrole part example.com/gather=true && sleep 1');
    expect(rulesOf('all')).toEqual([reads]);
    typed(desk, 'kubectl label clusterrole part example.com/gather- && sleep 1');
    expect(typed(desk, "kubectl get clusterrole all -o jsonpath='{.rules}'")).toBe('null');
  });

  it('lose what somebody writes into them', () => {
    typed(desk, 'kubectl label clusterrole part example.com/gather=true && sleep 1');
    typed(desk, `kubectl patch clusterrole all --type=merge -p '{"rules":[{"apiGroups":["apps"],"resources":["deployments"],"verbs":["get"]}]}' && sleep 1`);
    expect(rulesOf('all')).toEqual([reads]);
  });

  it('hand on: what view takes, edit and admin have too', () => {
    const asked = 'kubectl auth can-i list secrets --as=eve';
    typed(desk, 'kubectl create clusterrolebinding eve --clusterrole=view --user=eve');
    expect(typed(desk, asked)).toContain('no');
    typed(desk, `kubectl apply -f - <<'X'
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: more, labels: { rbac.authorization.k8s.io/aggregate-to-view: "true" } }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [list] }, { apiGroups: [example.com], resources: [widgets], verbs: [list] }]
X`);
    typed(desk, 'sleep 1');
    expect(typed(desk, asked)).toContain('yes');
    expect(JSON.stringify(rulesOf('edit'))).toContain('widgets');
    expect(JSON.stringify(rulesOf('admin'))).toContain('widgets');
  });
});
