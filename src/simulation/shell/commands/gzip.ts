/** zcat(1), gunzip -c and zgrep(1), on the logs that a kubelet has compressed: what gzip(1) says of other files. Nothing is compressed here. */
import { nodeAt, resolvePath } from '../files/tree';
import { runProgram } from '../run/run';
import type { Process, Run } from '../shell';
import { Buffer, textReader } from '../streams';

/** What stands in a compressed file; undefined where it was said that there is none. */
function unpacked({ shell, err }: Process, name: string): string | undefined {
  const fail = (why: string): undefined => void err.write(`gzip: ${name}${why}\n`);
  const path = resolvePath(shell.directory, name);
  const node = nodeAt(shell.tree, path) ?? nodeAt(shell.tree, `${path}.gz`);
  if (node === undefined) return fail(name.endsWith('.gz') ? ': No such file or directory' : '.gz: No such file or directory');
  if (node.kind === 'directory') return fail(' is a directory -- ignored');
  return node.unpacked ?? fail(': not in gzip format');
}

export const zcat: Run = function* zcat(process) {
  const names = process.args.filter((word) => !word.startsWith('-'));
  if (names.length === 0) {
    process.err.write('gzip: compressed data not read from a terminal. Use -f to force decompression.\nFor help, type: gzip -h\n');
    return 1;
  }
  let status = 0;
  for (const name of names) {
    const text = unpacked(process, name);
    if (text === undefined) status = 1;
    else process.out.write(text);
  }
  return status;
};

/** gunzip: only to the standard output, as nobody writes where the logs lie. */
export const gunzip: Run = function* gunzip(process) {
  if (process.args.some((word) => /^-\w*c|^--(?:stdout|to-stdout)$/.test(word))) return yield* zcat(process);
  process.err.write('(here gunzip has -c alone: gunzip -c FILE, which is zcat FILE)\n');
  return 1;
};

/** zgrep: grep on each file's contents; one that is not compressed is read as it is. */
export const zgrep: Run = function* zgrep(process) {
  const { args, shell, out } = process;
  const at = args.findIndex((word) => !word.startsWith('-'));
  const [options, names] = at < 0 ? [args, []] : [args.slice(0, at + 1), args.slice(at + 1)];
  let status = 1;
  for (const name of names) {
    const node = nodeAt(shell.tree, resolvePath(shell.directory, name));
    const text = node?.kind === 'file' && node.unpacked === undefined ? node.text : unpacked(process, name);
    if (text === undefined) {
      status = 2;
      continue;
    }
    const named = names.length > 1 && !options.some((word) => /^-\w*h/.test(word));
    const lines = new Buffer();
    const found = yield* runProgram({ ...process, name: 'grep', args: options, input: textReader(text), out: lines });
    out.write(named ? lines.text.replace(/^(?=[^])/gm, `${name}:`) : lines.text);
    if (found === 0 && status === 1) status = 0;
  }
  return status;
};
