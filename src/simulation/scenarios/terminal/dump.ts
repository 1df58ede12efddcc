import { servedRegistry } from '../../cluster/apiserver/served';
import { loadCluster } from '../../cluster/load/load';
import { readDumpText } from '../../cluster/load/read-text';
import type { DumpProblem } from '../../cluster/load/read-text';
import { objectsIn } from '../../cluster/store/store';
import { groupQualified } from '../../api/status';
import { terminalConfig } from './start';

/** What a text holds that somebody wants to look at in a terminal. */
export type DumpLook =
  | {
      readonly ok: true;
      /** The dump as `Start.dump` takes it. */
      readonly dump: string;
      /** How many objects there will be, and of how many kinds. */
      readonly objects: number;
      readonly kinds: number;
      /** Kinds that this server does not know: their objects are left out. */
      readonly leftOut: readonly string[];
    }
  | { readonly ok: false; readonly problem: DumpProblem };

/** Reads a dump and says what of it a cluster here would hold; nothing begins. */
export function lookAtDump(text: string): DumpLook {
  const read = readDumpText(text);
  if ('problem' in read) return { ok: false, problem: read.problem };
  const { config } = terminalConfig({});
  const { cluster, leftOut } = loadCluster(config, read);
  const counts = servedRegistry(config.server, cluster.server.store).kinds.map(({ resource }) => (resource === undefined ? 0 : objectsIn(cluster.server.store.tables, groupQualified(resource.group, resource.plural)).length));
  return { ok: true, dump: JSON.stringify(read), objects: counts.reduce((sum, count) => sum + count, 0), kinds: counts.filter((count) => count > 0).length, leftOut: [...new Set(leftOut.map(({ kind, apiVersion }) => `${kind} (${apiVersion})`))].sort() };
}
