import { awk } from './commands/awk/awk';
import { base64 } from './commands/base64';
import { editor } from './commands/editor';
import { alias, cd, command, env, exportNames, history, hostname, id, printenv, pwd, set, type, unalias, uname, unset, which, whoami } from './commands/environment';
import { basename, cp, dirname, find, ls, mkdir, mv, rm, rmdir, tee, touch } from './commands/files';
import { bash, breakLoop, clear, continueLoop, evalText, exit, no1, read, sleep, source, test, timeout, watch, xargs, yes0 } from './commands/flow';
import { grep } from './commands/grep';
import { gunzip, zcat, zgrep } from './commands/gzip';
import { help } from './commands/help';
import { jq } from './commands/jq/jq';
import { cut, sort, tr, uniq } from './commands/lines';
import { date, echo, printf, seq, yes } from './commands/printing';
import { sed } from './commands/sed';
import { dd, fallocate, truncate } from './commands/sizes';
import { sha1sum, sha256sum, sha512sum } from './commands/sums';
import { tar } from './commands/tar';
import { cat, head, nl, rev, tac, tail, wc } from './commands/text';
import type { Program, Run } from './shell';

const BUILTINS: Readonly<Record<string, Run>> = {
  '.': source, ':': yes0, '[': test, alias, break: breakLoop, cd, command, continue: continueLoop, echo, eval: evalText, exit, export: exportNames, false: no1, help, history, printf, pwd, read, set, source, test, true: yes0, type, unalias, unset,
};

const PROGRAMS: Readonly<Record<string, Run>> = {
  awk, base64, basename, bash, cat, clear, cp, cut, date, dd, dirname, egrep: grep, env, fallocate, find, grep, gunzip, head, hostname, id, jq, ls, mkdir, mv, nano: editor, nl, printenv, rev, rm, rmdir, sed, seq, sh: bash, sha1sum, sha256sum, sha512sum, sleep, sort, tac, tail, tar, tee, timeout, touch, tr, truncate,
  uname, uniq, vi: editor, vim: editor, watch, wc, which, whoami, xargs, yes, zcat, zgrep,
};

/** The commands of a shell, by name, and those that are given besides. */
export const programsWith = (more: Readonly<Record<string, Program>>): ReadonlyMap<string, Program> => new Map<string, Program>([
  ...Object.entries(BUILTINS).map(([name, run]) => [name, { run, builtin: true }] as const),
  ...Object.entries(PROGRAMS).map(([name, run]) => [name, { run }] as const),
  ...Object.entries(more),
]);
