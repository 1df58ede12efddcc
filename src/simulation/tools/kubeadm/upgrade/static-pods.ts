/** The upgrade of a node's control plane, part by part (cmd/kubeadm/app/phases/upgrade: staticpods.go; util/apiclient: wait.go). */
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { compareKubernetesVersions, parseSemanticVersion } from '../../../base/version';
import type { Steps } from '../../machine';
import { leavesOf } from '../certs/list';
import { CertificateStore } from '../certs/store';
import { poll } from '../cluster/client';
import type { Client } from '../cluster/client';
import { yamlOf } from '../cluster/configuration';
import type { Configuration } from '../configuration';
import { CONTROL_PLANE, KUBERNETES_DIRECTORY, MANIFESTS_DIRECTORY } from '../constants';
import type { Release } from '../constants';
import { etcdVersionFor } from '../etcd-version';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';
import { writeControlPlane, writeEtcd } from '../manifests/write';
import { sorted } from '../../sorted';
import { timestamp } from './timestamp';

/** UpgradeManifests. */
const TIMEOUT = 300_000_000;
const SHOWN_TIMEOUT = '5m0s';

export interface PodUpgrade {
  readonly machine: KubeadmMachine;
  readonly client: Client;
  readonly configuration: Configuration;
  readonly release: Release;
  readonly etcd: boolean;
  readonly renew: boolean;
}

/** The certificates that a part uses, by name. */
const USED: Readonly<Record<string, readonly string[]>> = {
  etcd: ['etcd-server', 'etcd-peer', 'etcd-healthcheck-client'], 'kube-apiserver': ['apiserver', 'apiserver-kubelet-client', 'front-proxy-client', 'apiserver-etcd-client'],
  'kube-controller-manager': ['controller-manager.conf'], 'kube-scheduler': ['scheduler.conf'],
};

class Upgrade {
  private readonly backup: string;
  private readonly next: string;
  private readonly moved: string[] = [];
  private readonly store: CertificateStore;

  constructor(private readonly asked: PodUpgrade) {
    const { machine, configuration } = asked;
    this.next = `${KUBERNETES_DIRECTORY}/tmp/kubeadm-upgraded-manifests${Math.floor(machine.now() / 1000) % 10_000_000_000}`;
    this.backup = `${KUBERNETES_DIRECTORY}/tmp/kubeadm-backup-manifests-${timestamp(machine.now())}`;
    this.store = new CertificateStore(machine, configuration.certificatesDir);
  }

  private say(text: string): void {
    this.asked.machine.out(`${text}\n`);
  }

  private hash(part: string): string {
    const { client, configuration } = this.asked;
    try {
      return client.get('pods', `${part}-${configuration.nodeName}`).metadata.annotations?.['kubernetes.io/config.hash'] ?? '';
    } catch (error) {
      throw error instanceof KubeadmError ? new KubeadmError(`failed to obtain static Pod hash for component ${part} on Node ${configuration.nodeName}: ${error.message}`) : error;
    }
  }

  private* hashOf(part: string): Steps<string> {
    return yield* poll(TIMEOUT, () => this.hash(part), (last) => last ?? new KubeadmError('context deadline exceeded'));
  }

  private* hashChange(part: string, before: string): Steps<void> {
    const changed = (): true | undefined => (this.hash(part) === before ? undefined : true);
    yield* poll(TIMEOUT, changed, (last) => last ?? new KubeadmError(`static Pod hash for component ${part} on Node ${this.asked.configuration.nodeName} did not change after ${SHOWN_TIMEOUT}: context deadline exceeded`));
  }

  /** WaitForPodsWithLabel. */
  private* running(part: string): Steps<void> {
    let known = -1;
    const look = (): true | undefined => {
      let pods;
      try {
        pods = this.asked.client.list('pods', { labelSelector: `component=${part}` });
      } catch (error) {
        if (error instanceof KubeadmError) this.say(`[apiclient] Error getting Pods with label selector "component=${part}" [${error.message}]`);
        throw error;
      }
      if (known !== pods.length) this.say(`[apiclient] Found ${pods.length} Pods for label selector component=${part}`);
      known = pods.length;
      return pods.length > 0 && pods.every((pod) => textOf(objectOf((pod as unknown as { readonly status?: unknown }).status)['phase']) === 'Running') ? true : undefined;
    };
    yield* poll(TIMEOUT, look, () => new KubeadmError('context deadline exceeded'));
  }

  private renew(name: string): void {
    const { configuration, machine } = this.asked;
    const leaf = leavesOf(true).find((one) => one.name === name);
    if (leaf === undefined) return;
    if (this.store.isExternal(leaf.ca)) machine.out(`[upgrade/staticpods] External CA detected, ${name} certificate can't be renewed\n`);
    else this.store.renew(leaf, configuration.validity);
  }

  private renewOf(part: string): void {
    const own = this.asked.configuration.external === undefined;
    for (const name of USED[part]!.filter((one) => own || one !== 'apiserver-etcd-client')) {
      this.say(`[upgrade/staticpods] Renewing ${name} certificate`);
      this.renew(name);
    }
  }

  private pathsOf = (part: string) => ({ real: `${MANIFESTS_DIRECTORY}/${part}.yaml`, next: `${this.next}/${part}.yaml`, backup: `${this.backup}/${part}.yaml` });

  private move(from: string, to: string): void {
    const { files } = this.asked.machine;
    files.write(to, files.read(from) ?? '');
    files.remove(from);
  }

  /** ManifestFilesAreEqual: by what they say. */
  private equal(part: string): boolean {
    const { files } = this.asked.machine;
    const { real, next } = this.pathsOf(part);
    const read = (path: string): string => {
      const text = files.read(path);
      if (text === undefined) throw new KubeadmError(`failed to read manifest for "${path}": open ${path}: no such file or directory`);
      const { status: _, ...pod } = yamlOf(text);
      return JSON.stringify(sorted(pod));
    };
    return read(real) === read(next);
  }

  /** rollbackOldManifests. */
  private undo(error: KubeadmError, withEtcd: boolean): KubeadmError {
    const { files } = this.asked.machine;
    for (const part of this.moved) {
      const { real, backup } = this.pathsOf(part);
      if ((withEtcd || part !== 'etcd') && files.read(backup) !== undefined) this.move(backup, real);
    }
    return new KubeadmError(`couldn't upgrade control plane. kubeadm has tried to recover everything into the earlier state. Errors faced: ${error.message}`);
  }

  /** upgradeComponent. */
  private* part(part: string, before: string): Steps<void> {
    const isEtcd = part === 'etcd';
    const apiServerToo = isEtcd && !this.equal('kube-apiserver');
    this.say(`[upgrade/staticpods] Preparing for "${part}" upgrade`);
    this.moved.push(part);
    const equal = this.equal(part);
    if (equal && !apiServerToo) {
      this.say(`[upgrade/staticpods] Current and new manifests of ${part} are equal, skipping upgrade`);
      return;
    }
    const { real, next, backup } = this.pathsOf(part);
    try {
      if (this.asked.renew) this.renewOf(part);
      this.say(equal && this.asked.renew ? `[upgrade/staticpods] Restarting the ${part} static pod and backing up its manifest to "${backup}"` : `[upgrade/staticpods] Moving new manifest to "${real}" and backing up old manifest to "${backup}"`);
      this.move(real, backup);
      this.move(next, real);
      this.say(`[upgrade/staticpods] Waiting for the kubelet to restart the component\n[upgrade/staticpods] This can take up to ${SHOWN_TIMEOUT}`);
      if (!equal) yield* this.hashChange(part, before);
      yield* this.running(part);
    } catch (error) {
      throw error instanceof KubeadmError ? this.undo(error, isEtcd) : error;
    }
    this.say(`[upgrade/staticpods] Component "${part}" upgraded successfully!`);
  }

  /** performEtcdStaticPodUpgrade; etcd's data is taken to be backed up, and its members to be healthy. */
  private* etcd(): Steps<void> {
    const { machine, configuration, release } = this.asked;
    const wanted = etcdVersionFor(configuration.kubernetesVersion, release.etcd);
    const there = textOf(objectOf(listOf(objectOf(yamlOf(machine.files.read(this.pathsOf('etcd').real) ?? '')['spec'])['containers'])[0])['image']);
    const [current, desired] = [parseSemanticVersion(there.slice(there.lastIndexOf(':') + 1)), parseSemanticVersion('error' in wanted ? '' : wanted.version)];
    if ('error' in current || 'error' in desired) throw new KubeadmError('failed to retrieve the current etcd version');
    if (compareKubernetesVersions(desired.version, current.version) < 0) {
      this.say(`[upgrade/etcd] Non fatal issue encountered during upgrade: the desired etcd version "${'error' in wanted ? '' : wanted.version}" is older than the currently installed "${there.slice(there.lastIndexOf(':') + 1)}". Skipping etcd upgrade`);
      return;
    }
    const before = yield* this.hashOf('etcd');
    writeEtcd(machine, configuration, release, this.next);
    yield* this.part('etcd', before);
    this.say('[upgrade/etcd] Waiting for etcd to become available');
  }

  /** StaticPodControlPlane. */
  * run(): Steps<void> {
    const { machine, configuration, etcd, renew } = this.asked;
    const before = new Map<string, string>();
    for (const part of CONTROL_PLANE) before.set(part, yield* this.hashOf(part));
    this.say(`[upgrade/staticpods] Writing new Static Pod manifests to "${this.next}"`);
    writeControlPlane(machine, configuration, this.next);
    if (etcd && configuration.external === undefined) yield* this.etcd();
    for (const part of CONTROL_PLANE) yield* this.part(part, before.get(part)!);
    if (renew) for (const name of ['admin.conf', 'super-admin.conf']) if (name === 'admin.conf' || machine.files.read(`${KUBERNETES_DIRECTORY}/${name}`) !== undefined) this.renew(name);
    for (const name of machine.files.list(this.next) ?? []) machine.files.remove(`${this.next}/${name}`);
  }
}

/** PerformStaticPodUpgrade. */
export const upgradeStaticPods = (asked: PodUpgrade): Steps<void> => new Upgrade(asked).run();
