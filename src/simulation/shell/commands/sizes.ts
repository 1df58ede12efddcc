/** Programs that make files of a size, whatever is in them: dd(1), truncate(1), fallocate(1). */
import { nodeAt, resolvePath, writeFile } from '../files/tree';
import type { Changed, Node, Refusal } from '../files/tree';
import type { Process, Run } from '../shell';

const KIB = 1024;
/** How fast bytes are copied, bytes a second. */
const SPEED = 2_000_000_000;
const ENDLESS: ReadonlySet<string> = new Set(['/dev/zero', '/dev/urandom', '/dev/random']);

const UNITS: Readonly<Record<string, number>> = { '': 1, c: 1, w: 2, b: 512, kB: 1000, MB: 1000 ** 2, GB: 1000 ** 3, k: KIB, K: KIB, M: KIB ** 2, G: KIB ** 3, T: KIB ** 4, KiB: KIB, MiB: KIB ** 2, GiB: KIB ** 3 };

/** `5M`; undefined: it is no size. */
function sizeOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)([A-Za-z]*)$/.exec(text) ?? [];
  return number === undefined || !Object.hasOwn(UNITS, unit) ? undefined : Number(number) * UNITS[unit]!;
}

const bytesOf = (node: Node | undefined): number => (node?.kind === 'file' ? (node.size ?? node.text.length) : 0);

const written = ({ shell }: Process, name: string, text: string): Changed => writeFile(shell.tree, shell.ground, resolvePath(shell.directory, name), text, shell.host.now());

/** A file of that size, whose text nobody has written down; why not. */
function put(process: Process, name: string, size: number): Refusal | undefined {
  const { shell } = process;
  const made = written(process, name, '');
  if ('refusal' in made) return made.refusal;
  return shell.change({ tree: { ...made.tree, [resolvePath(shell.directory, name)]: { kind: 'file', text: '', size, at: shell.host.now() } } });
}

/** What dd says at its end: coreutils tells both units, busybox one of them (libbb make_human_readable_str). */
function summary(bytes: number, seconds: number, busybox: boolean): string {
  const human = (value: number, base: number, units: readonly string[]): string => {
    let [left, at] = [value, 0];
    while (left >= base && at < units.length - 1) [left, at] = [left / base, at + 1];
    return `${at === 0 && !busybox ? left : left < 10 || busybox ? left.toFixed(1) : Math.round(left)}${busybox ? '' : ' '}${units[at]!}`;
  };
  const rate = bytes / seconds;
  if (busybox) return `${bytes} bytes (${human(bytes, KIB, ['B', 'KB', 'MB', 'GB', 'TB'])}) copied, ${seconds.toFixed(6)} seconds, ${human(rate, KIB, ['B', 'KB', 'MB', 'GB', 'TB'])}/s\n`;
  const both = bytes < 1000 ? '' : ` (${human(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB'])}${bytes < KIB ? '' : `, ${human(bytes, KIB, ['B', 'KiB', 'MiB', 'GiB', 'TiB'])}`})`;
  return `${bytes} bytes${both} copied, ${seconds.toPrecision(3)} s, ${human(rate, 1000, ['B', 'kB', 'MB', 'GB', 'TB'])}/s\n`;
}

const OPERANDS: ReadonlySet<string> = new Set(['if', 'of', 'bs', 'ibs', 'obs', 'count', 'conv', 'status', 'oflag', 'iflag']);

/** dd(1), from a file or from what has no end into a file. */
export const dd: Run = function* dd(process) {
  const { args, err, shell, out } = process;
  const busybox = shell.host.speaks === 'sh';
  const given = new Map<string, string>();
  const fail = (words: string): number => {
    err.write(`dd: ${words}\n`);
    return 1;
  };
  for (const word of args) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(word) ?? [];
    if (['seek', 'skip', 'cbs'].includes(name)) return fail(`${name}= is not simulated here`);
    if (!OPERANDS.has(name)) return fail(busybox ? `invalid argument '${word}'` : `unrecognized operand '${word}'\nTry 'dd --help' for more information.`);
    given.set(name, value);
  }
  const numbers = ['bs', 'count'].map((name) => ({ name, text: given.get(name) }));
  for (const { text } of numbers) if (text !== undefined && (sizeOf(text) === undefined || (sizeOf(text) === 0 && text !== given.get('count')))) return fail(busybox ? `invalid number '${text}'` : `invalid number: '${text}'`);
  const [block, count] = [sizeOf(given.get('bs') ?? '512')!, given.has('count') ? sizeOf(given.get('count')!)! : Number.POSITIVE_INFINITY];
  const [from, to] = [given.get('if'), given.get('of')];
  if (from === undefined) return fail('standard input is not simulated here: say if=');
  const source = nodeAt(shell.tree, resolvePath(shell.directory, from));
  const endless = ENDLESS.has(from);
  if (!endless && source?.kind !== 'file') return fail(busybox ? `can't open '${from}': No such file or directory` : `failed to open '${from}': No such file or directory`);
  if (endless && count === Number.POSITIVE_INFINITY) return fail(`${from} has no end, and a disk that fills up is not simulated here: say count=`);
  const bytes = endless ? block * count : Math.min(bytesOf(source), block * count);
  const text = source?.kind === 'file' && source.size === undefined ? source.text.slice(0, bytes) : undefined;
  if (to === undefined) {
    if (text === undefined) return fail('standard output takes only the text of a file here: say of=');
    out.write(text);
  } else if (to !== '/dev/null') {
    const refused = text === undefined ? put(process, to, bytes) : shell.change(written(process, to, text));
    if (refused !== undefined) return fail(busybox ? `can't open '${to}': ${refused}` : `failed to open '${to}': ${refused}`);
  }
  const seconds = Math.max(0.0001, bytes / SPEED);
  yield { do: 'sleep', micros: Math.round(seconds * 1_000_000) };
  const records = `${Math.floor(bytes / block)}+${bytes % block === 0 ? 0 : 1} records`;
  const status = given.get('status');
  if (status !== 'none') err.write(`${records} in\n${records} out\n${status === 'noxfer' ? '' : summary(bytes, seconds, busybox)}`);
  return 0;
};

/** truncate(1): a file is made shorter or longer; what is longer is holes. */
export const truncate: Run = function* truncate(process) {
  const { args, err, shell } = process;
  const at = args.findIndex((word) => word === '-s' || word === '--size');
  const text = at < 0 ? (args.find((word) => word.startsWith('--size='))?.slice(7) ?? args.find((word) => /^-s./.test(word))?.slice(2)) : args[at + 1];
  const names = args.filter((word, index) => !word.startsWith('-') && (at < 0 || index !== at + 1));
  const size = sizeOf(text ?? '');
  if (size === undefined || names.length === 0) {
    err.write(size === undefined && text !== undefined ? `truncate: Invalid number: '${text}'\n` : size === undefined ? "truncate: you must specify either '--size' or '--reference'\n" : 'truncate: missing file operand\n');
    return 1;
  }
  for (const name of names) {
    const before = nodeAt(shell.tree, resolvePath(shell.directory, name));
    const refused = before?.kind === 'file' && before.size === undefined && size <= before.text.length ? shell.change(written(process, name, before.text.slice(0, size))) : put(process, name, size);
    if (refused === undefined) continue;
    err.write(`truncate: cannot open '${name}' for writing: ${refused}\n`);
    return 1;
  }
  return 0;
};

/** fallocate(1). */
export const fallocate: Run = function* fallocate(process) {
  const { args, err } = process;
  const at = args.findIndex((word) => word === '-l' || word === '--length');
  const size = sizeOf(args[at + 1] ?? '');
  const name = args.filter((word, index) => !word.startsWith('-') && index !== at + 1).at(-1);
  if (at < 0 || size === undefined || name === undefined) {
    err.write('fallocate: no length argument specified\n');
    return 1;
  }
  const refused = put(process, name, size);
  if (refused !== undefined) err.write(`fallocate: cannot open ${name}: ${refused}\n`);
  return Number(refused !== undefined);
};
