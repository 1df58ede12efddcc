/** The services of a machine as systemctl shows them, after what was done so far in this command line. */
import { ETCD_MEMBERS, isStopped } from '../../cluster/components';
import type { ComponentName } from '../../cluster/components';
import type { HostAct } from '../../cluster/node/host/types';
import type { Cluster } from '../../cluster/state';
import type { Files } from '../../cluster/node/machine/written-files';
import { machineOf } from '../../cluster/node/host/files';
import { servicesOf } from '../../cluster/node/host/services/state';
import { unitState } from '../../cluster/node/host/systemd';
import { UNIT_WORDS } from '../../cluster/node/host/services/types';
import type { Services, UnitName, UnitState } from '../../cluster/node/host/services/types';
import { filesOfUnit, loadedUnits, serviceSettings, unitTexts } from '../../cluster/node/host/services/unit-files';

export interface MachineScene {
  readonly host: string;
  readonly cluster: Cluster;
  /** The machine's files as they are now. */
  readonly files: () => Files;
  /** What was done so far in this command line. */
  readonly acts: readonly HostAct[];
  readonly act: (act: HostAct) => void;
}

export interface UnitView {
  readonly name: string;
  readonly says: string;
  readonly state: UnitState;
  readonly enabled: boolean;
  /** Its files, the unit's own first. */
  readonly paths: readonly string[];
  readonly command: readonly string[];
  /** ExecStart= as it is written. */
  readonly written: string;
  /** What stops with it; without it, the service only runs. */
  readonly target?: { readonly component: ComponentName } | { readonly unit: UnitName };
  /** Its files are others than those that systemd has read. */
  readonly changed: boolean;
}

export const isEtcd = (host: string): boolean => ETCD_MEMBERS.some((name) => name === host);

export const servicesHere = ({ cluster, host }: Pick<MachineScene, 'cluster' | 'host'>): Services => servicesOf(machineOf(cluster, host));

/** Whether a part of the cluster runs after what was done so far. */
export function runs({ cluster, acts }: Pick<MachineScene, 'cluster' | 'acts'>, component: ComponentName | undefined): boolean {
  if (component === undefined) return true;
  const last = acts.filter((act) => 'component' in act && act.component === component).at(-1);
  return last === undefined ? !isStopped(cluster.components, component) : last.action === 'start';
}

const plain = (active: boolean, pid: number): UnitState => ({ active: active ? 'active' : 'inactive', since: 0, pid, restarts: 0 });

function stateNow(scene: MachineScene, unit: UnitName): UnitState {
  const { cluster, host, acts } = scene;
  const last = acts.filter((act) => 'unit' in act && act.unit === unit && (act.action === 'start' || act.action === 'stop')).at(-1);
  const known = unitState(cluster, host, unit);
  if (last === undefined) return known;
  const { now } = cluster.clock;
  return last.action === 'start' ? { active: 'active', since: now, pid: servicesHere(scene).nextPid, restarts: 0 } : { ...known, active: 'inactive', since: now };
}

function nodeUnit(scene: MachineScene, name: UnitName): UnitView {
  const services = servicesHere(scene);
  const { acts } = scene;
  const enabling = acts.filter((act) => 'unit' in act && act.unit === name && (act.action === 'enable' || act.action === 'disable')).at(-1);
  const files = scene.files();
  const texts = unitTexts(files);
  const known = acts.some((act) => act.action === 'daemon-reload') ? texts : loadedUnits(services);
  const paths = filesOfUnit(known, name);
  const changed = [...new Set([...paths, ...filesOfUnit(texts, name)])].some((path) => texts[path] !== known[path]);
  const { command, written = '' } = serviceSettings(known, files, name);
  return { name, says: UNIT_WORDS[name], state: stateNow(scene, name), enabled: enabling === undefined ? !services.disabled.includes(name) : enabling.action === 'enable', paths, command, written, target: { unit: name }, changed };
}

const SSH: Omit<UnitView, 'state'> = { name: 'ssh', says: 'OpenBSD Secure Shell server', enabled: true, paths: ['/usr/lib/systemd/system/ssh.service'], command: ['/usr/sbin/sshd', '-D'], written: '/usr/sbin/sshd -D', changed: false };

export function unitsOf(scene: MachineScene): readonly UnitView[] {
  const ssh: UnitView = { ...SSH, state: plain(true, 611) };
  const { host } = scene;
  if (!isEtcd(host)) return [nodeUnit(scene, 'containerd'), nodeUnit(scene, 'kubelet'), ssh];
  const component = host as ComponentName;
  return [{ name: 'etcd', says: 'etcd', state: plain(runs(scene, component), 702), enabled: true, paths: ['/usr/lib/systemd/system/etcd.service'], command: ['/usr/bin/etcd'], written: '/usr/bin/etcd', target: { component }, changed: false }, ssh];
}
