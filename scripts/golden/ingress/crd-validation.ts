import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomResourceDefinition } from '../../../src/simulation/api/generated/types/apiextensions.v1';
import { customKinds } from '../../../src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '../../../src/simulation/api/custom/rules/check-object';
import type { Kind } from '../../../src/simulation/api/kind';
import { Cluster } from '../validation/cluster';
import { parseCommand } from '../validation/command';

const CRDS = join(__dirname, '../../../testdata/golden/ingress/crds.json');

let kinds: readonly Kind[] | undefined;

/** The kinds of the recorded definitions. These lack what a server asks of a definition, so they are not created but served as they are; made once for all cases. */
function gatewayKinds(): readonly Kind[] {
  kinds ??= (JSON.parse(readFileSync(CRDS, 'utf8')) as { readonly crds: readonly CustomResourceDefinition[] }).crds.flatMap((definition) => customKinds(definition, ruleObjectErrors));
  return kinds;
}

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
  cluster.serve(gatewayKinds());
  const first = parseCommand(beforeVia ?? '');
  if (before !== undefined && first !== undefined) cluster.run(first, before);
  const { stderr, ...rest } = cluster.run(command, manifest);
  return { ...rest, stderr: sorted(stderr) };
}
