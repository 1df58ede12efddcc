import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { terminal } from '../terminal/testing/terminal';
import { DATABASE_CRD } from './definition';
import { operatorManifest } from './install';
import { EDGE_SCRIPT } from './script';

class Terminal {
  readonly type: (text: string) => string;
  constructor(files: Readonly<Record<string, string>> = {}) {
    this.type = terminal({ addons: ['operator'], files }, 300);
  }
  begin(install = 'database-operator.yaml'): this {
    this.type('kubectl apply -f database-crd.yaml');
    this.type(`kubectl apply -f ${install}`);
    this.type('kubectl rollout status -n database-system deploy/database-operator');
    this.type('kubectl apply -f my.yaml; sleep 30');
    return this;
  }
}

describe('the Database operator', () => {
  it('has the definition that the page shows', () => {
    expect(readFileSync('docs/manifests/crds-and-operators/database-crd.yaml', 'utf8')).toBe(DATABASE_CRD);
  });

  it('repairs what was done while nobody looked, with levels', () => {
    const terminal = new Terminal().begin();
    expect(terminal.type("kubectl get db my -o jsonpath='{.status.conditions[0].reason} {.status.observedGeneration}'")).toBe('AllReplicasReady 1');
    terminal.type('kubectl scale -n database-system deploy/database-operator --replicas=0; sleep 10; kubectl delete svc my; kubectl scale sts/my --replicas=1; sleep 10');
    expect(terminal.type('kubectl get svc my')).toContain('NotFound');
    terminal.type('kubectl scale -n database-system deploy/database-operator --replicas=1; sleep 30');
    expect(terminal.type('kubectl get svc my -o name; kubectl get sts my -o jsonpath={.spec.replicas}')).toBe('service/my\n3');
  });

  it('never comes back to what it did not hear of, with edges', () => {
    const terminal = new Terminal({ 'edge.yaml': operatorManifest(EDGE_SCRIPT) }).begin('edge.yaml');
    expect(terminal.type('kubectl get svc my -o name')).toBe('service/my\n');
    terminal.type('kubectl delete svc my; sleep 2');
    expect(terminal.type('kubectl get svc my -o name')).toBe('service/my\n');
    terminal.type('kubectl scale -n database-system deploy/database-operator --replicas=0; sleep 10; kubectl delete svc my; kubectl scale -n database-system deploy/database-operator --replicas=1; sleep 60');
    expect(terminal.type('kubectl get svc my')).toContain('NotFound');
  });

  it('may do what its ServiceAccount may', () => {
    const terminal = new Terminal().begin();
    terminal.type(`kubectl patch clusterrole database-operator --type=json -p '[{"op":"remove","path":"/rules/2"}]'`);
    terminal.type('kubectl delete svc my; sleep 3');
    expect(terminal.type('kubectl get svc my')).toContain('NotFound');
    expect(terminal.type('kubectl logs -n database-system deploy/database-operator --tail=1')).toMatch(/Reconciler error.*services \\?"my\\?" is forbidden: User \\?"system:serviceaccount:database-system:database-operator\\?" cannot (create|patch) resource \\?"services\\?".*operator\.js:\d+/);
  });

  it('says where its program is wrong, and ends one that does not end', () => {
    const terminal = new Terminal({ 'wrong.yaml': operatorManifest('function reconcile(key, cluster) {\n  while (true) {}\n}'), 'syntax.yaml': operatorManifest('function reconcile(key {') }).begin('wrong.yaml');
    expect(terminal.type('kubectl logs -n database-system deploy/database-operator --tail=1')).toContain('it has not ended after 200000 steps", "at": "operator.js:2"');
    terminal.type('kubectl apply -f syntax.yaml; kubectl rollout restart -n database-system deploy/database-operator; sleep 20');
    expect(terminal.type('kubectl logs -n database-system deploy/database-operator')).toContain('ERROR\toperator.js:1: , is missing before {');
  });
});
