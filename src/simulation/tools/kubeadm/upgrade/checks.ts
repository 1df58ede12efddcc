/** What is looked at before an upgrade (cmd/kubeadm/app/phases/upgrade: health.go, preflight.go). */
import type { ApiObject } from '../../../api';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { Steps } from '../../machine';
import { poll } from '../cluster/client';
import type { Client } from '../cluster/client';
import { CONTROL_PLANE, MANIFESTS_DIRECTORY, PAUSE_VERSION } from '../constants';
import type { Configuration } from '../configuration';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { runChecks } from '../preflight/run';
import type { Found } from '../preflight/run';
import { notReadyControlPlanes } from './words';

type Json = Readonly<Record<string, unknown>>;

const ROLE = 'node-role.kubernetes.io/control-plane';
const JOB = 'upgrade-health-check';
/** How long the Job may take, s, and what it is given beyond that. */
const PATIENCE = 60;
const MARGIN = 5;

const conditionsOf = (object: ApiObject): readonly Json[] => listOf(objectOf((object as unknown as { readonly status?: Json }).status)['conditions']).map(objectOf);
const isUnschedulable = (node: ApiObject): boolean => objectOf((node as unknown as { readonly spec?: Json }).spec)['unschedulable'] === true;

/** createJob: whether a Pod runs on this cluster; empty is good. */
function* createJob(machine: KubeadmMachine, client: Client, { imageRepository }: Configuration): Steps<string> {
  if (client.list('nodes', {}, null).every(isUnschedulable)) {
    warn(machine, 'health.go:129', 'The preflight check "CreateJob" was skipped because there are no schedulable Nodes in the cluster.');
    return '';
  }
  const name = `${JOB}-${Math.floor(machine.now() / 1000)}`;
  const job = {
    apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: 'kube-system' },
    spec: {
      backoffLimit: 0, ttlSecondsAfterFinished: PATIENCE + MARGIN, activeDeadlineSeconds: PATIENCE + MARGIN,
      template: {
        spec: {
          restartPolicy: 'Never', securityContext: { runAsUser: 999, runAsGroup: 999, runAsNonRoot: true }, tolerations: [{ key: ROLE, effect: 'NoSchedule' }],
          containers: [{ name: JOB, image: `${imageRepository}/pause:${PAUSE_VERSION}`, args: ['-v'] }],
        },
      },
    },
  } as unknown as ApiObject;
  try {
    yield* poll(PATIENCE * 1_000_000, () => client.create('jobs', job, 'batch'), (last) => new KubeadmError(`could not create Job "${name}" in the namespace "kube-system": ${last?.message ?? ''}`));
    const done = (): true | undefined => {
      if (conditionsOf(client.get('jobs', name, 'batch')).some(({ type }) => type === 'Complete')) return true;
      throw new KubeadmError('no condition of type Complete');
    };
    yield* poll(PATIENCE * 1_000_000, done, (last) => new KubeadmError(`Job "${name}" in the namespace "kube-system" did not complete in 1m0s: ${last?.message ?? ''}`));
    return '';
  } catch (error) {
    if (error instanceof KubeadmError) return error.message;
    throw error;
  }
}

function nodesReady(client: Client): string {
  const bad = client.list('nodes', { labelSelector: `${ROLE}=` }, null).filter((node) => conditionsOf(node).some(({ type, status }) => type === 'Ready' && textOf(status) !== 'True')).map(({ metadata }) => metadata.name);
  return bad.length === 0 ? '' : notReadyControlPlanes(bad);
}

function manifestsThere({ files }: KubeadmMachine): string {
  const gone = CONTROL_PLANE.map((name) => `${MANIFESTS_DIRECTORY}/${name}.yaml`).filter((path) => files.read(path) === undefined);
  return gone.length === 0 ? '' : `manifest files not found: [${gone.join(' ')}]`;
}

/** CheckClusterHealth. */
export function* checkHealth(machine: KubeadmMachine, client: Client, configuration: Configuration, ignored: ReadonlySet<string>, say: (text: string) => void): Steps<void> {
  say('[upgrade] Running cluster health checks\n');
  const found: readonly (readonly [string, string])[] = [['CreateJob', yield* createJob(machine, client, configuration)], ['ControlPlaneNodesReady', nodesReady(client)], ['StaticPodManifest', manifestsThere(machine)]];
  runChecks(machine, found.map(([name, error]) => ({ name, run: (): Found => (error === '' ? {} : { errors: [error] }) })), ignored);
}
