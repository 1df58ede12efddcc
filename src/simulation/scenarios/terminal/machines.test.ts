import { describe, expect, it } from 'vitest';
import { Desk } from './desk';
import { typed } from './testing/terminal';

const ready = (desk: Desk, node: string): string => typed(desk, `kubectl get node ${node} --no-headers | awk '{print $2}'`).trim();

describe('the kubelet of a machine', () => {
  it('ends with a wrong path of its CA, is started again every ten seconds, and is back after the repair', () => {
    const desk = new Desk({});
    expect(typed(desk, 'ssh node-a systemctl is-active kubelet')).toBe('active\n');
    typed(desk, `ssh node-a "sed -i 's#pki/ca.crt#pki/CA.crt#' /var/lib/kubelet/config.yaml && systemctl restart kubelet"`);
    typed(desk, 'sleep 25');
    const status = typed(desk, 'ssh node-a systemctl status kubelet');
    expect(status).toContain('Active: activating (auto-restart) (Result: exit-code) since Mon 2026-01-05');
    expect(status).toContain('(code=exited, status=1/FAILURE)');
    expect(typed(desk, 'ssh node-a systemctl is-active kubelet; echo $?')).toBe('activating\n3\n');
    const log = typed(desk, 'ssh node-a journalctl -u kubelet -n 20 --no-pager');
    expect(log).toContain('err="failed to run Kubelet: open /etc/kubernetes/pki/CA.crt: no such file or directory"');
    expect(log).toContain('kubelet.service: Scheduled restart job, restart counter is at 2.');
    typed(desk, 'sleep 40');
    expect(ready(desk, 'node-a')).toBe('NotReady');
    typed(desk, `ssh node-a "sed -i 's#pki/CA.crt#pki/ca.crt#' /var/lib/kubelet/config.yaml"; sleep 15`);
    expect([ready(desk, 'node-a'), typed(desk, 'ssh node-a systemctl is-active kubelet')]).toEqual(['Ready', 'active\n']);
  });

  it('runs with a server that is not there, and tells nobody', () => {
    const desk = new Desk({});
    typed(desk, `ssh node-b "sed -i 's#:6443#:6444#' /etc/kubernetes/kubelet.conf && systemctl restart kubelet"; sleep 60`);
    expect([ready(desk, 'node-b'), typed(desk, 'ssh node-b systemctl is-active kubelet')]).toEqual(['NotReady', 'active\n']);
    expect(typed(desk, 'ssh node-b journalctl -u kubelet')).toContain('dial tcp 192.168.0.10:6444: connect: connection refused');
    typed(desk, `ssh node-b "sed -i 's#:6444#:6443#' /etc/kubernetes/kubelet.conf"; sleep 20`);
    expect(ready(desk, 'node-b')).toBe('NotReady');
    typed(desk, 'ssh node-b systemctl restart kubelet; sleep 10');
    expect(ready(desk, 'node-b')).toBe('Ready');
  });

  it.each([
    ['a field of another type', `echo 'maxPods: many' >> /var/lib/kubelet/config.yaml`, 'json: cannot unmarshal string into Go struct field KubeletConfiguration.maxPods of type int32'],
    ['a broken text', `sed -i 's#^staticPodPath:#staticPodPath: a:#' /var/lib/kubelet/config.yaml`, 'failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to decode: yaml: line '],
    ['no file', 'rm /var/lib/kubelet/config.yaml', 'error failed to read kubelet config file "/var/lib/kubelet/config.yaml", error: open /var/lib/kubelet/config.yaml: no such file or directory'],
    ['an unknown flag', `echo 'KUBELET_EXTRA_ARGS=--pod-infra=1' > /etc/default/kubelet`, 'failed to parse kubelet flag: unknown flag: --pod-infra'],
    ['no kubeconfig', 'rm /etc/kubernetes/kubelet.conf', 'failed to run Kubelet: unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory'],
    ['another socket', `sed -i 's#containerd/containerd.sock#crio/crio.sock#' /var/lib/kubelet/config.yaml`, 'dial unix /var/run/crio/crio.sock: connect: no such file or directory'],
    ['no runtime', 'systemctl stop containerd', 'validate CRI v1 runtime API for endpoint'],
  ])('ends with %s', (_, command, says) => {
    const desk = new Desk({});
    typed(desk, `ssh node-a "${command.replaceAll('"', '\\"')}"`);
    typed(desk, 'ssh node-a systemctl restart kubelet; sleep 1');
    expect(typed(desk, 'ssh node-a journalctl -u kubelet')).toContain(says.replaceAll('"', '\\"'));
    expect(typed(desk, 'ssh node-a systemctl is-active kubelet')).toBe('activating\n');
  });

  it('goes on with a field that it does not know, and says so', () => {
    const desk = new Desk({});
    typed(desk, `ssh node-a "echo 'maxPod: 3' >> /var/lib/kubelet/config.yaml; systemctl restart kubelet"; sleep 5`);
    expect(typed(desk, 'ssh node-a "journalctl -u kubelet | grep lenient"')).toContain('err="strict decoding error: unknown field \\"maxPod\\""');
    expect(ready(desk, 'node-a')).toBe('Ready');
  });

  it('reads its unit anew only after a daemon-reload', () => {
    const desk = new Desk({});
    const drop = '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf';
    typed(desk, `ssh node-a "sed -i 's#/var/lib/kubelet/config.yaml#/var/lib/kubelet/other.yaml#' ${drop}"`);
    expect(typed(desk, 'ssh node-a systemctl restart kubelet')).toContain("changed on disk. Run 'systemctl daemon-reload' to reload units.");
    expect(typed(desk, 'ssh node-a systemctl is-active kubelet')).toBe('active\n');
    typed(desk, 'ssh node-a "systemctl daemon-reload && systemctl restart kubelet"; sleep 1');
    expect(typed(desk, 'ssh node-a systemctl is-active kubelet')).toBe('activating\n');
    expect(typed(desk, `ssh node-a systemctl cat kubelet`)).toContain(`# ${drop}\n`);
  });

  it('of a control plane loses its static Pods with a wrong staticPodPath', () => {
    const desk = new Desk({});
    typed(desk, `ssh cp-1 "sed -i 's#^staticPodPath:.*#staticPodPath: /etc/kubernetes/manifest#' /var/lib/kubelet/config.yaml && systemctl restart kubelet"; sleep 20`);
    expect(typed(desk, 'kubectl get nodes')).toContain('was refused');
    expect(typed(desk, 'ssh cp-1 journalctl -u kubelet')).toContain('"Unable to read config path" err="path does not exist, ignoring" path="/etc/kubernetes/manifest"');
    typed(desk, `ssh cp-1 "sed -i 's#^staticPodPath:.*#staticPodPath: /etc/kubernetes/manifests#' /var/lib/kubelet/config.yaml && systemctl restart kubelet"; sleep 20`);
    expect(typed(desk, 'kubectl get nodes')).toContain('Ready');
  });
});

describe('a control plane whose manifests are changed', () => {
  const broken = (desk: Desk, part: string, from: string, to: string): string => typed(desk, `ssh cp-1 "sed -i 's#${from}#${to}#' /etc/kubernetes/manifests/${part}.yaml"`);

  it('has no API server with an unknown flag, and has it back after the repair', () => {
    const desk = new Desk({});
    broken(desk, 'kube-apiserver', '--secure-port=6443', '--secure-ports=6443');
    typed(desk, 'sleep 40');
    expect(typed(desk, 'kubectl get nodes')).toContain('The connection to the server 192.168.0.10:6443 was refused - did you specify the right host or port?');
    broken(desk, 'kube-apiserver', '--secure-ports=6443', '--secure-port=6443');
    typed(desk, 'sleep 10');
    expect(typed(desk, 'kubectl get --raw /readyz')).toBe('ok');
  });

  it('has no scheduler with a kubeconfig that is not there', () => {
    const desk = new Desk({});
    broken(desk, 'kube-scheduler', '--kubeconfig=/etc/kubernetes/scheduler.conf', '--kubeconfig=/etc/kubernetes/schedule.conf');
    typed(desk, 'sleep 40; kubectl run late --image=nginx:1.30; sleep 5');
    expect(typed(desk, 'kubectl get pod late --no-headers')).toContain('Pending');
    expect(typed(desk, 'kubectl logs -n kube-system kube-scheduler-cp-1')).toContain('"command failed" err="stat /etc/kubernetes/schedule.conf: no such file or directory"');
    broken(desk, 'kube-scheduler', '--kubeconfig=/etc/kubernetes/schedule.conf', '--kubeconfig=/etc/kubernetes/scheduler.conf');
    typed(desk, 'sleep 30');
    expect(typed(desk, 'kubectl get pod late --no-headers')).toContain('Running');
  });

  it('loses a Pod whose file is no YAML', () => {
    const desk = new Desk({});
    broken(desk, 'kube-controller-manager', 'metadata:', 'metadata');
    typed(desk, 'sleep 5');
    expect(typed(desk, 'kubectl get pods -n kube-system')).not.toContain('kube-controller-manager');
    expect(typed(desk, 'ssh cp-1 journalctl -u kubelet')).toContain('"Could not process manifest file" err="/etc/kubernetes/manifests/kube-controller-manager.yaml: couldn\'t parse as pod(');
  });
});

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: 'nginx:1.30'}]}
`;

describe('a node', () => {
  it('whose disk is full drops images, says so, puts out its Pods, and takes Pods again some minutes after the room is back', () => {
    const desk = new Desk({ manifests: WEB });
    expect(typed(desk, 'ssh node-a "crictl pull redis:8; fallocate -l 95G /var/log/huge.log; df -h /"')).toContain('/dev/vda1       100G  100G     0 100% /');
    typed(desk, 'sleep 30');
    expect(typed(desk, "kubectl get node node-a -o jsonpath='{.status.conditions[?(@.type==\"DiskPressure\")].status} {.spec.taints[0].key}'")).toBe('True node.kubernetes.io/disk-pressure');
    expect(typed(desk, 'kubectl get pods -o wide --field-selector spec.nodeName=node-a,status.phase=Running')).toBe('No resources found in default namespace.\n');
    expect(typed(desk, 'kubectl get pods --field-selector status.phase=Failed -o jsonpath={.items[0].status.message}')).toContain('The node was low on resource: ephemeral-storage.');
    expect(typed(desk, 'ssh node-a crictl images')).not.toContain('redis');
    expect(typed(desk, 'ssh node-a "journalctl -u kubelet | grep eviction"')).toContain('"Eviction manager: attempting to reclaim" resourceName="ephemeral-storage"');
    expect(typed(desk, 'ssh node-a "du -sh /var/log"')).toBe('96G\t/var/log\n');
    typed(desk, 'ssh node-a rm /var/log/huge.log; sleep 320');
    expect(typed(desk, "kubectl get node node-a -o jsonpath='{.status.conditions[?(@.type==\"DiskPressure\")].status}{.spec.taints}'")).toBe('False');
  });

  it('whose runtime is stopped is not ready, begins and ends nothing, and goes on when it is back', () => {
    const desk = new Desk({ manifests: WEB });
    typed(desk, 'ssh node-b systemctl stop containerd; sleep 45');
    expect(typed(desk, "kubectl get node node-b -o jsonpath='{.status.conditions[?(@.type==\"Ready\")].message}'")).toBe('container runtime is down');
    typed(desk, 'kubectl delete pod -l app=web --wait=false; sleep 30');
    expect(typed(desk, 'kubectl get pods --field-selector spec.nodeName=node-b --no-headers')).toContain('Terminating');
    typed(desk, 'ssh node-b systemctl start containerd; sleep 20');
    expect([ready(desk, 'node-b'), typed(desk, 'kubectl get pods --no-headers').includes('Terminating')]).toEqual(['Ready', false]);
  });

  it('shows its processes, ports and certificates', () => {
    const desk = new Desk({});
    expect(typed(desk, "ssh cp-1 'ps -ef | grep kube-apiserver | head -1'")).toContain('kube-apiserver --advertise-address=192.168.0.10 --allow-privileged=true');
    expect(typed(desk, 'ssh cp-1 ss -tlnp')).toMatch(/LISTEN 0 +4096 +\*:6443 +\*:\* users:\(\("kube-apiserver",pid=\d+,fd=3\)\)/);
    expect(typed(desk, 'ssh cp-1 openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -subject -issuer -enddate')).toBe('subject=CN = kube-apiserver\nissuer=CN = kubernetes\nnotAfter=Dec  6 09:00:05 2026 GMT\n');
    expect(typed(desk, 'ssh node-a openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject')).toBe('subject=O = system:nodes, CN = system:node:node-a\n');
    expect(typed(desk, "ssh cp-1 'curl -sk https://localhost:6443/livez?verbose | tail -1; curl -s http://localhost:10248/healthz; ip -br addr | grep eth0; free -m | head -2 | tail -1; uptime'")).toMatch(/^livez check passed\noketh0 +UP +192\.168\.0\.10\/24 \nMem: +8192 .*\n 09:0\d:\d\d up 0 min,/);
    expect(typed(desk, 'ssh cp-1 curl -sk https://localhost:6443/api/v1/nodes')).toContain('system:anonymous');
    expect(typed(desk, "ssh cp-1 'curl -sk -H \"Authorization: Bearer x\" https://localhost:6443/api/v1/nodes'")).toBe('(curl at a machine here is nobody to the API server: ask it with kubectl, or with curl from the terminal itself or a Pod)\n');
    typed(desk, 'ssh cp-1 mv /etc/kubernetes/manifests/kube-apiserver.yaml /tmp/; sleep 5');
    expect(typed(desk, 'ssh cp-1 curl -k https://localhost:6443/livez')).toBe('curl: (7) Failed to connect to localhost port 6443 after 0 ms: Could not connect to server\n');
  });
});

describe('the certificates of a control plane', () => {
  it('run out: who connects anew is told so, and what was connected goes on until its server begins anew', () => {
    const desk = new Desk({ certificates: 60 });
    expect(typed(desk, 'ssh cp-1 openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -checkend 0')).toBe('Certificate will not expire\n');
    typed(desk, 'sleep 60');
    expect(typed(desk, 'kubectl get nodes')).toContain('Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-05T09:01:25Z is after 2026-01-05T09:01:05Z\n');
    expect(typed(desk, 'ssh node-a journalctl -u kubelet -n 5')).not.toContain('x509');
    typed(desk, 'ssh node-a systemctl restart kubelet; sleep 5');
    expect(typed(desk, 'ssh node-a journalctl -u kubelet -n 5')).toContain('x509: certificate has expired or is not yet valid: current time 2026-01-05T09:01:');
    // It reads a certificate that takes the place of the old one.
    typed(desk, 'ssh cp-1 "cd /etc/kubernetes/pki && openssl req -x509 -newkey rsa:2048 -nodes -keyout apiserver.key -out apiserver.crt -days 30 -subj /CN=kube-apiserver -addext subjectAltName=IP:192.168.0.10"; sleep 15');
    expect(typed(desk, 'kubectl get nodes')).toContain('Ready');
    expect(typed(desk, 'ssh node-a journalctl -u kubelet -n 1')).not.toContain('x509');
  });
});
