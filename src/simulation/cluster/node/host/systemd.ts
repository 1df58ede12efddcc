/** systemd on a node: starts and stops the kubelet and the container runtime, and starts a kubelet again that has ended by itself (systemd.service(5): Restart=, RestartSec=). */
import { schedule } from '../../../base/clock';
import { byText } from '../../../base/ordered-map';
import { isStopped, startComponent, stopComponent } from '../../components';
import { CONNECTS_ANEW } from '../../components/types';
import type { ComponentName } from '../../components';
import { wake } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../state';
import type { Machine } from '../machine/machine';
import { kubeletName } from '../settings';
import { filesOf, machineOf, withMachine } from './files';
import { astray } from './kubelet/client';
import { kubeletStart } from './kubelet/start';
import { apiServerPlace } from './api-server-place';
import { servicesOf } from './services/state';
import { exited, restarts, started, stopped, withLines } from './services/journal';
import type { Services, UnitName, UnitState } from './services/types';
import { loadedUnits, serviceSettings, unitTexts } from './services/unit-files';
import { staticPodsOf } from './static-pods';

/** RestartSec= of the kubelet's unit, µs. */
const RESTART = 10_000_000;
/** How long a kubelet takes that ends by itself, µs. */
const ENDS = 60_000;

export const kubeletOf = (host: string): ComponentName => `kubelet/${host}`;

/** A unit as it is: what runs is told by the cluster, why not by systemd. */
export function unitState(cluster: Cluster, host: string, unit: UnitName): UnitState {
  const known = servicesOf(machineOf(cluster, host)).units[unit];
  if (unit !== 'kubelet') return known;
  const runs = !byText.has(cluster.components.stopped, kubeletOf(host));
  if (runs) return { ...known, active: 'active' };
  return known.active === 'active' ? { ...known, active: 'inactive' } : known;
}

const withUnit = (services: Services, unit: UnitName, change: Partial<UnitState>): Services => ({ ...services, units: { ...services.units, [unit]: { ...services.units[unit], ...change } } });

const withServices = (cluster: Cluster, host: string, change: (services: Services) => Services): Cluster => {
  const machine = machineOf(cluster, host);
  return withMachine(cluster, host, { ...machine, services: change(servicesOf(machine)) });
};

/** The machine with the static Pods of the folder that its kubelet looks into. */
export function withStaticPods(config: ClusterConfig, cluster: Cluster, host: string): Cluster {
  const machine = machineOf(cluster, host);
  let manifests: Machine['manifests'] = null;
  for (const [name, pod] of staticPodsOf(filesOf(cluster, host), config.server.registry, servicesOf(machine).kubelet.staticPodPath)) manifests = byText.set(manifests, name, pod);
  return withMachine(cluster, host, { ...machine, manifests });
}

/** Requests of a process get lost from now on, or get there again. */
function withAstray(cluster: Cluster, process: string, why: string | undefined): Cluster {
  const { astray: before = null, ...components } = cluster.components;
  const after = why === undefined ? byText.delete(before, process) : byText.set(before, process, why);
  return { ...cluster, components: after === null ? components : { ...components, astray: after } };
}

/** The machine as it has run since a moment: what its services said when they began. */
export function servicesSince(cluster: Cluster, host: string, since: number): Cluster {
  const files = filesOf(cluster, host);
  const runs = !byText.has(cluster.components.stopped, kubeletOf(host));
  return withServices(cluster, host, (services) => {
    const { units: { kubelet: { pid } } } = services;
    const { command } = serviceSettings(loadedUnits(services), files, 'kubelet');
    const said = runs ? [started('kubelet', since), ...kubeletStart({ files, command, pid, now: since, runtime: true }).lines] : [];
    const begun = withUnit(withLines(services, [started('containerd', since), ...said]), 'containerd', { since });
    return withUnit(begun, 'kubelet', runs ? { since } : { active: 'inactive' });
  });
}

function startKubelet(config: ClusterConfig, cluster: Cluster, host: string, again: boolean): Cluster {
  const { now } = cluster.clock;
  const machine = machineOf(cluster, host);
  const services = servicesOf(machine);
  const { units: { kubelet: before }, nextPid: pid } = services;
  const count = again ? before.restarts + 1 : 0;
  const files = filesOf(cluster, host);
  const { command, fault } = serviceSettings(loadedUnits(services), files, 'kubelet');
  const begin = [...(again ? [restarts('kubelet', now, count)] : []), started('kubelet', now)];
  const ran = fault === undefined ? kubeletStart({ files, command, pid, now, runtime: services.units.containerd.active === 'active' }) : { lines: [] };
  if (ran.runs === undefined) {
    const at = now + ENDS;
    const failed = withUnit({ ...withLines(services, [...begin, ...ran.lines, ...exited('kubelet', at, 1)]), nextPid: pid + 7 }, 'kubelet', { active: 'activating', since: at, pid, restarts: count, exit: 1 });
    const { clock } = schedule(cluster.clock, at + RESTART, { kind: 'unit', host, unit: 'kubelet' });
    return withMachine({ ...cluster, clock }, host, { ...machine, services: failed });
  }
  const { staticPodPath, client, logs } = ran.runs;
  const { exit: _exit, ...unit } = before;
  const running: Services = { ...withLines(services, [...begin, ...ran.lines]), units: { ...services.units, kubelet: { ...unit, active: 'active', since: now, pid, restarts: count } }, nextPid: pid + 7, kubelet: { staticPodPath, logs } };
  const looked = withStaticPods(config, withMachine(cluster, host, { ...machine, services: running }), host);
  const place = apiServerPlace(config, looked, host);
  const ways = withAstray(looked, kubeletOf(host), place === undefined ? undefined : (astray(client, place, now) ?? (now > (looked.components.served?.until ?? now) ? CONNECTS_ANEW : undefined)));
  return startComponent(config, ways, kubeletOf(host));
}

export function startUnit(config: ClusterConfig, cluster: Cluster, host: string, unit: UnitName): Cluster {
  const { active } = unitState(cluster, host, unit);
  if (active === 'active') return cluster;
  if (unit === 'kubelet') return startKubelet(config, cluster, host, false);
  const { now } = cluster.clock;
  return withServices(cluster, host, (services) => withUnit({ ...withLines(services, [started(unit, now)]), nextPid: services.nextPid + 7 }, unit, { active: 'active', since: now, pid: services.nextPid, restarts: 0 }));
}

export function stopUnit(config: ClusterConfig, cluster: Cluster, host: string, unit: UnitName): Cluster {
  const state = unitState(cluster, host, unit);
  if (state.active === 'inactive') return cluster;
  const { now } = cluster.clock;
  const said = withServices(cluster, host, (services) => withUnit(withLines(services, stopped(unit, now)), unit, { active: 'inactive', since: now, restarts: 0 }));
  return unit === 'kubelet' && state.active === 'active' ? stopComponent(config, said, kubeletOf(host)) : said;
}

export const enableUnit = (cluster: Cluster, host: string, unit: UnitName, on: boolean): Cluster =>
  withServices(cluster, host, (services) => ({ ...services, disabled: on ? services.disabled.filter((name) => name !== unit) : [...new Set([...services.disabled, unit])] }));

export const reloadUnits = (cluster: Cluster, host: string): Cluster => withServices(cluster, host, (services) => ({ ...services, loaded: unitTexts(filesOf(cluster, host)) }));

/** A kubelet that has ended by itself is started again, if nobody was quicker. */
export function unitDue(config: ClusterConfig, cluster: Cluster, host: string, unit: UnitName): Cluster {
  const state = unitState(cluster, host, unit);
  if (state.active !== 'activating' || cluster.clock.now < state.since + RESTART) return cluster;
  return startKubelet(config, cluster, host, true);
}

/** The kubelet of the machine looks into its folder, if it runs. */
export const lookIntoFolder = (config: ClusterConfig, cluster: Cluster, host: string): Cluster =>
  byText.has(cluster.controllers, kubeletName(host)) && !isStopped(cluster.components, kubeletOf(host)) ? wake(config, cluster, kubeletName(host), 'manifests') : cluster;
