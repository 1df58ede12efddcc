import type { Process, Run } from '../shell';
import { linesOf } from '../streams';
import { allLines, eachLine, inputsOf } from './inputs';
import { optionsOf } from './options';

/** cat(1) */
export const cat: Run = function* cat(process) {
  const options = optionsOf(process, { letters: 'nbsAET', long: { number: 'n' } });
  if (typeof options === 'number') return options;
  let [status, number] = [0, 0];
  for (const name of options.rest.length === 0 ? ['-'] : options.rest) {
    const { inputs, failed } = inputsOf(process, [name]);
    if (failed) status = 1;
    for (const { reader } of inputs) {
      if (options.has('n') || options.has('b') || options.has('E') || options.has('A') || options.has('T')) {
        yield* eachLine(reader, (line) => {
          const shown = options.has('T') || options.has('A') ? line.replaceAll('\t', '^I') : line;
          const counted = options.has('n') || (options.has('b') && line !== '');
          if (counted) number += 1;
          process.out.write(`${counted ? `${String(number).padStart(6)}\t` : ''}${shown}${options.has('E') || options.has('A') ? '$' : ''}\n`);
          return false;
        });
      } else for (let piece = yield* reader.piece(); piece !== undefined; piece = yield* reader.piece()) process.out.write(piece);
    }
  }
  return status;
};

/** tac(1) */
export const tac: Run = function* tac(process) {
  const { inputs, failed } = inputsOf(process, process.args, (name, error) => `tac: failed to open '${name}' for reading: ${error}`);
  process.out.write((yield* allLines(inputs)).reverse().map((line) => `${line}\n`).join(''));
  return Number(failed);
};

/** `-5` means `-n 5` (head(1), tail(1)). */
const withNumber = ({ args, ...rest }: Process): Process => ({ ...rest, args: args.map((word) => word.replace(/^-(\d+)$/, '-n$1')) });

function countOf(process: Process, text: string, what: string): number | undefined {
  const [, number] = /^[-+]?(\d+)$/.exec(text) ?? [];
  if (number !== undefined) return Number(number);
  process.err.write(`${process.name}: invalid number of ${what}: ‘${text}’\n`);
  return undefined;
}

const header = (name: string, first: boolean): string => `${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`;

/** head(1) */
export const head: Run = function* head(whole) {
  const process = withNumber(whole);
  const options = optionsOf(process, { letters: 'n:c:qv', long: { lines: 'n', bytes: 'c', quiet: 'q', verbose: 'v' } });
  if (typeof options === 'number') return options;
  const [bytes, lines] = [options.value('c'), options.value('n') ?? '10'];
  const count = countOf(process, bytes ?? lines, bytes === undefined ? 'lines' : 'bytes');
  if (count === undefined) return 1;
  const { inputs, failed } = inputsOf(process, options.rest, (name, error) => `head: cannot open '${name}' for reading: ${error}`);
  const named = (options.rest.length > 1 || options.has('v')) && !options.has('q');
  for (const [at, { name, reader }] of inputs.entries()) {
    if (named) process.out.write(header(name, at === 0));
    if (bytes?.startsWith('-') === true) process.out.write((yield* reader.all()).slice(0, -count));
    else if (bytes !== undefined) {
      for (let left = count; left > 0; ) {
        const piece = yield* reader.piece();
        if (piece === undefined) break;
        process.out.write(piece.slice(0, left));
        left -= piece.length;
      }
    }
    else if (lines.startsWith('-')) process.out.write((yield* allLines([{ name, reader }])).slice(0, -count || undefined).map((line) => `${line}\n`).join(''));
    else {
      for (let left = count; left > 0; left -= 1) {
        const line = yield* reader.line();
        if (line === undefined) break;
        process.out.write(line);
      }
    }
  }
  return Number(failed);
};

/** tail(1) */
export const tail: Run = function* tail(whole) {
  const process = withNumber(whole);
  const options = optionsOf(process, { letters: 'n:c:qvfF', long: { lines: 'n', bytes: 'c', quiet: 'q', verbose: 'v', follow: 'f' } });
  if (typeof options === 'number') return options;
  const [bytes, lines] = [options.value('c'), options.value('n') ?? '10'];
  const count = countOf(process, bytes ?? lines, bytes === undefined ? 'lines' : 'bytes');
  if (count === undefined) return 1;
  const { inputs, failed } = inputsOf(process, options.rest, (name, error) => `tail: cannot open '${name}' for reading: ${error}`);
  const named = (options.rest.length > 1 || options.has('v')) && !options.has('q');
  for (const [at, { name, reader }] of inputs.entries()) {
    if (named) process.out.write(header(name, at === 0));
    const text = yield* reader.all();
    if (bytes !== undefined) process.out.write(bytes.startsWith('+') ? text.slice(count - 1) : count === 0 ? '' : text.slice(-count));
    else {
      const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
      process.out.write((lines.startsWith('+') ? all.slice(Math.max(0, count - 1)) : count === 0 ? [] : all.slice(-count)).join(''));
    }
  }
  // Nobody else writes to a file here: what follows is what somebody else would have written.
  while ((options.has('f') || options.has('F')) && inputs.some(({ name }) => name !== '-')) yield { do: 'sleep', micros: 1_000_000 };
  return Number(failed);
};

/** wc(1) */
export const wc: Run = function* wc(process) {
  const options = optionsOf(process, { letters: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' } });
  if (typeof options === 'number') return options;
  const { inputs, failed } = inputsOf(process, options.rest);
  const all = !['l', 'w', 'c', 'm', 'L'].some((letter) => options.has(letter));
  const totals = [0, 0, 0, 0, 0];
  const rows: (readonly [counts: readonly number[], name: string])[] = [];
  for (const { name, reader } of inputs) {
    const text = yield* reader.all();
    const bytes = [...text].reduce((sum, char) => sum + utf8Length(char.codePointAt(0) ?? 0), 0);
    const counts = [text.split('\n').length - 1, (text.match(/\S+/g) ?? []).length, [...text].length, bytes, Math.max(0, ...linesOf(text).map((line) => line.length))];
    for (const [at, count] of counts.entries()) totals[at] = at === 4 ? Math.max(totals[at]!, count) : totals[at]! + count;
    rows.push([counts, name]);
  }
  if (options.rest.length > 1) rows.push([totals, 'total']);
  const shown = ([l, w, m, c, longest]: readonly number[]): number[] => [...(all || options.has('l') ? [l!] : []), ...(all || options.has('w') ? [w!] : []), ...(options.has('m') ? [m!] : []), ...(all || options.has('c') ? [c!] : []), ...(options.has('L') ? [longest!] : [])];
  const single = rows.length === 1 && shown(rows[0]![0]).length === 1;
  const width = single ? 1 : options.rest.length === 0 || options.rest.includes('-') ? 7 : Math.max(...rows.flatMap(([counts]) => counts.slice(0, 4).map((count) => String(count).length)));
  for (const [counts, name] of rows) process.out.write(`${shown(counts).map((count) => String(count).padStart(width)).join(' ')}${name === '-' && options.rest.length === 0 ? '' : ` ${name}`}\n`);
  return Number(failed);
};

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** tee(1) is in files.ts; rev(1) */
export const rev: Run = function* rev(process) {
  const { inputs, failed } = inputsOf(process, process.args, (name, error) => `rev: cannot open ${name}: ${error}`);
  for (const { reader } of inputs) {
    yield* eachLine(reader, (line) => {
      process.out.write(`${[...line].reverse().join('')}\n`);
      return false;
    });
  }
  return Number(failed);
};

/** nl(1) */
export const nl: Run = function* nl(process) {
  const { inputs, failed } = inputsOf(process, process.args);
  let number = 0;
  for (const line of yield* allLines(inputs)) process.out.write(line === '' ? '       \n' : `${String((number += 1)).padStart(6)}\t${line}\n`);
  return Number(failed);
};
