/** bash's /dev/tcp/HOST/PORT as the target of a redirection (lib/sh/netopen.c, bash 5.2). */
import type { ToolResult, ToolWorld } from './types';
import { connect, Run } from './types';

/** What bash prints when the redirection fails; `line` is the script's. Exit code 1: the redirection failed. */
export function openDevTcp(path: string, world: ToolWorld, line = 1): ToolResult {
  const run = new Run(world);
  const [, , , host = '', port = ''] = path.split('/');
  const resolved = run.resolve(host);
  if (resolved.error !== undefined) {
    run.stderr += `bash: line ${line}: ${host}: ${resolved.error.text}\nbash: line ${line}: ${path}: Invalid argument\n`;
    return run.end(1);
  }
  let failed: string | undefined;
  for (const address of resolved.addresses) {
    const { error } = connect(run, address, Number(port), Infinity);
    if (error === undefined) return run.end(0);
    failed = error;
    run.stderr += `bash: connect: ${error}\n`;
  }
  run.stderr += `bash: line ${line}: ${path}: ${failed ?? 'Invalid argument'}\n`;
  return run.end(1);
}
