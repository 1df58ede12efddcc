import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { root } from '../lib/paths';
import type { LargeReport, LargeRun } from './cluster-large-worker';
import type { Measurement } from './size';

/** As large as Kubernetes is promised to be by nodes, with ten Pods on each; and after how many seconds it stops. */
const SIZE: LargeRun = { nodes: 5000, pods: 50_000, most: 300 };
/** What a browser allows a worker, MB. */
const HEAP = 4096;

/** `NODES=… PODS=… MOST=…` make it another size. */
const sized = (): LargeRun => ({ nodes: Number(process.env.NODES ?? SIZE.nodes), pods: Number(process.env.PODS ?? SIZE.pods), most: Number(process.env.MOST ?? SIZE.most) });

/** 5,000 nodes and 50,000 Pods in a worker: scheduler, controllers and kubelets, from apply to Running. It prints how far it is, and stops after a time. */
export async function benchLargeCluster(): Promise<Measurement[]> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ entryPoints: [join(root, 'scripts/bench/cluster-large-worker.ts')], bundle: true, write: false, format: 'cjs', platform: 'node', target: 'es2022', logLevel: 'silent' });
  const size = sized();
  const worker = new Worker(outputFiles[0]?.text ?? '', { eval: true, workerData: size, resourceLimits: { maxOldGenerationSizeMb: HEAP } });
  const reports: LargeReport[] = [];
  let failure: string | undefined;
  await new Promise<void>((resolve) => {
    worker.on('message', (report: LargeReport) => {
      reports.push(report);
      console.log(`  ${report.at.toFixed(0)} s: ${report.what === 'booted' ? `${size.nodes} nodes are there` : `${report.running} Pods run`}, revision ${report.revision}, ${report.heap.toFixed(0)} MB`);
    });
    worker.on('error', (error) => {
      failure = error.message;
    });
    worker.on('exit', () => resolve());
  });
  const last = reports.at(-1);
  const booted = reports.find(({ what }) => what === 'booted');
  if (failure !== undefined) console.log(`  it ended early: ${failure}`);
  return [
    { name: `${size.nodes} nodes, until all are there`, value: booted?.at ?? 0, unit: 's' },
    { name: `${size.pods} Pods, from apply until they run (or until it stopped)`, value: (last?.at ?? 0) - (booted?.at ?? 0), unit: 's' },
    { name: '… Pods that run and are ready', value: last?.running ?? 0, unit: 'Pods' },
    { name: '… the most heap that was seen', value: Math.max(0, ...reports.map(({ heap }) => heap)), unit: 'MB' },
  ];
}
