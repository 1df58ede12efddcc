import { describe, expect, it } from 'vitest';
import { runHelm } from '../../tools/helm';
import { Desk } from './desk';
import { typed as plain } from './testing/terminal';

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

  it('has helm, whose releases are of the same cluster and come back with it', () => {
    const files = { 'c/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n', 'c/values.yaml': 'image: nginx:1.31\n', 'c/templates/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "{{ .Release.Name }}"}\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: "{{ .Values.image }}"}]}\n' };
    const desk = new Desk({ files }, undefined, () => runHelm);
    expect(plain(desk, 'helm install shop ./c --wait')).toContain('STATUS: deployed');
    expect(plain(desk, 'kubectl get deploy shop -o jsonpath={.status.readyReplicas}')).toBe('2');
    expect(plain(desk, 'helm upgrade shop ./c --set image=nginx:nowhere --rollback-on-failure --timeout 20s')).toContain('has been rolled back due to rollback-on-failure being set');
    expect(plain(desk, 'helm history shop -o json')).toContain('"status":"deployed"');
    const { report, shell } = desk.report();
    const again = new Desk({ files }, undefined, () => runHelm);
    again.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
    expect(plain(again, 'helm history shop')).toBe(plain(desk, 'helm history shop'));
    expect(plain(desk, 'helm uninstall shop; kubectl get deploy')).toBe('release "shop" uninstalled\nNo resources found in default namespace.\n');
    expect(plain(new Desk({}), 'helm version')).toContain('command not found');
  });

  it('has kustomize by itself, from any folder, with the words of its own command line', () => {
    const desk = new Desk({ files: { 'base/kustomization.yaml': 'namePrefix: a-\nresources: [s.yaml]\n', 'base/s.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: s}\n' } });
    expect(plain(desk, 'cd base; kustomize build; kustomize build ../base -o out.yaml; grep name: out.yaml; cd')).toBe('apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a-s\n  name: a-s\n');
    expect(plain(desk, 'kustomize build a b; kustomize build --x; kustomize build -o; kustomize build --load-restrictor=x base; kustomize edit')).toBe(
      "Error: specify one path to kustomization.yaml\nError: unknown flag: --x\nError: flag needs an argument: 'o' in -o\nError: illegal flag value --load-restrictor x; legal values: [LoadRestrictionsRootOnly LoadRestrictionsNone]\nError: kustomize edit is not simulated here\n");
  });

  it('reads a here-document over several lines, and says what holds', () => {
    const desk = new Desk({});
    expect(desk.ask({ kind: 'line', text: 'cat <<EOF | kubectl apply -f -' }).mode).toBe('more');
    for (const line of ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: one', 'data:', '  a: b']) expect(desk.ask({ kind: 'line', text: line }).mode).toBe('more');
    expect(plain(desk, 'EOF')).toBe('configmap/one created\n');
    const checks = [['cm/one : data.a == b', 'cm/two : absent', 'cm : count >= 1', 'ran ~ "kubectl apply"'], ['cm/one : data.a == c', 'deploy/x : exists']];
    expect(desk.ask({ kind: 'checks', checks }).held).toEqual([[true, true, true, true], [false, false]]);
  });

  it('counts those whose field is or is not something', () => {
    const desk = new Desk({});
    const zones = (field: string, count: number) => `nodes -f metadata.labels.topology\\.kubernetes\\.io/zone${field} : count == ${count}`;
    const checks = [[zones('=kr-a', 3), zones('!=kr-a', 1), 'nodes -f metadata.name!=cp-1 : spec.taints absent', 'nodes -f metadata.name=cp-1 : spec.taints absent']];
    expect(desk.ask({ kind: 'checks', checks }).held).toEqual([[true, true, true, false]]);
    expect(() => desk.ask({ kind: 'checks', checks: [['pods -f spec.nodeName : count == 1']] })).toThrow(/field=value/);
  });

  it('counts what an editor showed as seen: kubectl edit says there why it was refused', () => {
    const desk = new Desk({});
    plain(desk, 'kubectl create configmap one --from-literal=a=b');
    plain(desk, `kubectl patch configmap one -p '{"immutable":true}'`);
    const said = { kind: 'checks', checks: [['cmd ~ "field is immutable when"']], fresh: true } as const;
    expect(desk.ask(said).held).toEqual([[false]]);
    desk.ask({ kind: 'line', text: 'kubectl edit configmap one' });
    const { mode, editing } = desk.report();
    expect(mode).toBe('editing');
    expect(desk.report().held).toEqual([[false]]);
    desk.ask({ kind: 'edited', text: editing?.text.replace('a: b', 'a: c') ?? '' });
    expect(desk.report().held).toEqual([[true]]);
  });

  it('edits with the program that KUBE_EDITOR names, or says why it cannot', () => {
    const desk = new Desk({});
    plain(desk, 'kubectl create configmap one --from-literal=a=b');
    expect(plain(desk, "KUBE_EDITOR='sed -i s/a:.b/a:\\ c/' kubectl edit configmap one")).toBe('configmap/one edited\n');
    expect(plain(desk, "kubectl get configmap one -o jsonpath='{.data.a}'")).toBe('c');
    expect(plain(desk, 'KUBE_EDITOR=true kubectl edit configmap one')).toBe('Edit cancelled, no changes made.\n');
    expect(plain(desk, 'KUBE_EDITOR=false kubectl edit configmap one')).toBe('error: there was a problem with the editor "false"\n');
    expect(plain(desk, 'EDITOR="code --wait" kubectl edit configmap one')).toBe('error: unable to launch the editor "code --wait"\n');
    desk.ask({ kind: 'line', text: 'KUBE_EDITOR=nano kubectl edit configmap one' });
    expect(desk.report().mode).toBe('editing');
  });

  it('edits a subresource', () => {
    const desk = new Desk({});
    plain(desk, 'kubectl create deployment web --image=nginx:1.30');
    desk.ask({ kind: 'line', text: 'kubectl edit deployment web --subresource=scale' });
    const { editing } = desk.report();
    expect(editing?.text).toContain('kind: Scale');
    desk.ask({ kind: 'edited', text: editing?.text.replace('replicas: 1', 'replicas: 2') ?? '' });
    expect(desk.ask({ kind: 'checks', checks: [['deploy/web : spec.replicas == 2']] }).held).toEqual([[true]]);
  });

  it('looks for an expression in the lines that were typed and printed', () => {
    const desk = new Desk({});
    plain(desk, "printf 'web-5d web\\nweb-5d-x1 web-5d\\n'");
    expect(desk.ask({ kind: 'checks', checks: [['cmd ~ /web-\\w+ .*web$/', 'cmd ~ /^web$/', 'ran ~ /^printf .web/']] }).held).toEqual([[true, false, true]]);
    expect(() => desk.ask({ kind: 'checks', checks: [['cmd ~ /(/']] })).toThrow(/no regular expression/);
  });

  it('asks what somebody may do, and reads the claims of a token that was printed', () => {
    const desk = new Desk({});
    const ci = 'system:serviceaccount:default:ci';
    const checks = [[`can(${ci}, list pods @default) == yes`, `can(${ci}, list pods) == no`, `can(${ci}, get pods/log web @default) == no`, 'cmd ~ /^no$/', 'claims : lifetime == 600', 'claims : aud exists']];
    expect(desk.ask({ kind: 'checks', checks }).held).toEqual([[false, true, true, false, false, false]]);
    plain(desk, 'kubectl create sa ci && kubectl create role r --verb=list --resource=pods && kubectl create rolebinding b --role=r --serviceaccount=default:ci');
    expect(plain(desk, `kubectl auth can-i list pods -A --as=${ci}`)).toBe('no\n');
    plain(desk, 'T=$(kubectl create token ci --duration=10m)');
    expect(plain(desk, 'kubectl auth whoami --token=$T')).toContain(ci);
    expect(plain(desk, 'kubectl auth whoami --token=other')).toMatch(/^error: You must be logged in/);
    // Not a multiple of four, as in a token: decoded, and complained about.
    expect(plain(desk, 'cut -d. -f2 <<< "$T" | tr _- /+ | tr -d = | base64 -d 2>/dev/null')).toContain('"exp":');
    expect(desk.report().held).toEqual([[true, true, true, true, true, true]]);
    expect(plain(desk, 'kubectl create token ci | cut -d. -f2')).not.toContain('exp');
    plain(desk, 'kubectl run p --image=busybox:1.37 --overrides=\'{"spec":{"serviceAccountName":"ci"}}\' -- sleep 1d; kubectl wait --for=condition=Ready pod/p');
    plain(desk, 'P=$(kubectl exec p -- cat /var/run/secrets/kubernetes.io/serviceaccount/token)');
    expect(plain(desk, 'kubectl auth whoami --token=$P')).toContain(ci);
    plain(desk, 'kubectl delete pod p --now');
    expect(plain(desk, 'kubectl auth whoami --token=$P')).toMatch(/^error: You must be logged in/);
    desk.ask({ kind: 'advance', until: desk.report().report.picture.now + 600_000_000 });
    expect(plain(desk, 'kubectl auth whoami --token=$T')).toMatch(/^error: You must be logged in/);
  });

  it('brings back what goes on beside the prompt', () => {
    const desk = new Desk({});
    expect(plain(desk, 'fg')).toBe('bash: fg: current: no such job\n');
    plain(desk, '(sleep 10; echo over) &');
    plain(desk, 'sleep 100 &');
    expect(plain(desk, 'fg %7')).toBe('bash: fg: %7: no such job\n');
    const begun = desk.now;
    expect(plain(desk, 'fg %1')).toBe('(sleep 10; echo over)\nover\n');
    expect(Math.round((desk.now - begun) / 1_000_000)).toBe(10);
    expect(desk.ask({ kind: 'line', text: 'fg' })).toMatchObject({ out: 'sleep 100\n', mode: 'running' });
    expect(desk.ask({ kind: 'interrupt' }).mode).toBe('ready');
    expect(plain(desk, 'jobs')).toBe('');
  });

  it('ends a Pod with the shell that was its first process', () => {
    const desk = new Desk({});
    plain(desk, 'kubectl run -it box --image=busybox:1.37 --restart=Never -- sh');
    desk.ask({ kind: 'typed', text: 'exit 3\n' });
    for (let count = 0; count < 20; count += 1) desk.ask({ kind: 'advance', until: desk.now + 1_000_000 });
    expect(plain(desk, "kubectl get pod box -o jsonpath='{.status.phase} {.status.containerStatuses[0].state.terminated.exitCode}'")).toBe('Failed 3');
  });

  it('ends a command with Ctrl-C', () => {
    const desk = new Desk({});
    expect(desk.ask({ kind: 'line', text: 'sleep 100' }).mode).toBe('running');
    expect(desk.ask({ kind: 'interrupt' }).mode).toBe('ready');
    expect(plain(desk, 'echo $?')).toBe('130\n');
  });

  it('completes commands and files', () => {
    const desk = new Desk({ files: { 'deploy.yaml': 'a: 1\n' } });
    expect(desk.ask({ kind: 'complete', text: 'cat de', cursor: 6 }).completed).toMatchObject({ from: 4, words: ['deploy.yaml'], space: true });
    expect(desk.ask({ kind: 'complete', text: 'kub', cursor: 3 }).completed).toMatchObject({ from: 0, words: ['kubectl'] });
  });

  const tab = (desk: Desk, text: string) => desk.ask({ kind: 'complete', text, cursor: text.length }).completed;

  it.each([
    ['kubectl get no', ['nodes']],
    ['k get nodes node-', ['node-a', 'node-b', 'node-c']],
    ['k rollout re', ['restart', 'resume']],
    ['k -n kube-', ['kube-node-lease', 'kube-public', 'kube-system']],
    ['echo a; watch kubectl get nodes cp', ['cp-1']],
    ['kubectl get nodes | grep a && k get ns kube-s', ['kube-system']],
    ['k get nodes --output=js', ['--output=json', '--output=jsonpath', '--output=jsonpath-as-json', '--output=jsonpath-file']],
    ['k apply -f d', ['deploy.yaml']],
    ['k get nodes nosuch', []],
    ['kgn node-c', ['node-c']],
    ["k get node 'node-b", ['node-b']],
  ])('completes %s', (text, words) => {
    const desk = new Desk({ files: { 'deploy.yaml': 'a: 1\n' } });
    plain(desk, "alias kgn='kubectl get nodes'");
    expect(tab(desk, text)?.words).toEqual(words);
  });

  it('tells of commands and flags beside them, and leaves room for what follows', () => {
    const desk = new Desk({});
    desk.ask({ kind: 'size', columns: 60, rows: 24 });
    expect(tab(desk, 'kubectl rollout re')?.shown).toEqual(['restart  (Restart a resource)', 'resume   (Resume a paused resource)']);
    expect(tab(desk, 'kubectl create deployment web --i')).toMatchObject({ words: ['--image', '--image='], space: true });
    expect(tab(desk, 'kubectl create deployment web ')?.words).toEqual(['--image', '--image=']);
    expect(tab(desk, 'kubectl get nodes/node-')).toMatchObject({ words: ['nodes/node-a', 'nodes/node-b', 'nodes/node-c'] });
    expect(tab(desk, 'kubectl wait --for=cond')).toMatchObject({ words: ['--for=condition='], space: false });
    expect(tab(desk, 'kubectl get pods --all-name')?.shown.every((one) => one.length <= 60)).toBe(true);
  });

  it('completes nothing that the API server does not say', () => {
    const desk = new Desk({ stopped: ['kube-apiserver'] });
    expect(tab(desk, 'kubectl get nodes node-')?.words).toEqual([]);
    expect(tab(desk, 'kubectl get no')?.words).toEqual(['nodes']);
  });
});
