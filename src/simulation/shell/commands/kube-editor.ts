/** The editor that `kubectl edit` starts (kubectl pkg/cmd/util/editor/editor.go). */
import type { Edited } from '../../kubectl/runtime/machine';
import { nodeAt, removeAll, writeFile } from '../files/tree';
import { runProgram } from '../run/run';
import type { Process, Shell } from '../shell';
import type { Steps } from '../steps';

/** Editors for which the page's own stands. */
const SCREENS: readonly string[] = ['vi', 'vim', 'nano'];

/** defaultEnvEditor of KUBE_EDITOR and EDITOR: a command line, and whether a shell has to take it apart. */
function editorOf({ exported, variables }: Shell): { readonly words: readonly string[]; readonly shell: boolean } {
  const editor = ['KUBE_EDITOR', 'EDITOR'].map((name) => (exported.has(name) ? (variables.get(name) ?? '') : '')).find((value) => value !== '') ?? 'vi';
  return /["'\\]/.test(editor) && editor.includes(' ') ? { words: ['/bin/bash', '-c', editor], shell: true } : { words: editor.split(' '), shell: false };
}

/** Editor.LaunchTempFile: what the program makes of the file; undefined where somebody edits it on the screen. */
export function edited(process: Process, text: string, path: string): Steps<Edited> | undefined {
  const { words, shell } = editorOf(process.shell);
  const [name = 'vi', ...args] = words;
  return SCREENS.includes(name.slice(name.lastIndexOf('/') + 1)) ? undefined : launched(process, { name, args: shell ? [args[0] ?? '', `${args[1] ?? ''} ${JSON.stringify(path)}`] : [...args, path], words }, text, path);
}

function* launched(process: Process, { name, args, words }: { readonly name: string; readonly args: readonly string[]; readonly words: readonly string[] }, text: string, path: string): Steps<Edited> {
  const { shell } = process;
  const failed = (why: string): Edited => ({ edited: text, failed: `${why} ${JSON.stringify(words.join(' '))}` });
  if (!shell.host.programs.has(name.replace(/^(?:\/usr)?(?:\/local)?\/bin\//, ''))) return failed('unable to launch the editor');
  shell.change(writeFile(shell.tree, shell.ground, path, text, shell.host.now()));
  const status = yield* runProgram({ ...process, name, args });
  if (status !== 0) return failed('there was a problem with the editor');
  const node = nodeAt(shell.tree, path);
  shell.change(removeAll(shell.tree, shell.ground, path));
  return { edited: node?.kind === 'file' ? node.text : '' };
}
