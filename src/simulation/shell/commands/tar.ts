import { packTar, readTar } from '../../base/tar';
import type { TarEntry } from '../../base/tar';
import { below, makeDirectory, nodeAt, parentOf, resolvePath, writeFile } from '../files/tree';
import type { Process, Run } from '../shell';
import { optionsOf } from './options';

/** A file or a directory with all that is in it, under the name by which it was asked for. */
function entriesOf({ shell }: Process, directory: string, name: string): readonly TarEntry[] {
  const path = resolvePath(resolvePath(shell.directory, directory), name);
  const called = name.replace(/^\/+/, '').replace(/\/+$/, '') || '.';
  return below(shell.tree, path).map(([one, node]): TarEntry => {
    const own = `${called}${one.slice(path.length)}`;
    return node.kind === 'directory' ? { name: `${own}/`, text: '', at: node.at } : { name: own, text: node.text, at: node.at };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Makes the directories above a path that are not there. */
function parents(shell: Process['shell'], path: string): void {
  if (path === '/' || nodeAt(shell.tree, path) !== undefined) return;
  parents(shell, parentOf(path));
  shell.change(makeDirectory(shell.tree, shell.ground, path, shell.host.now()));
}

/** tar(1) as busybox has it in images and GNU on the reader's machine: c, x and t of archives that are not compressed. */
export const tar: Run = function* tar(process) {
  const [first = '', ...others] = process.args;
  // The old way of writing them has no dash.
  const options = optionsOf({ ...process, args: first.startsWith('-') || first === '' ? process.args : [`-${first}`, ...others] }, {
    letters: 'cxtvmpozjJf:C:P', long: { file: 'f', directory: 'C', create: 'c', extract: 'x', list: 't', verbose: 'v', 'no-same-permissions': 'p', 'no-same-owner': 'o', touch: 'm' }, fault: 2,
  });
  if (typeof options === 'number') return options;
  const { shell, out, err, input } = process;
  const busybox = shell.host.speaks === 'sh';
  const fail = (text: string): number => {
    err.write(`tar: ${text}\n`);
    return busybox ? 1 : 2;
  };
  if (['z', 'j', 'J'].some((letter) => options.has(letter))) return fail('compression is not simulated here; leave out z, j and J');
  const [directory, file] = [options.value('C') ?? '.', options.value('f') ?? '-'];
  const modes = ['c', 'x', 't'].filter((letter) => options.has(letter));
  if (modes.length !== 1) return fail(busybox ? 'need at least one option' : "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.");
  const root = resolvePath(shell.directory, directory);
  if (nodeAt(shell.tree, root)?.kind !== 'directory') return fail(busybox ? `can't change directory to '${directory}': No such file or directory` : `${directory}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now`);

  if (modes[0] === 'c') {
    const entries: TarEntry[] = [];
    let missing = false;
    if (options.rest.some((name) => name.startsWith('/'))) err.write(busybox ? "tar: removing leading '/' from member names\n" : "tar: Removing leading `/' from member names\n");
    for (const name of options.rest) {
      const found = entriesOf(process, directory, name);
      if (found.length === 0) {
        err.write(busybox ? `tar: ${name}: No such file or directory\n` : `tar: ${name}: Cannot stat: No such file or directory\n`);
        missing = true;
      }
      entries.push(...found);
    }
    if (options.has('v')) (file === '-' ? err : out).write(entries.map(({ name }) => `${name}\n`).join(''));
    const archive = packTar(entries);
    const refusal = file === '-' ? void out.write(archive) : shell.change(writeFile(shell.tree, shell.ground, resolvePath(shell.directory, file), archive, shell.host.now()));
    if (refusal !== undefined) return fail(busybox ? `can't open '${file}': ${refusal}` : `${file}: Cannot open: ${refusal}\ntar: Error is not recoverable: exiting now`);
    return missing ? fail(busybox ? 'error exit delayed from previous errors' : 'Exiting with failure status due to previous errors') : 0;
  }

  const there = nodeAt(shell.tree, resolvePath(shell.directory, file));
  const archive = file === '-' ? yield* input.all() : there?.kind === 'file' ? there.text : undefined;
  if (archive === undefined) return fail(busybox ? `can't open '${file}': No such file or directory` : `${file}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now`);
  const entries = readTar(archive);
  if (entries === undefined) return fail(busybox ? 'invalid tar magic' : 'This does not look like a tar archive\ntar: Exiting with failure status due to previous errors');
  let failed = false;
  for (const { name, text } of entries) {
    if (options.rest.length > 0 && !options.rest.some((wanted) => name === wanted || name.startsWith(`${wanted.replace(/\/$/, '')}/`))) continue;
    if (modes[0] === 't' || options.has('v')) out.write(`${name}\n`);
    if (modes[0] === 't') continue;
    const path = resolvePath(root, name.replace(/\/$/, ''));
    parents(shell, name.endsWith('/') ? path : parentOf(path));
    const refusal = name.endsWith('/') ? undefined : shell.change(writeFile(shell.tree, shell.ground, path, text, shell.host.now()));
    if (refusal === undefined) continue;
    err.write(busybox ? `tar: can't open '${name}': ${refusal}\n` : `tar: ${name}: Cannot open: ${refusal}\n`);
    failed = true;
  }
  return failed ? fail(busybox ? 'error exit delayed from previous errors' : 'Exiting with failure status due to previous errors') : 0;
};
