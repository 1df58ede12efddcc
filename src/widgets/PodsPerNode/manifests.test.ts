import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { createRegistry, deploymentKind, podKind, readManifests } from '@site/src/simulation/api';
import { SOURCES } from '@site/src/simulation/resources/pods-per-node';

const root = resolve(import.meta.dirname, '../../..');
const pages = ['docs/guides/open-questions.mdx', 'i18n/en/docusaurus-plugin-content-docs/current/guides/open-questions.mdx'].map((path) => readFileSync(resolve(root, path), 'utf8'));
const folder = resolve(root, 'docs/manifests/open-questions');
const texts = readdirSync(folder).sort().map((file) => readFileSync(resolve(folder, file), 'utf8'));

interface Labels {
  readonly [key: string]: string;
}
interface Manifest {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly selector?: Labels & { readonly matchLabels?: Labels };
    readonly scaleTargetRef?: { readonly name: string };
    readonly rules?: readonly { readonly backendRefs: readonly { readonly name: string; readonly port: number }[] }[];
    readonly ports?: readonly { readonly port: number; readonly targetPort: string }[];
  };
}
const manifests = texts.flatMap((text) => loadAll(text) as Manifest[]);
const called = (kind: string, name = 'hello') => manifests.find((one) => one.kind === kind && one.metadata.name === name)!;

describe('manifests of the open-questions guide', () => {
  it('are accepted by the API model, for the kinds it knows', () => {
    const result = readManifests(texts.join('\n---\n'), createRegistry([podKind, deploymentKind]));
    expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(result.problems.every(({ code }) => code === 'unsupportedKind' || code === 'needsDefinition')).toBe(true);
    expect(result.objects.map(({ object }) => object.metadata.name)).toEqual(['hello', 'thumbnailer']);
  });

  it('hold one of each kind that the page promises, all in one Namespace', () => {
    for (const kind of ['Deployment', 'Service', 'ConfigMap', 'HTTPRoute', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy']) {
      expect(manifests.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(0);
    }
    for (const { kind, metadata } of manifests) expect(metadata.namespace, metadata.name).toBe(kind === 'Namespace' ? undefined : 'shop');
  });

  it('point at each other: Service, budget and autoscaler at the Deployment, the route at the Service', () => {
    const deployment = readManifests(texts.join('\n---\n'), createRegistry([podKind, deploymentKind])).objects.find(({ object }) => object.metadata.name === 'hello')!.object;
    if (deployment.kind !== 'Deployment') throw new Error('hello is not a Deployment');
    const labels = deployment.spec.template.metadata?.labels ?? {};
    expect(labels).toMatchObject(called('Service').spec!.selector!);
    expect(labels).toMatchObject(called('PodDisruptionBudget').spec!.selector!.matchLabels!);
    expect(called('HorizontalPodAutoscaler').spec!.scaleTargetRef!.name).toBe('hello');
    const [port] = called('Service').spec!.ports!;
    expect(deployment.spec.template.spec.containers[0]!.ports?.map(({ name, containerPort }) => [name, containerPort])).toEqual([[port!.targetPort, 8000]]);
    expect(called('HTTPRoute').spec!.rules![0]!.backendRefs).toEqual([{ name: 'hello', port: port!.port }]);
  });

  it('leave `replicas` to the autoscaler', () => {
    expect(texts.find((text) => text.includes('kind: Deployment'))).not.toMatch(/^ {2}replicas:/m);
  });

  it('cite the pages that the calculator takes its figures from', () => {
    for (const { url } of [SOURCES.eksUser, SOURCES.gkeMaxPods, SOURCES.aksMaxPods, SOURCES.openshift, SOURCES.kubelet]) for (const page of pages) expect(page).toContain(url);
  });
});
