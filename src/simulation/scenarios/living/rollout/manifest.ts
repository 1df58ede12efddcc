import type { ApiObject } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { DEFAULT_CATALOGUE } from '../../../cluster/images/catalogue';
import type { Catalogue } from '../../../cluster/images/catalogue';
import { amountOf } from './options';
import type { RolloutOptions } from './options';

const IMAGE = 'registry.k8s.example/shop';
export const SERVICE = 'shop';

/** The program of the lab: what it does is said on its command line. */
export const ROLLOUT_CATALOGUE: Catalogue = { ...DEFAULT_CATALOGUE, [IMAGE]: { words: ['pull=2s', 'pull-again=200ms'], tags: ['1.0', '2.0'], size: 40_000_000 } };

/** How long after it is ready a version ends that crashes, s. */
const CRASHES_AFTER = 6;

/** What the process does (images/behaviour.ts). */
function wordsOf({ readyAfter, graceful, newImage }: RolloutOptions, version: 'old' | 'new'): readonly string[] {
  const words = [`port=8080@${readyAfter}s`, graceful ? 'term=2s:0' : 'term=0s:143'];
  if (version === 'old') return words;
  if (newImage === 'never-ready') return [...words, 'ready:fail@0s'];
  return newImage === 'crash' ? [...words, `exit=1@${readyAfter + CRASHES_AFTER}s`, `log=panic: out of connections@${readyAfter + CRASHES_AFTER}s`] : words;
}

function templateOf(options: RolloutOptions, version: 'old' | 'new'): JsonObject {
  const tag = version === 'old' ? '1.0' : options.newImage === 'missing' ? '2.O' : '2.0';
  const probe: JsonObject = options.readinessProbe ? { readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 2, failureThreshold: 1 } } : {};
  const hook: JsonObject = options.preStop > 0 ? { lifecycle: { preStop: { sleep: { seconds: options.preStop } } } } : {};
  const container: JsonObject = { name: 'shop', image: `${IMAGE}:${tag}`, args: wordsOf(options, version), ports: [{ containerPort: 8080 }], resources: { requests: { cpu: '250m', memory: '128Mi' } }, ...probe, ...hook };
  return { metadata: { labels: { app: 'shop' } }, spec: { containers: [container] } };
}

export const serviceObject: ApiObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: SERVICE, namespace: 'default' }, spec: { selector: { app: 'shop' }, ports: [{ port: 80, targetPort: 8080 }] } } as ApiObject;

/** The Deployment before its rollout, with a strategy that every server takes. */
export const deploymentObject = (options: RolloutOptions): ApiObject =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop', namespace: 'default' }, spec: { replicas: options.replicas, selector: { matchLabels: { app: 'shop' } }, template: templateOf(options, 'old') } }) as ApiObject;

/** What begins the rollout: the strategy, and the new template. */
export const rolloutPatch = (options: RolloutOptions): JsonObject => ({
  spec: {
    strategy: { rollingUpdate: { maxSurge: amountOf(options.maxSurge), maxUnavailable: amountOf(options.maxUnavailable) } },
    minReadySeconds: options.minReadySeconds, progressDeadlineSeconds: options.progressDeadlineSeconds, template: templateOf(options, 'new'),
  },
});
