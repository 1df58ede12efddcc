import type { GoldenCase } from './types';
import { Cluster } from './validation/cluster';
import { parseCommand } from './validation/command';

interface ValidationInput {
  manifest: string;
  via: string;
  before?: string;
  beforeVia?: string;
  crds?: string[];
  fill?: { char: string; count: number };
}

/** What kubectl and the API server answer to a manifest (testdata/golden/validation/README.md says what the fields mean). */
export function replay(one: GoldenCase): unknown {
  const { manifest, via, before, beforeVia, crds = [], fill } = one.in as ValidationInput;
  const command = parseCommand(via);
  if (command === undefined) return undefined;
  const cluster = new Cluster();
  for (const crd of crds) cluster.establish(crd);
  const first = parseCommand(beforeVia ?? '');
  if (before !== undefined && first !== undefined) cluster.run(first, before);
  if (fill === undefined) return cluster.run(command, manifest);
  const { exit, stdout, stderr } = cluster.run(command, manifest.replaceAll('@FILL@', fill.char.repeat(fill.count)));
  const shorten = (text: string): string => text.replace(new RegExp(`${fill.char}{1000,}`, 'g'), '@FILL@');
  return { exit, stdout: shorten(stdout), stderr: shorten(stderr) };
}
