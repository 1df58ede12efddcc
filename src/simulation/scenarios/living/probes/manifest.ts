import type { ApiObject } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { formatTime } from '../../../base/time';
import { DEFAULT_CATALOGUE } from '../../../cluster/images/catalogue';
import type { Catalogue } from '../../../cluster/images/catalogue';
import { PROBES } from './options';
import type { ProbeOptions, ProbeSettings } from './options';

export const IMAGE = 'registry.k8s.example/orders';
export const REPLICAS = 3;

/** The program of the lab, on every node already: what it does is said on its command line. */
export const PROBE_CATALOGUE: Catalogue = { ...DEFAULT_CATALOGUE, [IMAGE]: { words: ['present', 'term=1s:0'], tags: ['1.0'], size: 200_000_000 } };

/** What the process does (images/behaviour.ts): `self` is itself, `db` and `work` need the database. `begun`: µs since 1970. */
function wordsOf({ startAfter, outageAt, outageFor, pauseAt, pauseFor }: ProbeOptions, begun: number): readonly string[] {
  const outage = `${formatTime(begun + outageAt * 1_000_000)}/${outageFor}s`;
  return [
    `port=8080@${startAfter}s`,
    ...(pauseFor === 0 ? [] : ['self', 'db', 'work'].flatMap((name) => [`${name}:hang@${pauseAt}s`, `${name}:ok@${pauseAt + pauseFor}s`])),
    ...(outageFor === 0 ? [] : ['db', 'work'].map((name) => `${name}:fail@${outage}`)),
  ];
}

const probeOf = ({ on: _, asks, ...fields }: ProbeSettings): JsonObject => ({ httpGet: { path: `/${asks}`, port: 8080 }, ...fields });

export const serviceObject: ApiObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'default' }, spec: { selector: { app: 'orders' }, ports: [{ port: 80, targetPort: 8080 }] } } as ApiObject;

export function deploymentObject(options: ProbeOptions, begun: number): ApiObject {
  const probes = Object.fromEntries(PROBES.filter((kind) => options[kind].on).map((kind) => [`${kind}Probe`, probeOf(options[kind])]));
  const container = { name: 'orders', image: `${IMAGE}:1.0`, args: wordsOf(options, begun), ports: [{ containerPort: 8080 }], ...probes };
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'default' },
    spec: { replicas: REPLICAS, selector: { matchLabels: { app: 'orders' } }, template: { metadata: { labels: { app: 'orders' } }, spec: { containers: [container] } } },
  } as ApiObject;
}
