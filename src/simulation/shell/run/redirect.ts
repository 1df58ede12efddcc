import { expandText } from '../expand/expand';
import type { Substitute } from '../expand/expand';
import { nodeAt, resolvePath, writeFile } from '../files/tree';
import type { Redirect } from '../language/ast';
import type { Shell } from '../shell';
import type { Steps } from '../steps';
import { textReader, WriteFault } from '../streams';
import type { Reader, Writer } from '../streams';

/** Where the input and the outputs of a command lead. */
export interface Streams {
  readonly input: Reader;
  readonly out: Writer;
  readonly err: Writer;
}

export const NOWHERE: Writer = { write() {} };

class FileWriter implements Writer {
  constructor(
    private readonly shell: Shell,
    private readonly path: string,
  ) {}

  write(text: string): void {
    const { shell, path } = this;
    const there = nodeAt(shell.tree, path);
    const before = there?.kind === 'file' ? there.text : '';
    const refusal = shell.change(writeFile(shell.tree, shell.ground, path, before + text, shell.host.now()));
    if (refusal !== undefined) throw new WriteFault(refusal);
  }
}

/** Where the outputs lead after a redirection; a refusal in bash's words. */
function opened(shell: Shell, streams: Streams, { kind }: Redirect, target: string): Writer | string {
  const path = resolvePath(shell.directory, target);
  if (path === '/dev/null') return NOWHERE;
  if (path === '/dev/stdout') return streams.out;
  if (path === '/dev/stderr') return streams.err;
  if (target === '') return 'No such file or directory';
  const there = nodeAt(shell.tree, path);
  const begin = kind === 'append' && there?.kind === 'file' ? there.text : '';
  const refusal = shell.change(writeFile(shell.tree, shell.ground, path, begin, shell.host.now()));
  return refusal ?? new FileWriter(shell, path);
}

/** Of a file that cannot be opened or made, in the shell's words (busybox shell/ash.c: sh_open_fail). */
function failed({ host: { speaks } }: Shell, target: string, makes: boolean, why: string): { readonly error: string } {
  if (speaks === undefined) return { error: `${target}: ${why}` };
  const missing = why === 'No such file or directory' || why === 'Not a directory';
  return { error: `can't ${makes ? 'create' : 'open'} ${target}: ${missing ? (makes ? 'nonexistent directory' : 'no such file') : why}` };
}

/** Carries out redirections in their order. */
export function* redirected(shell: Shell, streams: Streams, redirects: readonly Redirect[], substitute: Substitute): Steps<Streams | { readonly error: string }> {
  let now = streams;
  for (const redirect of redirects) {
    const { from, kind } = redirect;
    const target = yield* expandText(shell, redirect.to, substitute);
    if (kind === 'text') now = { ...now, input: textReader(target) };
    else if (kind === 'read') {
      const path = resolvePath(shell.directory, target);
      const there = nodeAt(shell.tree, path);
      if (path !== '/dev/null' && there === undefined) return failed(shell, target, false, 'No such file or directory');
      if (there?.kind === 'directory') return failed(shell, target, false, 'Is a directory');
      now = { ...now, input: textReader(there?.text ?? '') };
    } else if (kind === 'copy') {
      if (from === 0) continue;
      const to = target === '1' ? now.out : now.err;
      now = from === 2 ? { ...now, err: to } : { ...now, out: to };
    } else {
      const writer = opened(shell, now, redirect, target);
      if (typeof writer === 'string') return failed(shell, target, true, writer);
      now = { ...now, ...(from === 2 ? {} : { out: writer }), ...(from === 2 || from === 'both' ? { err: writer } : {}) };
    }
  }
  return now;
}
