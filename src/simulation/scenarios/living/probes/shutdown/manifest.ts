import type { ApiObject } from '../../../../api';
import type { JsonObject } from '../../../../api/patch/merge-patch';
import { IMAGE } from '../manifest';
import type { ShutdownOptions } from './options';

/** What the process does (images/behaviour.ts). */
function wordsOf({ term, finish }: ShutdownOptions): readonly string[] {
  switch (term) {
    case 'atOnce': return ['port=8080', 'term=0s:143'];
    case 'closes': return ['port=8080', 'closes-on-term', `term=${finish}s:0`];
    case 'serves': return ['port=8080', `term=${finish}s:0`];
    case 'ignored': return ['port=8080', 'ignore-term'];
  }
}

export function endingDeployment(options: ShutdownOptions): ApiObject {
  const { grace, preStop } = options;
  const hook: JsonObject = preStop > 0 ? { lifecycle: { preStop: { sleep: { seconds: preStop } } } } : {};
  const container: JsonObject = { name: 'orders', image: `${IMAGE}:1.0`, args: wordsOf(options), ports: [{ containerPort: 8080 }], ...hook };
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'default' },
    spec: { replicas: 3, selector: { matchLabels: { app: 'orders' } }, template: { metadata: { labels: { app: 'orders' } }, spec: { terminationGracePeriodSeconds: grace, containers: [container] } } },
  } as ApiObject;
}
