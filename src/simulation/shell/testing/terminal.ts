import { homeTree } from '../files/home';
import { programsWith } from '../programs';
import { newShellState, Shell } from '../shell';
import type { Program } from '../shell';
import type { Resume } from '../steps';
import { submit } from '../submit';

const BEGINS = 1_767_603_600_000_000;

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly programs?: Readonly<Record<string, Program>>;
  /** Lines that are typed into commands which read; the end of the input after them. */
  readonly typed?: readonly string[];
  readonly edits?: (path: string, text: string) => string;
  /** Effects at most: then Ctrl-C is pressed. */
  readonly most?: number;
}

/** A shell whose clock goes on as commands wait; `run` gives what a line prints and its status. */
export function testShell({ files = {}, programs = {}, typed = [], edits, most = 20_000 }: Given = {}) {
  let now = BEGINS;
  let seen = '';
  const terminal = { write: (text: string): void => { seen += text; } };
  const state = newShellState(homeTree(BEGINS, files));
  const shell = new Shell(state, { tree: state.tree }, { now: () => now, programs: programsWith(programs), columns: 80, rows: 24, terminal });
  const lines = [...typed];
  const run = (text: string): { readonly out: string; readonly status: number | undefined } => {
    seen = '';
    const submitted = submit(shell, text, terminal);
    if (submitted.kind === 'more') return { out: '> ', status: undefined };
    let next = submitted.steps.next();
    for (let count = 0; next.done !== true; count += 1) {
      if (count >= most) return { out: seen, status: 130 };
      const effect = next.value;
      let resume: Resume;
      if (effect.do === 'sleep') now += effect.micros;
      else if (effect.do === 'turn') now += 1000;
      else if (effect.do === 'read') resume = { typed: lines.shift() };
      else if (effect.do === 'edit') resume = { edited: edits?.(effect.path, effect.text) ?? effect.text };
      next = submitted.steps.next(resume);
    }
    return { out: seen, status: next.value };
  };
  return { shell, run, out: (text: string) => run(text).out, get now() { return now; } };
}
