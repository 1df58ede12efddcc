/** Values from the flags of a command (helm pkg/cli/values: options.go). */
import { GoError } from '../../base/go/values';
import type { Flags } from './command/flags';
import type { WorkingFolder } from './command/folder';
import { newMap } from './functions/table';
import type { MutableMap } from './functions/table';
import { applySet } from './set-text';
import type { SetKind } from './set-text';
import { mergeMaps } from './values';
import { yamlMap } from './yaml-values';

const SETS: readonly (readonly [flag: string, kind: SetKind])[] = [['set-json', 'json'], ['set', 'typed'], ['set-string', 'text'], ['set-file', 'file'], ['set-literal', 'literal']];

/** Options.MergeValues. Throws a GoError with the sentence that helm prints. `unfinishedIndexEnds`: `--set [` says nothing, as for helm 4. */
export function mergeValues(flags: Pick<Flags, 'list'>, folder: WorkingFolder, unfinishedIndexEnds = false): MutableMap {
  let values: MutableMap = newMap();
  for (const path of flags.list('values')) {
    const read = yamlMap(folder.read(path));
    if (!read.ok) throw new GoError(`failed to parse ${path}: ${read.error}`);
    values = mergeMaps(values, read.value);
  }
  for (const [flag, kind] of SETS) {
    for (const text of flags.list(flag)) {
      try {
        values = applySet(text, values, kind, (path) => folder.read(path), unfinishedIndexEnds);
      } catch (error) {
        if (!(error instanceof GoError)) throw error;
        throw new GoError(flag === 'set-json' ? `failed parsing --set-json data ${text}` : `failed parsing --${flag} data: ${error.message}`);
      }
    }
  }
  return values;
}
