/** systemctl(1): the services that a machine of the course has. Since when one runs is not told. */
import { ETCD_MEMBERS, isStopped } from '../../cluster/components';
import type { ComponentName } from '../../cluster/components';
import type { HostAct } from '../../cluster/node/host/types';
import type { Cluster } from '../../cluster/state';
import type { Program } from '../shell';

export interface Services {
  readonly host: string;
  readonly cluster: Cluster;
  /** What was done so far in this command line. */
  readonly acts: readonly HostAct[];
  readonly act: (act: HostAct) => void;
}

interface Unit {
  readonly name: string;
  readonly says: string;
  /** What stops with it; without it, the service only runs. */
  readonly component?: ComponentName;
}

const unitsOf = (host: string): readonly Unit[] =>
  ETCD_MEMBERS.some((name) => name === host)
    ? [{ name: 'etcd', says: 'etcd', component: host as ComponentName }, { name: 'ssh', says: 'OpenBSD Secure Shell server' }]
    : [{ name: 'kubelet', says: 'kubelet: The Kubernetes Node Agent', component: `kubelet/${host}` }, { name: 'containerd', says: 'containerd container runtime' }, { name: 'ssh', says: 'OpenBSD Secure Shell server' }];

/** Whether a component runs after what was done so far. */
export function runs({ cluster, acts }: Pick<Services, 'cluster' | 'acts'>, component: ComponentName | undefined): boolean {
  if (component === undefined) return true;
  const last = acts.filter((act) => act.component === component).at(-1);
  return last === undefined ? !isStopped(cluster.components, component) : last.action === 'start';
}

const CHANGES: Readonly<Record<string, readonly HostAct['action'][]>> = { start: ['start'], stop: ['stop'], restart: ['stop', 'start'], 'try-restart': ['stop', 'start'], kill: ['stop', 'start'] };

export const systemctl = (services: Services): Program => ({
  *run({ args, out, err }) {
    const words = args.filter((word) => !word.startsWith('-'));
    const [verb = 'list-units', ...names] = words;
    const units = unitsOf(services.host);
    const find = (name: string): Unit | undefined => units.find((unit) => unit.name === name.replace(/\.service$/, ''));
    const missing = names.filter((name) => find(name) === undefined);
    const unit = (name: string): string => (name.includes('.') ? name : `${name}.service`);
    const asked = names.flatMap((name) => find(name) ?? []);
    const now = args.includes('--now');
    const actions = CHANGES[verb] ?? (now && verb === 'disable' ? CHANGES['stop'] : now && verb === 'enable' ? CHANGES['start'] : undefined);
    if (actions !== undefined || verb === 'enable' || verb === 'disable' || verb === 'daemon-reload') {
      for (const name of missing) err.write(`Failed to ${verb} ${unit(name)}: Unit ${unit(name)} ${verb === 'start' ? 'not found' : 'not loaded'}.\n`);
      for (const one of asked) {
        const { component } = one;
        if (component === undefined && actions !== undefined) {
          err.write(`(stopping ${one.name} is not simulated here)\n`);
          return 1;
        }
        if (component !== undefined) for (const action of actions ?? []) services.act({ action, component });
      }
      return missing.length > 0 ? 5 : 0;
    }
    if (verb === 'is-active') {
      const states = names.map((name) => (find(name) !== undefined && runs(services, find(name)!.component) ? 'active' : 'inactive'));
      out.write(states.map((state) => `${state}\n`).join(''));
      return states.includes('active') ? 0 : 3;
    }
    if (verb === 'status') {
      for (const name of missing) err.write(`Unit ${unit(name)} could not be found.\n`);
      for (const { name, says, component } of asked) {
        const active = runs(services, component);
        out.write(`${active ? '●' : '○'} ${name}.service - ${says}\n     Loaded: loaded (/usr/lib/systemd/system/${name}.service; enabled; preset: enabled)\n     Active: ${active ? 'active (running)' : 'inactive (dead)'}\n`);
      }
      return missing.length > 0 ? 4 : asked.every(({ component }) => runs(services, component)) ? 0 : 3;
    }
    if (verb === 'list-units') {
      out.write(`  UNIT                LOAD   ACTIVE   SUB     DESCRIPTION\n${units.map(({ name, says, component }) => `  ${`${name}.service`.padEnd(19)} loaded ${runs(services, component) ? 'active   running' : 'inactive dead   '} ${says}\n`).join('')}`);
      return 0;
    }
    err.write(`Unknown command verb '${verb}'.\n`);
    return 1;
  },
});
