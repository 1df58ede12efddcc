/** The parts of the control plane that run in containers of static Pods: they are there as long as their processes are. */
import { schedule } from '../../../base/clock';
import { byText } from '../../../base/ordered-map';
import { ETCD_MEMBERS, startComponent, stopComponent } from '../../components';
import { withLinks } from '../../etcd/living/links';
import type { Cluster, ClusterConfig } from '../../state';
import { AuditFault } from '../../audit/policy';
import { EncryptionFault } from '../../encryption/configuration';
import { NEVER, stateAt } from '../machine/machine';
import type { RuntimeContainer } from '../machine/machine';
import { withServed } from './api-server-place';
import { withIdentity } from './client-certificates';
import { daemonContainer } from './daemon-container';
import { auditOf, withAudit } from './audit';
import { encryptionOf, withEncryption } from './encryption';
import { filesOf, machineOf, withMachine } from './files';

const PARTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
type Part = (typeof PARTS)[number];
/** How one ends that got SIGKILL. */
const KILLED = 137;
/** Where clients look for the API server. */
const API_PORT = 6443;

const runningOf = (cluster: Cluster, host: string, part: Part): RuntimeContainer | undefined => daemonContainer(machineOf(cluster, host), host, part, cluster.clock.now)?.container;

/** It was asked to end, and not killed. */
function wasAsked(cluster: Cluster, host: string, id: string): boolean {
  for (const [, { containers }] of byText.entries(machineOf(cluster, host).pods)) {
    const found = containers.find((one) => one.id === id);
    const state = found?.stop === undefined ? undefined : stateAt(found, cluster.clock.now);
    if (state !== undefined) return state.state !== 'exited' || state.exitCode !== KILLED;
  }
  return false;
}

const serves = (part: Part, { behaviour }: RuntimeContainer): boolean => part !== 'kube-apiserver' || behaviour.ports.some(({ port, open }) => open && port === API_PORT);

/** What the API server's process has read when it began. */
function asConfigured(cluster: Cluster, host: string): Cluster {
  const pod = [...byText.entries(machineOf(cluster, host).manifests)].map(([, one]) => one).find(({ metadata }) => metadata.name === 'kube-apiserver');
  if (pod === undefined) return cluster;
  try {
    const files = filesOf(cluster, host);
    return withAudit(withEncryption(cluster, encryptionOf(pod, files)), auditOf(pod, files));
  } catch (fault) {
    if (fault instanceof EncryptionFault || fault instanceof AuditFault) return cluster;
    throw fault;
  }
}

/** Parts whose files are gone from the folder: their processes are being ended. */
export function daemonsGone(config: ClusterConfig, cluster: Cluster, host: string, names: ReadonlySet<string>): Cluster {
  let now = cluster;
  for (const part of PARTS) {
    const { daemons = {}, ...machine } = machineOf(now, host);
    const before = daemons[part];
    if (!names.has(part) || before === undefined || before === '' || before.startsWith('-')) continue;
    now = withMachine(stopComponent(config, now, part, true), host, { ...machine, daemons: { ...daemons, [part]: `-${before}` } });
  }
  return now;
}

/** Processes have begun or ended: what they are parts of starts or stops. It looks again when the next one ends. */
export function daemonsDue(config: ClusterConfig, cluster: Cluster, host: string): Cluster {
  let now = cluster;
  let next = NEVER;
  const { daemons = {} } = machineOf(cluster, host);
  const after: Record<string, string> = { ...daemons };
  for (const part of PARTS) {
    const running = runningOf(cluster, host, part);
    const [before, id] = [daemons[part], running === undefined || !serves(part, running) ? '' : running.id];
    if (running !== undefined) {
      const state = stateAt(running, cluster.clock.now);
      if (state.state === 'running') next = Math.min(next, state.endsAt);
    }
    if (before === undefined ? id === '' : before === id || before === `-${running?.id ?? ''}`) continue;
    after[part] = id;
    // What ran before somebody looked for the first time goes on.
    if (before === undefined) continue;
    if (before !== '' && !before.startsWith('-')) now = stopComponent(config, now, part, wasAsked(now, host, before));
    if (id !== '') now = startComponent(config, part === 'kube-apiserver' ? withLinks(withServed(asConfigured(now, host), host, now.clock.now), host, ETCD_MEMBERS) : withIdentity(now, host, part), part);
  }
  if (next !== NEVER) now = { ...now, clock: schedule(now.clock, next, { kind: 'daemons', host }).clock };
  return withMachine(now, host, { ...machineOf(now, host), daemons: after });
}
