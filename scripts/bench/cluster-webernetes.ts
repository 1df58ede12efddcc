// The same rollout in another cluster for browsers, which keeps real time. Only the benchmark uses it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { bundled } from './bundled';
import type * as Package from './webernetes-package';
import type { Measurement } from './size';

/** From apply to all Pods running, or until `most` ms have passed. */
export async function webernetes(pods: number, nodes: number, most: number): Promise<Measurement[]> {
  const { BaseImage, Cluster } = await bundled<typeof Package>('scripts/bench/webernetes-package.ts');
  class App extends BaseImage {
    static readonly imageName = 'app';
    static readonly imageVersion = '1.0';
    override exec(ctx: Parameters<InstanceType<typeof BaseImage>['exec']>[0]): Promise<number> {
      return ctx.waitUntilKilled();
    }
  }
  const cluster = new Cluster({ nodes });
  cluster.registerImage(App);
  await cluster.init();
  const running = new Set<string>();
  const informer = cluster.informer('pods', (_type, pod) => {
    if (pod.status?.phase === 'Running' && pod.metadata?.labels?.['app']?.startsWith('web-') === true) running.add(pod.metadata.name ?? '');
  });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const spent = process.cpuUsage();
  delay.enable();
  const since = performance.now();
  const deployments = Array.from({ length: 20 }, (_, at) => ({
    apiVersion: 'apps/v1' as const, kind: 'Deployment' as const, metadata: { name: `web-${at}` },
    spec: { replicas: pods / 20, selector: { matchLabels: { app: `web-${at}` } }, template: { metadata: { labels: { app: `web-${at}` } }, spec: { containers: [{ name: 'app', image: 'app:1.0' }] } } },
  }));
  await cluster.apply(deployments);
  while (running.size < pods && performance.now() - since < most) await new Promise((resolve) => setTimeout(resolve, 100));
  const took = performance.now() - since;
  delay.disable();
  const { user, system } = process.cpuUsage(spent);
  await informer.stop();
  await cluster.close();
  return [
    { name: `@ngrok/webernetes: the same, in real time${running.size < pods ? ' (given up)' : ''}`, value: took / 1000, unit: 's' },
    { name: '… Pods that run by then', value: running.size, unit: 'Pods' },
    { name: '… of it on the processor', value: (user + system) / 1e6, unit: 's' },
    { name: '… longest block of the event loop', value: delay.max / 1e6, unit: 'ms' },
  ];
}
