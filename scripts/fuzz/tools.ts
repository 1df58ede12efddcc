import type { Random } from '../../src/simulation/base/random';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { createRegistry } from '../../src/simulation/api/registry';
import { EtcdCluster } from '../../src/simulation/cluster/etcd/cluster';
import { request } from '../../src/simulation/cluster/cluster';
import { bootCluster, defaultConfig } from '../../src/simulation/cluster/default-cluster';
import { TEXTS } from '../../src/simulation/kubectl/generated/texts';
import { certificatePem, keyPem } from '../../src/simulation/network/tls/pem';
import { runEtcdctl } from '../../src/simulation/tools/etcdctl';
import { runEtcdutl } from '../../src/simulation/tools/etcdutl';
import { runHelm } from '../../src/simulation/tools/helm';
import { runKubeadm } from '../../src/simulation/tools/kubeadm';
import { mutateText, pick } from './support/mutate-text';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

const NOW = 1_780_000_000_000_000;
const REGISTRY = createRegistry(ALL_KINDS);
const CONFIG = defaultConfig(REGISTRY);
const CLUSTER = bootCluster(CONFIG, 1, NOW);

const LINES = [
  'etcdctl put foo bar', 'etcdctl get foo', 'etcdctl get --prefix /registry --keys-only', 'etcdctl get "" --from-key -w json', 'etcdctl get a z --limit 2 --order DESCEND --sort-by KEY', 'etcdctl del foo --prev-kv', 'etcdctl watch foo', 'etcdctl txn', 'etcdctl compaction 2',
  'etcdctl member list -w table', 'etcdctl member add m2 --peer-urls http://10.0.0.2:2380', 'etcdctl member remove 8e9e05c52164694d', 'etcdctl endpoint health', 'etcdctl endpoint status -w fields', 'etcdctl alarm list', 'etcdctl defrag', 'etcdctl lease grant 10', 'etcdctl lease list',
  'etcdctl user add root:pw', 'etcdctl auth enable', 'etcdctl role add r', 'etcdctl role grant-permission r read foo', 'etcdctl snapshot save snap.db', 'etcdctl move-leader 1', 'etcdctl version', 'etcdctl help', 'etcdctl --endpoints 127.0.0.1:1 get foo',
  'etcdutl snapshot status snap.db -w table', 'etcdutl snapshot restore snap.db --data-dir new', 'etcdutl defrag --data-dir /data/m1', 'etcdutl version',
  'kubeadm certs check-expiration', 'kubeadm certs check-expiration -o json', 'kubeadm certs renew all', 'kubeadm certs renew apiserver --config kubeadm.yaml', 'kubeadm init phase preflight --config kubeadm.yaml', 'kubeadm init phase preflight --ignore-preflight-errors=all', 'kubeadm join phase preflight', 'kubeadm init phase certs all', 'kubeadm init phase certs apiserver --config kubeadm.yaml', 'kubeadm config images list --kubernetes-version v1.36.3 -o json', 'kubeadm version -o short', 'kubeadm certs', 'kubeadm init', 'kubeadm token list',
  'kubeadm token create --print-join-command', 'kubeadm token delete abcdef', 'kubeadm upgrade plan v1.37.0', 'kubeadm upgrade apply v1.36.3 -y', 'kubeadm upgrade node', 'kubeadm config validate --config kubeadm.yaml', 'kubeadm config migrate --old-config kubeadm.yaml', 'kubeadm config print init-defaults --component-configs KubeletConfiguration',
  'kubeadm join cluster.example.com:6443 --token abcdef.0123456789abcdef', 'kubeadm kubeconfig user --client-name jane --org dev', 'kubeadm init phase kubeconfig all', 'kubeadm init phase control-plane all --config kubeadm.yaml', 'kubeadm init phase etcd local', 'kubeadm certs generate-csr --cert-dir /tmp/pki',
  'helm install web ./c', 'helm install web ./c --set message=x --dry-run=server', 'helm upgrade web ./c --set a.b[0]=1', 'helm upgrade -i web ./c --reuse-values', 'helm rollback web 1', 'helm uninstall web --keep-history', 'helm list -A -o json', 'helm list --filter ^w', 'helm status web -o yaml', 'helm history web', 'helm get all web', 'helm get values web -a',
  'helm template web ./c -s templates/map.yaml', 'helm show all ./c', 'helm lint ./c', 'helm test web', 'helm version --template {{.Version}}', 'helm repo add x http://127.0.0.1:1', 'helm pull oci://a/b', 'helm install ./c --generate-name --timeout 3s --wait',
];

const FILES: Readonly<Record<string, string>> = {
  'c/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: "1"\n', 'c/values.yaml': 'message: hello\n', 'c/templates/NOTES.txt': 'hello {{ .Release.Name }}\n',
  'c/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  message: {{ .Values.message | quote }}\n',
  'c/templates/hook.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-hook\n  annotations:\n    helm.sh/hook: pre-install,test\ndata: {}\n',
  'kubeadm.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.3\n', '.kube/config': 'apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts:\n- {name: a, context: {cluster: c, user: u}}\nclusters:\n- {name: c, cluster: {server: https://10.0.0.1:6443}}\nusers:\n- {name: u, user: {token: t}}\n',
};

function files(random: Random): Readonly<Record<string, string>> {
  const all = { ...FILES, '/etc/kubernetes/pki/ca.crt': certificatePem({ name: 'ca', issuer: 'ca', isCA: true, notBefore: '2026-01-01T00:00:00Z', notAfter: '2036-01-01T00:00:00Z' }), '/etc/kubernetes/pki/ca.key': keyPem('ca') };
  if (random.below(3) > 0) return all;
  const name = pick(random, Object.keys(all)) as keyof typeof all;
  return { ...all, [name]: mutateText(random, [all[name]!, ...Object.values(FILES)]) };
}

interface Case {
  readonly lines: readonly (readonly string[])[];
  readonly files: Readonly<Record<string, string>>;
}

const HOME = '/root';

/** The machine with its files, its etcd and its cluster. */
class Machine {
  private readonly texts = new Map<string, string>();
  private readonly etcd: EtcdCluster;
  private cluster = CLUSTER;
  private waited = 0;
  out = '';
  readonly files = {
    read: (path: string) => this.texts.get(path),
    list: (path: string) => {
      const inside = [...this.texts.keys()].filter((one) => one.startsWith(path === '/' ? '/' : `${path}/`)).map((one) => one.slice(path === '/' ? 1 : path.length + 1).split('/')[0]!);
      return inside.length === 0 ? undefined : [...new Set(inside)];
    },
    write: (path: string, text: string) => void this.texts.set(path, text),
    remove: (path: string) => void this.texts.delete(path),
    under: (directory: string) => [...this.texts.keys()].filter((path) => path.startsWith(`${directory}/`)).sort(),
  };

  constructor(given: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(given)) this.texts.set(name.startsWith('/') ? name : `${HOME}/${name}`, text);
    this.etcd = new EtcdCluster({ now: () => NOW + this.waited, files: this.files });
    this.etcd.bootstrap([{ name: 'm1', peerUrls: ['http://127.0.0.1:2380'], clientUrls: ['http://127.0.0.1:2379'], data: '/data/m1' }]);
  }

  private get common() {
    const say = (text: string): void => { this.out += text; };
    return { now: () => NOW + this.waited, files: this.files, directory: HOME, environment: {}, stdin: '', out: say, err: say };
  }

  /** Drives what waits; whoever waits too long is ended, as by Ctrl-C. */
  private drive(steps: Generator<{ readonly do: string; readonly micros?: number }, number, undefined>): number {
    let next = steps.next();
    for (let effects = 0; next.done !== true; effects += 1) {
      if (effects > 400 || next.value.do !== 'sleep') {
        steps.return(130);
        return 130;
      }
      this.waited += next.value.micros ?? 0;
      next = steps.next();
    }
    return next.value;
  }

  run([program, ...argv]: readonly string[]): number {
    if (program === 'etcdctl') return this.drive(runEtcdctl({ ...this.common, etcd: this.etcd }, argv));
    if (program === 'etcdutl') return runEtcdutl(this.common, argv);
    if (program === 'kubeadm') return this.drive(runKubeadm({ ...this.common, host: { hostname: 'cp-1', address: '10.0.0.11', user: 0, kubelet: 'v1.36.3', runtime: true, ports: [], swap: false, forward: '1', kernel: { version: '6.12.0', missing: [] }, cgroup: 2, cpus: 2, memory: 4096 } }, argv));
    return this.drive(runHelm({
      ...this.common, home: HOME, texts: TEXTS, registry: () => REGISTRY, authenticate: () => ({ username: 'admin', groups: ['system:masters'] }),
      ask: (asked) => {
        const handled = request(CONFIG, this.cluster, asked);
        this.cluster = handled.cluster;
        return handled.answer;
      },
    }, argv));
  }
}

function line(random: Random): readonly string[] {
  const [program = '', ...words] = pick(random, LINES).split(' ');
  const others = LINES.filter((one) => one.startsWith(program)).flatMap((one) => one.split(' ').slice(1));
  const edits = random.below(3);
  for (let edit = 0; edit < edits; edit += 1) {
    const at = random.below(words.length + 1);
    if (random.below(2) === 0) words.splice(at, random.below(2), pick(random, others));
    else words.splice(at, 1, mutateText(random, [words[at] ?? '', ...others]).replaceAll('\n', ' '));
  }
  return [program, ...words];
}

export const target: FuzzTarget<Case> = {
  about: 'command lines of etcdctl, etcdutl, kubeadm and helm, and mutations of them and of their files, end with an exit code: no throw, no hang',
  count: 50_000,
  limit: 4000,
  make: (random) => ({ lines: Array.from({ length: 1 + random.below(4) }, () => line(random)), files: files(random) }),
  play({ lines, files: given }) {
    const machine = new Machine(given);
    let last = '';
    for (const words of lines) {
      machine.out = '';
      const exit = machine.run(words);
      if (!Number.isInteger(exit) || exit < 0 || exit > 255) throw new Broken(`${words.join(' ')}: exit code ${exit}`);
      if (exit !== 0 && exit !== 130 && machine.out === '') throw new Broken(`${words.join(' ')}: exit code ${exit} and nothing said`);
      last = exit === 0 ? 'done' : exit === 130 ? 'ended by Ctrl-C' : 'failed';
    }
    return last;
  },
};
