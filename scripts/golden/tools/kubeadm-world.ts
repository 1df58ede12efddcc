import type { ApiObject } from '@site/src/simulation/api';
import { parseDuration } from '@site/src/simulation/base/go/duration';
import { sha1 } from '@site/src/simulation/base/sha';
import { parseTime } from '@site/src/simulation/base/time';
import type { Answer, Request } from '@site/src/simulation/cluster/apiserver/types';
import { configurationFrom } from '@site/src/simulation/tools/kubeadm/configuration';
import { yamlOf } from '@site/src/simulation/tools/kubeadm/cluster/configuration';
import { CONTROL_PLANE, MANIFESTS_DIRECTORY, releaseOf } from '@site/src/simulation/tools/kubeadm/constants';
import type { KubeadmMachine } from '@site/src/simulation/tools/kubeadm';
import { writeControlPlane, writeEtcd } from '@site/src/simulation/tools/kubeadm/manifests/write';
import { tokenSecret } from '@site/src/simulation/tools/kubeadm/token/token';
import { sortedYaml } from '@site/src/simulation/tools/sorted';
import { HelmWorld } from './helm-world';

type Json = Record<string, unknown>;

export interface RecordedCluster {
  readonly apiServer: string;
  /** Versions of kubelets. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly coredns: string;
  readonly tokens: readonly { readonly token: string; readonly ttl: string; readonly created: string }[];
}

const ROOT = { username: 'recorder', groups: ['system:masters', 'system:authenticated'] };
const GROUP = 'system:bootstrappers:kubeadm:default-node-token';
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const micros = (duration: string): number => {
  const parsed = parseDuration(duration);
  return parsed.ok ? Number(parsed.nanoseconds / 1000n) : 0;
};

/** The cluster that kubeadm found: what its own phases had put there, Nodes and static Pods. */
export class KubeadmWorld {
  private readonly world: HelmWorld;

  constructor(
    time: string,
    private readonly recorded: RecordedCluster,
    private readonly machine: KubeadmMachine,
    document: string,
    without: { readonly maps: readonly string[]; readonly notReady: readonly string[]; readonly coredns?: string },
  ) {
    this.world = new HelmWorld(time);
    const documents = document.split(/^---\s*$/m).map(yamlOf);
    const cluster: Json = { ...documents.find(({ kind }) => kind === 'ClusterConfiguration'), kubernetesVersion: recorded.apiServer };
    this.rights();
    for (const [name, version] of Object.entries(recorded.nodes)) this.node(name, version, !without.notReady.includes(name));
    const maps: Readonly<Record<string, Json>> = {
      'kubeadm-config': { ClusterConfiguration: sortedYaml(cluster) }, 'kubelet-config': { kubelet: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n' },
      'kube-proxy': { 'config.conf': 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nbindAddress: 0.0.0.0\nclientConnection:\n  kubeconfig: /var/lib/kube-proxy/kubeconfig.conf\nclusterCIDR: 10.244.0.0/16\nkind: KubeProxyConfiguration\n' },
    };
    for (const [name, data] of Object.entries(maps)) if (!without.maps.includes(name)) this.put('', 'configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kube-system' }, data });
    this.workload('Deployment', 'deployments', 'coredns', 'kube-dns', `registry.k8s.io/coredns/coredns:${without.coredns ?? recorded.coredns}`);
    this.workload('DaemonSet', 'daemonsets', 'kube-proxy', 'kube-proxy', `registry.k8s.io/kube-proxy:${recorded.apiServer}`);
    for (const { token, ttl, created } of recorded.tokens) this.put('', 'secrets', tokenSecret({ token, description: '', usages: ['authentication', 'signing'], groups: [GROUP] }, micros(ttl), parseTime(created) ?? 0) as unknown as Json);
    const configuration = configurationFrom(machine, [...documents.filter(({ kind }) => kind !== 'ClusterConfiguration'), cluster]);
    writeControlPlane(machine, configuration, MANIFESTS_DIRECTORY);
    writeEtcd(machine, configuration, releaseOf('v1.36.3'), MANIFESTS_DIRECTORY);
    this.mirror();
  }

  private put(group: string, resource: string, body: Json, namespace: string | undefined = 'kube-system'): void {
    const answer = this.world.ask({ verb: 'create', group, resource, ...(namespace === undefined ? {} : { namespace }), body: body as unknown as ApiObject, user: ROOT });
    if ('failure' in answer) throw new Error(answer.failure.message);
  }

  private rights(): void {
    const bind = (name: string, role: string, group: string): void => {
      this.put('rbac.authorization.k8s.io', 'clusterrolebindings', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }, subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: group }] }, undefined);
    };
    bind('kubeadm:cluster-admins', 'cluster-admin', 'kubeadm:cluster-admins');
    bind('recorded:nodes', 'cluster-admin', 'system:nodes');
  }

  private node(name: string, version: string, isReady: boolean): void {
    const control = name.startsWith('cp-');
    this.put('', 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: control ? { 'node-role.kubernetes.io/control-plane': '' } : {}, annotations: { 'kubeadm.alpha.kubernetes.io/cri-socket': 'unix:///var/run/containerd/containerd.sock' } } }, undefined);
    const there = this.world.ask({ verb: 'get', group: '', resource: 'nodes', name, user: ROOT });
    if (!('object' in there)) throw new Error('no node');
    const status = { nodeInfo: { kubeletVersion: version }, conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] };
    this.world.ask({ verb: 'update', group: '', resource: 'nodes', name, subresource: 'status', body: { ...there.object, status } as unknown as ApiObject, user: ROOT });
  }

  private workload(kind: string, resource: string, name: string, label: string, image: string): void {
    const labels = { 'k8s-app': label };
    this.put('apps', resource, { apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'kube-system', labels }, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name, image }] } } } });
  }

  /** What the kubelet of this machine tells of its static Pods. */
  private mirror(): void {
    if (!this.machine.host.hostname.startsWith('cp-')) return;
    for (const part of [...CONTROL_PLANE, 'etcd']) {
      const manifest = this.machine.files.read(`${MANIFESTS_DIRECTORY}/${part}.yaml`);
      if (manifest === undefined) continue;
      const pod = yamlOf(manifest) as { readonly metadata: Json; readonly spec: Json };
      const name = `${part}-${this.machine.host.hostname}`;
      const hash = sha1(text(manifest)).slice(0, 32);
      const there = this.world.ask({ verb: 'get', group: '', resource: 'pods', namespace: 'kube-system', name, user: ROOT });
      if ('object' in there) {
        if (there.object.metadata.annotations?.['kubernetes.io/config.hash'] === hash) continue;
        this.world.ask({ verb: 'delete', group: '', resource: 'pods', namespace: 'kube-system', name, deleteOptions: { gracePeriodSeconds: 0 }, user: ROOT });
      }
      const annotations = { ...(pod.metadata['annotations'] as Json | undefined), 'kubernetes.io/config.hash': hash, 'kubernetes.io/config.mirror': hash, 'kubernetes.io/config.source': 'file' };
      this.put('', 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'kube-system', labels: pod.metadata['labels'], annotations }, spec: { ...pod.spec, nodeName: this.machine.host.hostname } });
    }
  }

  /** While kubeadm waits: kubelet and controllers do what they have to. */
  pass(): void {
    this.mirror();
    this.world.settle();
  }

  /** Between two commands: the recording's controller manager was an hour ahead, so Jobs that had ended were gone at once. */
  next(): void {
    this.pass();
    for (const job of this.list('batch', 'jobs')) this.world.ask({ verb: 'delete', group: 'batch', resource: 'jobs', namespace: 'kube-system', name: (job['metadata'] as Json)['name'] as string, user: ROOT });
  }

  ask = (request: Request): Answer => this.world.ask(request);
  serverVersion = (): string => this.recorded.apiServer;

  private list(group: string, resource: string): readonly Json[] {
    const answer = this.world.ask({ verb: 'list', group, resource, ...(resource === 'nodes' ? {} : { namespace: 'kube-system' }), user: ROOT });
    return 'list' in answer ? (answer.list as unknown as Json[]) : [];
  }

  /** What runs now: images by manifest and add-on. */
  images(): Readonly<Record<string, string>> {
    const first = (spec: unknown): string => (spec as { readonly containers: readonly { readonly image: string }[] }).containers[0]!.image;
    const files = Object.fromEntries(['etcd', ...CONTROL_PLANE].map((part) => [`${part}.yaml`, first(yamlOf(this.machine.files.read(`${MANIFESTS_DIRECTORY}/${part}.yaml`) ?? '')['spec'])]));
    const of = (resource: string): string => first((this.list('apps', resource)[0]!['spec'] as { readonly template: { readonly spec: unknown } }).template.spec);
    return { ...files, 'daemonset/kube-proxy': of('daemonsets'), 'deployment/coredns': of('deployments') };
  }

  kubernetesVersion(): unknown {
    const map = this.list('', 'configmaps').find(({ metadata }) => (metadata as Json)['name'] === 'kubeadm-config');
    return yamlOf(((map?.['data'] as Json)['ClusterConfiguration'] as string) ?? '')['kubernetesVersion'];
  }

  kubelets(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.list('', 'nodes').map((node) => [(node['metadata'] as Json)['name'] as string, ((node['status'] as Json)['nodeInfo'] as Json)['kubeletVersion']]));
  }

  secrets(): Readonly<Record<string, unknown>> {
    const decode = (data: Json): Json => Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value as string, 'base64').toString('utf8')]));
    return Object.fromEntries(this.list('', 'secrets').map((secret) => [(secret['metadata'] as Json)['name'] as string, { type: secret['type'], data: decode(secret['data'] as Json) }]));
  }
}
