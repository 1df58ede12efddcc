import { nodeAt, resolvePath, writeFile } from '../files/tree';
import type { Run } from '../shell';

/** vi(1), nano(1): the file in the page's editor; what is saved there comes back. */
export const editor: Run = function* editor({ shell, name, args, err }) {
  const file = args.filter((word) => !word.startsWith('-') && !word.startsWith('+')).at(-1);
  if (file === undefined) {
    err.write(`(name a file: ${name} FILE opens it in the editor of this page)\n`);
    return 1;
  }
  const path = resolvePath(shell.directory, file);
  const node = nodeAt(shell.tree, path);
  if (node?.kind === 'directory') {
    err.write(`${name}: ${file}: Is a directory\n`);
    return 1;
  }
  const before = node?.text ?? '';
  const resumed = yield { do: 'edit', path, text: before };
  const after = resumed !== undefined && 'edited' in resumed ? resumed.edited : before;
  if (after === before && node !== undefined) return 0;
  if (after === before) return 0;
  const refusal = shell.change(writeFile(shell.tree, shell.ground, path, after === '' || after.endsWith('\n') ? after : `${after}\n`, shell.host.now()));
  if (refusal === undefined) return 0;
  err.write(`${name}: ${file}: ${refusal}\n`);
  return 1;
};
