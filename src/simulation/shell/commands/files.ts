import { baseName, below, copyTo, makeDirectory, namesIn, nodeAt, parentOf, removeAll, resolvePath, writeFile } from '../files/tree';
import type { Node } from '../files/tree';
import { USER } from '../files/home';
import type { Process, Run } from '../shell';
import { plainPattern, patternSource } from '../expand/patterns';
import { alignedColumns, listingTime } from './listing';
import { optionsOf } from './options';

const at = ({ shell }: Process, name: string): string => resolvePath(shell.directory, name);
const node = (process: Process, name: string): Node | undefined => (name === '' ? undefined : nodeAt(process.shell.tree, at(process, name)));
const missing = (process: Process, what: string): number => {
  process.err.write(`${process.name}: ${what}\nTry '${process.name} --help' for more information.\n`);
  return 1;
};

const modeOf = (one: Node): string => (one.kind === 'directory' ? 'drwxr-xr-x' : one.runs === true ? '-rwxr-xr-x' : '-rw-r--r--');
const sizeOf = (one: Node): number => (one.kind === 'directory' ? 4096 : (one.size ?? one.text.length));

/** ls(1) */
export const ls: Run = function* ls(process) {
  const options = optionsOf(process, { letters: 'laA1hdRrtF', long: { all: 'a', 'almost-all': 'A', 'human-readable': 'h', directory: 'd', recursive: 'R', reverse: 'r', color: 'K', format: 'K' }, fault: 2 });
  if (typeof options === 'number') return options;
  const { shell, out, err } = process;
  const owner = (one: Node): string => (shell.host.speaks === 'sh' || shell.variables.get('USER') === 'root' || (one.kind === 'directory' && one.at === 0) ? 'root' : USER);
  const line = (name: string, one: Node): readonly string[] => [modeOf(one), '1', owner(one), owner(one), String(sizeOf(one)), listingTime(one.at, shell.host.now()), name];
  const show = (entries: readonly (readonly [string, Node])[]): void => {
    const sorted = [...entries].sort(([a, x], [b, y]) => (options.has('t') ? y.at - x.at : 0) || (a < b ? -1 : Number(a > b)));
    const shown = options.has('r') ? sorted.reverse() : sorted;
    if (options.has('l')) {
      const rows = shown.map(([name, one]) => line(name, one));
      const width = Math.max(0, ...rows.map((row) => row[4]!.length));
      out.write(rows.map((row) => `${row.slice(0, 4).join(' ')} ${row[4]!.padStart(width)} ${row.slice(5).join(' ')}\n`).join(''));
    } else out.write(options.has('1') || out !== shell.host.terminal ? shown.map(([name]) => `${name}\n`).join('') : alignedColumns(shown.map(([name]) => name), shell.host.columns));
  };
  const inside = (directory: string): (readonly [string, Node])[] => {
    const names = (namesIn(shell.tree, directory) ?? []).filter((name) => options.has('a') || options.has('A') || !name.startsWith('.'));
    const own = options.has('a') ? ([['.', nodeAt(shell.tree, directory)!], ['..', nodeAt(shell.tree, parentOf(directory))!]] as const) : [];
    return [...own, ...names.map((name) => [name, nodeAt(shell.tree, resolvePath(directory, name))!] as const)];
  };
  let status = 0;
  const [files, directories]: [(readonly [string, Node])[], string[]] = [[], []];
  for (const name of options.rest.length === 0 ? ['.'] : options.rest) {
    const one = node(process, name);
    if (one === undefined) {
      err.write(`ls: cannot access '${name}': No such file or directory\n`);
      status = 2;
    } else if (one.kind === 'directory' && !options.has('d')) directories.push(name);
    else files.push([name, one]);
  }
  if (files.length > 0) show(files);
  const titled = options.rest.length > 1 || options.has('R');
  let first = files.length === 0;
  for (let next = directories.shift(); next !== undefined; next = directories.shift()) {
    const entries = inside(at(process, next));
    if (titled) out.write(`${first ? '' : '\n'}${next}:\n`);
    first = false;
    if (options.has('l')) out.write(`total ${entries.length * 4}\n`);
    show(entries);
    const here = next;
    if (options.has('R')) directories.unshift(...entries.filter(([name, one]) => one.kind === 'directory' && !/^\.\.?$/.test(name)).map(([name]) => `${here.replace(/\/$/, '')}/${name}`));
  }
  return status;
};

/** mkdir(1) */
export const mkdir: Run = function* mkdir(process) {
  const options = optionsOf(process, { letters: 'pvm:', long: { parents: 'p', verbose: 'v' } });
  if (typeof options === 'number') return options;
  if (options.rest.length === 0) return missing(process, 'missing operand');
  const { shell, err } = process;
  let status = 0;
  for (const name of options.rest) {
    const path = at(process, name);
    const parts = path.split('/');
    const wanted = options.has('p') ? parts.slice(1).map((_, index) => parts.slice(0, index + 2).join('/')) : [path];
    for (const one of wanted) {
      const there = nodeAt(shell.tree, one);
      if (options.has('p') && there?.kind === 'directory') continue;
      const refusal = shell.change(makeDirectory(shell.tree, shell.ground, one, shell.host.now()));
      if (refusal === undefined) continue;
      err.write(`mkdir: cannot create directory ‘${one === path ? name : one}’: ${there?.kind === 'file' && options.has('p') && one !== path ? 'Not a directory' : refusal}\n`);
      status = 1;
      break;
    }
  }
  return status;
};

/** rmdir(1) */
export const rmdir: Run = function* rmdir(process) {
  const { shell, args, err } = process;
  if (args.length === 0) return missing(process, 'missing operand');
  let status = 0;
  for (const name of args) {
    const there = node(process, name);
    const refusal = there?.kind === 'file' ? 'Not a directory' : (namesIn(shell.tree, at(process, name)) ?? []).length > 0 ? 'Directory not empty' : shell.change(removeAll(shell.tree, shell.ground, at(process, name)));
    if (refusal === undefined) continue;
    err.write(`rmdir: failed to remove '${name}': ${refusal}\n`);
    status = 1;
  }
  return status;
};

/** rm(1) */
export const rm: Run = function* rm(process) {
  const options = optionsOf(process, { letters: 'rRfvid', long: { recursive: 'r', force: 'f', verbose: 'v' } });
  if (typeof options === 'number') return options;
  const [deep, force] = [options.has('r') || options.has('R'), options.has('f')];
  if (options.rest.length === 0) return force ? 0 : missing(process, 'missing operand');
  const { shell, out, err } = process;
  let status = 0;
  for (const name of options.rest) {
    const there = node(process, name);
    if (there === undefined && force) continue;
    if (/(?:^|\/)\.\.?\/?$/.test(name)) {
      err.write(`rm: refusing to remove '.' or '..' directory: skipping '${name}'\n`);
      status = 1;
      continue;
    }
    const refusal = there?.kind === 'directory' && !deep ? 'Is a directory' : shell.change(removeAll(shell.tree, shell.ground, at(process, name)));
    if (refusal === undefined) {
      if (options.has('v')) out.write(`removed ${there?.kind === 'directory' ? 'directory ' : ''}'${name}'\n`);
      continue;
    }
    err.write(`rm: cannot remove '${name}': ${refusal}\n`);
    status = 1;
  }
  return status;
};

/** cp(1) and mv(1): sources, and where they go. */
function* transfer(process: Process, letters: string, moves: boolean): ReturnType<Run> {
  const options = optionsOf(process, { letters, long: { recursive: 'r', force: 'f', verbose: 'v', archive: 'a', 'no-clobber': 'n' } });
  if (typeof options === 'number') return options;
  const { shell, err, out, name: command } = process;
  const names = options.rest;
  const [first, target] = [names[0], names.at(-1)];
  if (first === undefined || target === undefined) return missing(process, 'missing file operand');
  if (names.length === 1) return missing(process, `missing destination file operand after '${first}'`);
  const into = node(process, target);
  if (names.length > 2 && into?.kind !== 'directory') {
    err.write(`${command}: target '${target}'${into === undefined ? ': No such file or directory' : ': Not a directory'}\n`);
    return 1;
  }
  const deep = moves || ['r', 'R', 'a'].some((letter) => options.has(letter));
  let status = 0;
  const fail = (what: string): void => {
    err.write(`${command}: ${what}\n`);
    status = 1;
  };
  for (const name of names.slice(0, -1)) {
    const from = at(process, name);
    const there = node(process, name);
    const shown = into?.kind === 'directory' ? `${target.replace(/\/$/, '')}/${baseName(from)}` : target;
    const to = at(process, shown);
    const old = nodeAt(shell.tree, to);
    if (there === undefined) fail(`cannot stat '${name}': No such file or directory`);
    else if (there.kind === 'directory' && !deep) fail(`-r not specified; omitting directory '${name}'`);
    else if (from === to) fail(`'${name}' and '${shown}' are the same file`);
    else if (to.startsWith(`${from}/`)) fail(moves ? `cannot move '${name}' to a subdirectory of itself, '${shown}'` : `cannot copy a directory, '${name}', into itself, '${shown}'`);
    else if (there.kind === 'directory' && old?.kind === 'file') fail(`cannot overwrite non-directory '${shown}' with directory '${name}'`);
    else if (old !== undefined && options.has('n')) continue;
    else {
      const blocked = moves && 'refusal' in removeAll(shell.tree, shell.ground, from);
      const refusal = blocked ? 'Permission denied' : shell.change(copyTo(shell.tree, shell.ground, from, to, shell.host.now(), moves));
      if (refusal !== undefined) fail(moves ? `cannot move '${name}' to '${shown}': ${refusal}` : `cannot create regular file '${shown}': ${refusal}`);
      else {
        if (moves) shell.change(removeAll(shell.tree, shell.ground, from));
        if (options.has('v')) out.write(`${moves ? 'renamed ' : ''}'${name}' -> '${shown}'\n`);
      }
    }
  }
  return status;
}

export const cp: Run = (process) => transfer(process, 'rRafvpn', false);
export const mv: Run = (process) => transfer(process, 'fvn', true);

/** touch(1) */
export const touch: Run = function* touch(process) {
  const options = optionsOf(process, { letters: 'acm', long: { 'no-create': 'c' } });
  if (typeof options === 'number') return options;
  if (options.rest.length === 0) return missing(process, 'missing file operand');
  const { shell, err } = process;
  let status = 0;
  for (const name of options.rest) {
    const there = node(process, name);
    if (there?.kind === 'directory' || (there === undefined && options.has('c'))) continue;
    const refusal = shell.change(writeFile(shell.tree, shell.ground, at(process, name), there?.text ?? '', shell.host.now()));
    if (refusal === undefined) continue;
    err.write(`touch: cannot touch '${name}': ${refusal}\n`);
    status = 1;
  }
  return status;
};

/** tee(1) */
export const tee: Run = function* tee(process) {
  const options = optionsOf(process, { letters: 'ai', long: { append: 'a' } });
  if (typeof options === 'number') return options;
  const { shell, input, out, err } = process;
  let status = 0;
  const paths: string[] = [];
  for (const name of options.rest) {
    const there = node(process, name);
    const refusal = shell.change(writeFile(shell.tree, shell.ground, at(process, name), options.has('a') && there?.kind === 'file' ? there.text : '', shell.host.now()));
    if (refusal === undefined) paths.push(at(process, name));
    else {
      err.write(`tee: ${name}: ${refusal}\n`);
      status = 1;
    }
  }
  for (let piece = yield* input.piece(); piece !== undefined; piece = yield* input.piece()) {
    out.write(piece);
    for (const path of paths) {
      const there = nodeAt(shell.tree, path);
      shell.change(writeFile(shell.tree, shell.ground, path, (there?.kind === 'file' ? there.text : '') + piece, shell.host.now()));
    }
  }
  return status;
};

/** find(1): `-name -iname -type -maxdepth -path`, and what is found is printed. */
export const find: Run = function* find(process) {
  const { shell, args, out, err } = process;
  const begin = args.findIndex((word) => word.startsWith('-') || word === '!');
  const [places, tests] = begin < 0 ? [args, []] : [args.slice(0, begin), args.slice(begin)];
  const checks: ((path: string, one: Node) => boolean)[] = [];
  let most = Number.POSITIVE_INFINITY;
  for (let next = 0; next < tests.length; next += 2) {
    const [test, value] = [tests[next]!, tests[next + 1]];
    if (test === '-print') {
      next -= 1;
      continue;
    }
    if (!['-name', '-iname', '-path', '-type', '-maxdepth'].includes(test)) {
      err.write(`find: unknown predicate \`${test}'\n`);
      return 1;
    }
    if (value === undefined) {
      err.write(`find: missing argument to \`${test}'\n`);
      return 1;
    }
    if (test === '-maxdepth') most = Number(value);
    else if (test === '-type') checks.push((_, one) => one.kind === (value === 'd' ? 'directory' : 'file'));
    else {
      const pattern = new RegExp(`^(?:${patternSource(plainPattern(value), { slash: true })})$`, test === '-iname' ? 'ui' : 'u');
      checks.push((path) => pattern.test(test === '-path' ? path : path === '.' ? '.' : baseName(path)));
    }
  }
  let status = 0;
  for (const place of places.length === 0 ? ['.'] : places) {
    const root = at(process, place);
    if (nodeAt(shell.tree, root) === undefined) {
      err.write(`find: ‘${place}’: No such file or directory\n`);
      status = 1;
      continue;
    }
    for (const [path, one] of [...below(shell.tree, root)].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const rest = path.slice(root === '/' ? 1 : root.length + 1);
      const shown = rest === '' ? place : `${place.replace(/\/$/, '')}/${rest}`;
      if ((rest === '' ? 0 : rest.split('/').length) <= most && checks.every((check) => check(shown, one))) out.write(`${shown}\n`);
    }
  }
  return status;
};

/** basename(1), dirname(1) */
export const basename: Run = function* basename(process) {
  const [name, suffix = ''] = process.args;
  if (name === undefined) return missing(process, 'missing operand');
  const base = baseName(name.replace(/(.)\/+$/, '$1')) || '/';
  process.out.write(`${suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`);
  return 0;
};
export const dirname: Run = function* dirname(process) {
  if (process.args.length === 0) return missing(process, 'missing operand');
  for (const name of process.args) process.out.write(`${/^(.*[^/])\/+[^/]+\/*$/.exec(name)?.[1] ?? (name.startsWith('/') ? '/' : '.')}\n`);
  return 0;
};
