import { appsV1 } from '../../src/simulation/api/generated/schema/apps.v1';
import type { Kind } from '../../src/simulation/api/kind';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { readManifests } from '../../src/simulation/api/manifest/read-manifests';
import { createRegistry } from '../../src/simulation/api/registry';
import { applyObject } from '../../src/simulation/api/request/apply';
import type { WriteTarget } from '../../src/simulation/api/request/write';
import type { JsonObject } from '../../src/simulation/api/schema/walk';
import type { ApiObject } from '../../src/simulation/api/types';
import { benchPolicy } from './policy';
import { registrySizes } from './size';
import type { Measurement } from './size';

const MILLISECONDS = 1500;

/** How often something is done in a second: measured for a while, after a warming up. */
function rate(act: (round: number) => void): number {
  for (let round = 0; round < 50; round += 1) act(round);
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < MILLISECONDS) act(rounds++);
  return Math.round((rounds * 1000) / (performance.now() - start));
}

const manifest = (i: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  labels: {app: web}
spec:
  replicas: ${(i % 5) + 1}
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: app
        image: nginx:1.${i % 30}
        ports: [{containerPort: 80}]
        env: [{name: MODE, value: fast}, {name: LEVEL, value: "${i % 3}"}]
        resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
        readinessProbe: {httpGet: {path: /, port: 80}}
      - name: side
        image: busybox
      volumes:
      - name: data
        emptyDir: {}
`;

/** Manifests of a Deployment read, defaulted and validated one by one: what a page does at every pause in typing. */
function manifestRate(): number {
  const registry = createRegistry(ALL_KINDS);
  return rate((round) => {
    const { objects, problems } = readManifests(manifest(round), registry);
    if (objects.length !== 1 || problems.length > 0) throw new Error('the manifest of the benchmark is good');
  });
}

const deployment = (i: number): JsonObject => ({
  apiVersion: appsV1.apiVersion,
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: (i % 5) + 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: `nginx:1.${i % 30}`, ports: [{ containerPort: 80 }], env: [{ name: 'MODE', value: 'fast' }] }] } },
  },
});

/** Server-side applies to a Deployment that three managers share, each of which changes something. */
function applyRate(): number {
  const kind: Kind | undefined = ALL_KINDS.find((one) => one.apiVersion === appsV1.apiVersion && one.kind === 'Deployment');
  if (kind === undefined) throw new Error('there is a kind Deployment');
  let live: ApiObject | undefined;
  return rate((round) => {
    const target: WriteTarget<ApiObject> = { kind, name: 'web', namespace: 'default', subresource: '', manager: `manager-${round % 3}`, force: true, system: { now: '2026-11-28T22:00:00Z', uid: 'u', suffix: 'bcdfg' } };
    const written = applyObject(deployment(round), live, target);
    if ('status' in written) throw new Error(written.status.message);
    live = written.object;
  });
}

/** The API as the server answers it: manifests, applies, permissions, connections, and what a page loads for it. */
export async function benchApi(): Promise<Measurement[]> {
  return [
    { name: 'manifests of a Deployment read and validated', value: manifestRate(), unit: 'manifests/s' },
    { name: 'server-side applies of a Deployment, three managers', value: applyRate(), unit: 'applies/s' },
    ...benchPolicy(),
    ...(await registrySizes()),
  ];
}
