import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

function typed(...lines: readonly string[]): string {
  const type = terminal({ addons: ['metrics-server'], installed: ['metrics-server'] });
  return lines.map((line) => type(line)).join('');
}

describe('an aggregated API that has gone away', () => {
  const BROKEN = ['sleep 60', 'kubectl create namespace shop', 'kubectl create configmap one -n shop', 'kubectl scale -n kube-system deploy/metrics-server --replicas=0', 'sleep 40', 'kubectl delete namespace shop --wait=false', 'sleep 30'] as const;

  it('holds a namespace that is emptied all the same, and says so; kubectl says nothing', () => {
    const out = typed(...BROKEN, 'kubectl get pods', `kubectl get ns shop -o jsonpath='{.status.phase} {.status.conditions[?(@.type=="NamespaceDeletionDiscoveryFailure")].message}'`, 'kubectl get cm -n shop');
    expect(out).toContain('No resources found in default namespace.\nTerminating Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1No resources found in shop namespace.\n');
  });

  it('lets it go once its APIService is deleted', () => {
    expect(typed(...BROKEN, 'kubectl delete apiservice v1beta1.metrics.k8s.io', 'sleep 60', 'kubectl get ns shop')).toContain('namespaces "shop" not found');
  });
});
