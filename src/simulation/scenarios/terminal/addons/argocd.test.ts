import { describe, expect, it } from 'vitest';
import { Desk } from '../desk';
import type { Start } from '../start';
import { typeLine } from '../type-line';
import { ARGOCD } from './argocd';

const web = (replicas: number, image = 'registry.k8s.example/hello:1.0'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello
spec:
  replicas: ${String(replicas)}
  selector:
    matchLabels:
      app: hello
  template:
    metadata:
      labels:
        app: hello
    spec:
      containers:
        - name: web
          image: ${image}
`;
const START: Start = {
  addons: ['argocd'], settled: 60, manifests: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: hello }\n',
  git: { config: [{ message: 'The first version', files: { 'apps/hello/deployment.yaml': web(2), 'apps/hello/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  mode: a\n' } }] },
};
const CREATE = 'argocd app create hello --repo https://git.example.com/config.git --path apps/hello --revision main --dest-server https://kubernetes.default.svc --dest-namespace hello';

const desk = (): Desk => new Desk(START, undefined, undefined, { argocd: ARGOCD });
const type = (on: Desk, ...lines: readonly string[]): string => lines.map((line) => typeLine(on, line, 600)).join('');

describe('Argo CD in a terminal', () => {
  it('runs as it is installed, with its definitions and a project', () => {
    const on = desk();
    expect(type(on, 'kubectl get pods -n argocd --no-headers').trim().split('\n').map((line) => line.replace(/-[a-z0-9]+-[a-z0-9]{5}\b/, '').split(/\s+/).slice(0, 3).join(' '))).toEqual([
      'argocd-application-controller-0 1/1 Running', 'argocd-applicationset-controller 1/1 Running', 'argocd-dex-server 1/1 Running', 'argocd-notifications-controller 1/1 Running', 'argocd-redis 1/1 Running', 'argocd-repo-server 1/1 Running', 'argocd-server 1/1 Running',
    ]);
    expect(type(on, 'kubectl get appproj -n argocd -o name')).toBe('appproject.argoproj.io/default\n');
  });

  it('tells of a difference, syncs when it is asked, and writes into the Application what it found', () => {
    const on = desk();
    expect(type(on, `${CREATE} --sync-policy none`)).toBe("application 'hello' created\n");
    expect(type(on, 'sleep 5', 'kubectl get app -n argocd')).toBe('NAME    SYNC STATUS   HEALTH STATUS\nhello   OutOfSync     Missing\n');
    const said = type(on, 'argocd app sync hello');
    expect(said).toMatch(/^TIMESTAMP {18}GROUP {8}KIND {3}NAMESPACE/);
    expect(said).toContain('Sync Status:        Synced to main (');
    expect(said).toContain('Message:            successfully synced (all tasks run)');
    expect(said).toContain('apps   Deployment  hello      hello     Synced  Progressing        deployment.apps/hello created');
    expect(type(on, 'argocd app wait hello --health --timeout 60 > /dev/null; argocd app list -o name; argocd app list | tail -1')).toMatch(/^argocd\/hello\nargocd\/hello +https:\/\/kubernetes\.default\.svc +hello +default +Synced +Healthy +Manual +<none>/);
    expect(type(on, 'kubectl scale deploy/hello -n hello --replicas=5; sleep 3; argocd app diff hello; echo $?')).toBe('deployment.apps/hello scaled\n\n===== apps/Deployment hello/hello ======\n101c101\n<   replicas: 5\n---\n>   replicas: 2\n1\n');
    expect(type(on, 'kubectl get app hello -n argocd -o jsonpath={.status.sync.status}')).toBe('OutOfSync');
    expect(type(on, 'kubectl get events -n argocd')).toContain('Updated sync status: OutOfSync -> Synced');
    expect(type(on, 'argocd app set hello --sync-policy automated --self-heal; sleep 5; kubectl get deploy hello -n hello -o jsonpath={.spec.replicas}')).toBe('2');
    expect(type(on, 'argocd app rollback hello; echo $?')).toMatch(/"level":"fatal","msg":"application 'hello' should have at least two successful deployments"[^]*20\n$/);
    const { report, shell } = on.report();
    const again = desk();
    again.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
    expect(type(again, 'argocd app get hello; argocd app history hello')).toBe(type(on, 'argocd app get hello; argocd app history hello'));
  });

  it('follows what is pushed, and what is taken back', () => {
    const on = desk();
    type(on, `${CREATE} --sync-policy automated --auto-prune`, 'git clone -q https://git.example.com/config.git', 'cd config');
    expect(type(on, "sed -i 's/hello:1.0/hello:9.9/' apps/hello/deployment.yaml; git rm -q apps/hello/settings.yaml; git status --short")).toBe(' M apps/hello/deployment.yaml\nD  apps/hello/settings.yaml\n');
    expect(type(on, 'git commit -am "A bad image" ')).toMatch(/^\[main [0-9a-f]{7}\] A bad image\n 2 files changed, 1 insertion\(\+\), 7 deletions\(-\)\n delete mode 100644 apps\/hello\/settings\.yaml\n$/);
    expect(type(on, 'git push')).toMatch(/To https:\/\/git\.example\.com\/config\.git\n {3}[0-9a-f]{7}\.\.[0-9a-f]{7} {2}main -> main\n$/);
    expect(type(on, 'argocd app get hello --refresh > /dev/null; argocd app wait hello --operation > /dev/null; kubectl get deploy,cm -n hello -o name')).toBe('deployment.apps/hello\nconfigmap/kube-root-ca.crt\n');
    expect(type(on, 'kubectl get deploy hello -n hello -o jsonpath={..image}')).toBe('registry.k8s.example/hello:9.9');
    expect(type(on, 'argocd app rollback hello 0')).toContain('rollback cannot be initiated when auto-sync is enabled');
    expect(type(on, 'git revert --no-edit HEAD && git push -q; sleep 200; kubectl get deploy hello -n hello -o jsonpath={..image}; kubectl get cm settings -n hello -o name')).toMatch(/^\[main [0-9a-f]{7}\] Revert "A bad image"\n Date: [^]*create mode 100644 apps\/hello\/settings\.yaml\nregistry\.k8s\.example\/hello:1\.0configmap\/settings\n$/);
    expect(type(on, 'argocd app delete hello -y; sleep 20; argocd app list -o name; kubectl get deploy -n hello')).toBe("application 'hello' deleted\nNo resources found in hello namespace.\n");
  });

  it('makes Applications from an ApplicationSet', () => {
    const on = desk();
    const set = "cat > set.yaml <<'EOF'\napiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: all }\nspec:\n  generators:\n    - git:\n        repoURL: https://git.example.com/config.git\n        revision: HEAD\n        directories: [{ path: apps/* }]\n  template:\n    metadata: { name: '{{path.basename}}' }\n    spec:\n      project: default\n      source: { repoURL: https://git.example.com/config.git, targetRevision: HEAD, path: '{{path}}' }\n      destination: { server: https://kubernetes.default.svc, namespace: '{{path.basename}}' }\n      syncPolicy: { automated: {}, syncOptions: [CreateNamespace=true] }\nEOF";
    expect(type(on, set, 'argocd appset create set.yaml')).toContain("ApplicationSet 'all' created\n");
    expect(type(on, 'sleep 5; kubectl get app -n argocd -o name; argocd appset get all | grep ResourcesUpToDate')).toMatch(/^application\.argoproj\.io\/hello\nResourcesUpToDate +True +All applications have been generated successfully/);
    type(on, 'git clone -q https://git.example.com/config.git; cd config; mkdir apps/two; cp apps/hello/settings.yaml apps/two/', 'git add . && git commit -qm "Another" && git push -q');
    expect(type(on, 'sleep 240; kubectl get app -n argocd -o name; kubectl get cm settings -n two -o name')).toBe('application.argoproj.io/hello\napplication.argoproj.io/two\nconfigmap/settings\n');
    expect(type(on, 'argocd appset delete all -y; sleep 30; kubectl get app -n argocd; kubectl get cm settings -n two')).toContain('No resources found in argocd namespace.\n');
  });

  it('says what is wrong', () => {
    const on = desk();
    expect(type(on, 'argocd app get no')).toContain('"msg":"rpc error: code = NotFound desc = error getting application by query: application.argoproj.io \\"no\\" not found"');
    expect(type(on, CREATE.replace('apps/hello', 'apps/helo'))).toContain('application spec for hello is invalid: InvalidSpecError: Unable to generate manifests in apps/helo: rpc error: code = Unknown desc = apps/helo: app path does not exist');
    expect(type(on, 'argocd logout argocd.example.com; argocd app list; echo $?')).toMatch(/Argo CD server address unspecified[^]*20\n$/);
    expect(type(on, 'argocd login argocd.example.com --username admin --password x')).toBe("'admin:login' logged in successfully\nContext 'argocd.example.com' updated\n");
    type(on, `${CREATE} --sync-policy automated`, 'sleep 10', 'kubectl scale deploy argocd-repo-server -n argocd --replicas=0; sleep 10');
    expect(type(on, 'argocd app get hello --refresh')).toContain('Unavailable');
  });
});
