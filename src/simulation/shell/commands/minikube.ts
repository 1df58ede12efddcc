/** minikube: the cluster on the reader's machine is started, and the kubeconfig written. */
import { writeFile } from '../files/tree';
import { HOME } from '../files/home';
import type { Process, Run, Shell } from '../shell';
import type { Steps } from '../steps';

const NODE = 'minikube';
const CONFIG = `${HOME}/.kube/config`;

/** What is said, and how long it is then waited, µs (as on an ordinary laptop, with images that are there already). */
const STEPS: readonly (readonly [text: string, waits: number])[] = [
  ['* minikube v1.39.0 on Debian 12\n* Using the docker driver based on user configuration\n* Starting "minikube" primary control-plane node in "minikube" cluster\n', 2_000_000],
  ['* Creating docker container (CPUs=2, Memory=2048MB) ...\n', 6_000_000],
  ['* Preparing Kubernetes v1.36.3 on containerd 2.2.1 ...\n', 8_000_000],
  ['* Configuring CNI (Container Networking Interface) ...\n* Verifying Kubernetes components...\n', 10_000_000],
  ['* Enabled addons: storage-provisioner, default-storageclass\n* Done! kubectl is now configured to use "minikube" cluster and "default" namespace by default\n', 0],
];

const kubeconfig = (token: string): string => `apiVersion: v1
clusters:
- cluster:
    certificate-authority: ${HOME}/.minikube/ca.crt
    server: https://192.168.49.2:8443
  name: minikube
contexts:
- context:
    cluster: minikube
    namespace: default
    user: minikube
  name: minikube
current-context: minikube
kind: Config
preferences: {}
users:
- name: minikube
  user:
    token: ${token}
`;

const isStarted = (shell: Shell): boolean => shell.tree[CONFIG] !== undefined;

function* start({ shell, out }: Process, token: string): Steps<number> {
  for (const [text, waits] of STEPS) {
    // The node's kubelet begins while Kubernetes is prepared.
    if (text.startsWith('* Preparing')) yield { do: 'host', at: { host: NODE, line: 'systemctl start kubelet' } };
    out.write(text);
    if (waits > 0) yield { do: 'sleep', micros: waits };
  }
  shell.change(writeFile(shell.tree, shell.ground, CONFIG, kubeconfig(token), shell.host.now()));
  return 0;
}

export const minikube = (token: string): Run =>
  function* run(process) {
    const { args: [verb = ''], out, err, shell } = process;
    switch (verb) {
      case 'start': return yield* start(process, token);
      case 'status': {
        const up = isStarted(shell);
        if (up) out.write('minikube\ntype: Control Plane\nhost: Running\nkubelet: Running\napiserver: Running\nkubeconfig: Configured\n');
        else out.write('* Profile "minikube" not found. Run "minikube profile list" to view all profiles.\n  To start a cluster, run: "minikube start"\n');
        return up ? 0 : 85;
      }
      case 'ip':
        out.write('192.168.49.2\n');
        return 0;
      case 'version':
        out.write('minikube version: v1.39.0\n');
        return 0;
      default:
        err.write('(minikube here knows start, status, ip and version; ssh minikube leads to its node)\n');
        return 1;
    }
  };
