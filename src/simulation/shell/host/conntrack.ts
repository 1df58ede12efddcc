/** conntrack(8) at a node: src/simulation/tools/conntrack on the table of its kernel. Other machines have none. */
import { runConntrack } from '../../tools/conntrack';
import type { Program } from '../shell';
import type { LiveDoor } from './live-door';

export function conntrackPrograms(door: LiveDoor, host: string): Readonly<Record<string, Program>> {
  const table = door.connections?.(host);
  if (table === undefined) return {};
  return {
    conntrack: {
      *run({ args, out, err }) {
        const { stdout, stderr, exit } = runConntrack(args, table);
        out.write(stdout);
        err.write(stderr);
        return exit;
      },
    },
  };
}
