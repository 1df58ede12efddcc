import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const oneSpace = (text: string): string => text.replace(/ +/g, ' ');

describe('a token of a ServiceAccount', () => {
  it('has an identity of its own, which the API server tells, and the Pod that it is bound to', () => {
    const desk = new Desk({});
    typed(desk, `kubectl create sa bot; kubectl run p --image=nginx --overrides='{"spec":{"serviceAccountName":"bot"}}'; sleep 3`);
    expect(typed(desk, "kubectl create token bot | cut -d. -f2 | sed 's/$/==/' | base64 -d 2>/dev/null")).toMatch(/"iss":"[^"]+","jti":"[-0-9a-f]{36}","kubernetes.io":/);
    expect(oneSpace(typed(desk, 'kubectl --token=$(kubectl create token bot) auth whoami'))).toMatch(/^Extra: authentication\.kubernetes\.io\/credential-id \[JTI=[-0-9a-f]{36}\]$/m);
    const bound = oneSpace(typed(desk, 'kubectl --token=$(kubectl create token bot --bound-object-kind=Pod --bound-object-name=p) auth whoami'));
    expect(bound).toMatch(/^Extra: authentication\.kubernetes\.io\/node-name \[node-.\]$/m);
    expect(bound).toMatch(/^Extra: authentication\.kubernetes\.io\/pod-name \[p\]$/m);
  });

  it('is noted on its Secret on the day of its use', () => {
    const desk = new Desk({});
    typed(desk, `kubectl create sa bot; kubectl create -f - <<X
apiVersion: v1
kind: Secret
metadata: {name: old, annotations: {kubernetes.io/service-account.name: bot}}
type: kubernetes.io/service-account-token
X
sleep 1`);
    const labels = (): string => typed(desk, "kubectl get secret old -o jsonpath='{.metadata.labels}'");
    expect(labels()).toBe('');
    expect(typed(desk, "kubectl --token=$(kubectl get secret old -o jsonpath='{.data.token}' | base64 -d) auth whoami")).toContain('system:serviceaccount:default:bot');
    expect(labels()).toMatch(/^\{"kubernetes\.io\/legacy-token-last-used":"\d{4}-\d\d-\d\d"\}$/);
    expect(typed(desk, 'kubectl get secret old -o yaml --show-managed-fields')).toContain('manager: kube-apiserver');
  });
});
