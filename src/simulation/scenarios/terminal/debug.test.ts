import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import type { DeskAsk } from './desk-protocol';

/** Types at a desk: lines at its prompt, and lines in what runs there; the prompt of what waits for a line stands at the end of what is printed. */
function hands(desk: Desk): { readonly type: (text: string) => string; readonly within: (text: string | null) => string } {
  const asked = (ask: DeskAsk): string => {
    let { out, mode, report, prompt } = desk.ask(ask);
    for (let count = 0; mode === 'running' && count < 200; count += 1) {
      const next = desk.ask({ kind: 'advance', until: report.picture.now + 1_000_000 });
      out += next.out;
      ({ mode, report, prompt } = next);
    }
    return mode === 'reading' ? `${out}${prompt}` : out;
  };
  return { type: (text) => asked({ kind: 'line', text }), within: (text) => asked({ kind: 'typed', text: text === null ? null : `${text}\n` }) };
}

const READY = "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n";

describe('kubectl debug of a node', () => {
  const { type, within } = hands(new Desk({}));

  it('gives a shell with the node below /host, and the node itself with chroot', () => {
    expect(type('kubectl debug node/cp-1 --image=busybox:1.37 -it')).toMatch(new RegExp(`^Creating debugging pod node-debugger-cp-1-[a-z0-9]{5} with container debugger on node cp-1\\.\\n${READY.replace(/[.']/g, '.')}/ # $`));
    expect(within('hostname; ls /host/etc/kubernetes/manifests')).toBe('cp-1\nkube-apiserver.yaml  kube-controller-manager.yaml  kube-scheduler.yaml\n/ # ');
    expect(within('echo one > /host/root/note')).toBe('/ # ');
    expect(within('chroot /host')).toBe('# ');
    expect(within('cat /root/note; pwd; systemctl is-active kubelet')).toBe('one\n/\nactive\n# ');
    expect(within('crictl ps | grep -c Running')).toMatch(/^[5-9]\n# $/);
    expect(within('cd /root; echo two >> note')).toBe('# ');
    expect(within('exit')).toBe('/ # ');
    expect(within('cat /host/root/note')).toBe('one\ntwo\n/ # ');
    expect(within('chroot /host bash')).toBe('root@cp-1:/# ');
    expect(within(null)).toBe('\n/ # ');
    expect(within('chroot /tmp; chroot /nope')).toBe("chroot: can't execute '/bin/sh': No such file or directory\nchroot: can't change root directory to '/nope': No such file or directory\n/ # ");
  });

  it('changes the node where it writes', () => {
    expect(within('mv /host/etc/kubernetes/manifests/kube-scheduler.yaml /host/root/')).toBe('/ # ');
    expect(within('exit')).toMatch(/^Session ended, resume using 'kubectl attach node-debugger-cp-1-\w+ -c debugger -n default -i -t' command\n$/);
    expect(type('sleep 30; kubectl get pods -A; ssh cp-1 cat /root/note')).not.toContain('kube-scheduler-cp-1');
    expect(type('kubectl get pods')).toContain('Completed');
    expect(type('ssh cp-1 mv /root/kube-scheduler.yaml /etc/kubernetes/manifests/; sleep 40; kubectl get pods -n kube-system')).toContain('kube-scheduler-cp-1');
  });

  it('makes the Pod that the profile wants', () => {
    const made = (profile: string): Record<string, unknown> => {
      const name = /pod (\S+)/.exec(type(`kubectl debug node/node-a --image=busybox:1.37 --profile=${profile} -q=false -- sleep 1000; sleep 3`))?.[1] ?? '';
      const { spec, metadata } = JSON.parse(type(`kubectl get pod ${name} -o json`)) as { spec: Record<string, unknown> & { containers: Record<string, unknown>[]; volumes: Record<string, unknown>[] }; metadata: { labels: unknown } };
      expect(metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'kubectl-debug', 'topology.kubernetes.io/zone': 'kr-a' });
      expect(spec).toMatchObject({ nodeName: 'node-a', restartPolicy: 'Never', tolerations: [{ operator: 'Exists' }] });
      return { hosts: [spec.hostNetwork, spec.hostPID, spec.hostIPC].filter((one) => one === true).length, host: spec.volumes.some(({ hostPath }) => hostPath !== undefined), security: spec.containers[0]?.securityContext };
    };
    expect(made('general')).toEqual({ hosts: 3, host: true, security: undefined });
    expect(made('legacy')).toEqual({ hosts: 3, host: true, security: undefined });
    expect(made('baseline')).toEqual({ hosts: 0, host: false, security: undefined });
    expect(made('restricted')).toEqual({ hosts: 0, host: false, security: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
    expect(made('netadmin')).toEqual({ hosts: 3, host: false, security: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } } });
    expect(made('sysadmin')).toEqual({ hosts: 3, host: true, security: { privileged: true } });
    expect(type('kubectl debug node/node-a --image=busybox:1.37 --profile=nope')).toBe('error: unknown profile: nope\n');
    // An image that runs as root is none for a Pod that may not.
    expect(type('kubectl get pods')).toContain('CreateContainerConfigError');
  });

  it('runs what is given after --', () => {
    expect(type('kubectl debug node/node-a -q --image=busybox:1.37 -it -- cat /host/etc/hosts')).toContain('127.0.1.1 node-a');
    expect(type('kubectl debug node/node-a -q --image=busybox:1.37 -it -- chroot /host systemctl is-active kubelet')).toContain('active\n');
    expect(type('kubectl debug node/node-a -q --image=busybox:1.37 -it -- chroot /host')).toBe('# ');
    expect(within('hostname')).toBe('node-a\n# ');
    within('exit');
  });

  it('is refused where Pods may not look into nodes', () => {
    type('kubectl create ns safe; kubectl label ns safe pod-security.kubernetes.io/enforce=baseline');
    expect(type('kubectl debug -n safe node/node-a --image=busybox:1.37')).toMatch(/^Creating debugging pod (\S+) .*\nError from server \(Forbidden\): pods "\1" is forbidden: violates PodSecurity "baseline:latest": host namespaces \(hostNetwork=true, hostPID=true, hostIPC=true\), hostPath volumes \(volume "host-root"\)\n$/);
  });
});

describe('ps in a container', () => {
  const { type, within } = hands(new Desk({}));
  type('kubectl run web --image=nginx:1.30 && kubectl run box --image=busybox:1.37 -- sleep 1000; kubectl wait --for=condition=Ready pod/web pod/box');

  it('sees its own processes, or those of whom it shares them with', () => {
    expect(type('kubectl exec box -- ps')).toBe('PID   USER     TIME  COMMAND\n    1 root      0:00 sleep 1000\n    7 root      0:00 ps\n');
    expect(type("kubectl exec box -- sh -c 'ps'")).toContain("sh -c ps\n");
    expect(type('kubectl exec web -- ps')).toContain('executable file not found');
    type('kubectl debug web -it --image=busybox:1.37 --target=web');
    expect(within('ps')).toBe('PID   USER     TIME  COMMAND\n    1 root      0:00 nginx: master process nginx -g daemon off;\n    7 root      0:00 sh\n   13 root      0:00 ps\n/ # ');
    within('exit');
    type('kubectl debug web -it --image=busybox:1.37 --copy-to=copy');
    expect(within('ps')).toMatch(/1 65535 +0:00 \/pause\n.*nginx: master.*\n.* sh\n.* ps\n/);
    within('exit');
  });

  it('sees the whole node where a Pod has its processes', () => {
    type('kubectl debug node/node-a -it --image=busybox:1.37');
    const seen = within('ps');
    for (const command of ['/sbin/init', '/usr/bin/kubelet', '/pause', 'ps']) expect(seen).toContain(command);
    within('exit');
  });
});

describe('kubectl debug of a copy', () => {
  const { type, within } = hands(new Desk({}));
  const json = (pod: string): { spec: Record<string, unknown> & { containers: Record<string, unknown>[] }; metadata: { labels?: Record<string, string> } } => JSON.parse(type(`kubectl get pod ${pod} -o json`)) as never;
  type('kubectl run web --image=nginx:1.30 --labels app=web && kubectl wait --for=condition=Ready pod/web');

  it('adds a container in its network and its processes', () => {
    expect(type('kubectl debug web -it --image=busybox:1.37 --copy-to=web-debug')).toMatch(/^Defaulting debug container name to debugger-\w{5}\.\n/);
    expect(within('wget -qO- localhost | grep -c Welcome')).toBe('2\n/ # ');
    within('exit');
    const { spec, metadata } = json('web-debug');
    expect(metadata.labels?.app).toBeUndefined();
    expect(spec).toMatchObject({ shareProcessNamespace: true, containers: [{ name: 'web' }, { image: 'busybox:1.37', stdin: true, tty: true, securityContext: { capabilities: { add: ['SYS_PTRACE'] } } }] });
  });

  it('changes images alone, or the command of a container', () => {
    type('kubectl debug web --copy-to=newer --set-image=*=nginx:1.29');
    expect(json('newer')).toMatchObject({ metadata: { labels: { app: 'web' } }, spec: { containers: [{ image: 'nginx:1.29' }] } });
    type('kubectl debug web --copy-to=slow --container=web --same-node --replace --share-processes=false -- sleep 1000; sleep 3');
    expect(json('slow')).toMatchObject({ spec: { shareProcessNamespace: false, containers: [{ command: ['sleep', '1000'], image: 'nginx:1.30' }] } });
    expect(type('kubectl get pod web')).toBe('Error from server (NotFound): pods "web" not found\n');
  });

  it('says what cannot be', () => {
    for (const [words, why] of [
      ['--copy-to=x', 'you must specify --image, --set-image or command arguments.'],
      ['--copy-to=x -- ls', 'you must specify an existing container or a new image when specifying args.'],
      ['--copy-to=x --image=busybox --target=web', '--target is incompatible with --copy-to. Use --share-processes instead.'],
      ['--copy-to=x --set-image=a=B:c', 'invalid image name "B:c" for container "a": invalid reference format'],
      ['--replace --image=busybox', '--replace may only be used with --copy-to.'],
      ['--image=busybox --custom=none.yaml', 'must pass a container spec json file for custom profile: open none.yaml: no such file or directory'],
    ]) expect(type(`kubectl debug slow ${words}`)).toBe(`error: ${why}\n`);
    expect(type('kubectl debug svc/kubernetes --image=busybox')).toBe('error: "v1, Kind=Service" not supported by debug\n');
  });

  it('takes a part of a container from a file', () => {
    type("printf 'securityContext: {runAsUser: 0}\\nenv: [{name: A, value: b}]\\n' > part.yaml");
    type('kubectl debug slow --image=busybox:1.37 --custom=part.yaml -c more -- sleep 100');
    expect(json('slow').spec.ephemeralContainers).toMatchObject([{ name: 'more', env: [{ name: 'A', value: 'b' }], securityContext: { capabilities: { add: ['SYS_PTRACE'] }, runAsUser: 0 } }]);
    type("echo 'image: x' > wrong.yaml");
    expect(type('kubectl debug slow --image=busybox:1.37 --custom=wrong.yaml')).toBe('error: name, command, image, lifecycle and volume devices are not modifiable via custom profile\n');
  });
});
