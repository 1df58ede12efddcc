import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '../validation/cluster';
import { parseCommand } from '../validation/command';

const CRDS = join(__dirname, '../../../testdata/golden/ingress/crds.json');

const definitions = (): readonly unknown[] => (JSON.parse(readFileSync(CRDS, 'utf8')) as { readonly crds: readonly unknown[] }).crds;

/** Several errors come in sorted order, those of `<nil>` last. */
function sorted(stderr: string): string {
  const lines = stderr.split('\n');
  const errors = lines.filter((line) => line.startsWith('* '));
  if (errors.length === 0) return stderr;
  const late = (line: string): number => (line.startsWith('* <nil>') ? 1 : 0);
  errors.sort((a, b) => late(a) - late(b) || (a < b ? -1 : 1));
  const first = lines.findIndex((line) => line.startsWith('* '));
  return [...lines.slice(0, first), ...errors, ...lines.slice(first).filter((line) => !line.startsWith('* '))].join('\n');
}

export function replayCrdValidation({ manifest, via, before, beforeVia }: { readonly manifest: string; readonly via: string; readonly before?: string; readonly beforeVia?: string }): unknown {
  const command = parseCommand(via);
  if (command === undefined) return undefined;
  const cluster = new Cluster();
  for (const definition of definitions()) cluster.establish(JSON.stringify(definition));
  const first = parseCommand(beforeVia ?? '');
  if (before !== undefined && first !== undefined) cluster.run(first, before);
  const { stderr, ...rest } = cluster.run(command, manifest);
  return { ...rest, stderr: sorted(stderr) };
}
