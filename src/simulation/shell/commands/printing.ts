import { unescape } from '../language/words';
import type { Run } from '../shell';
import { formatMicroTime, formatTime, parseTime } from '../../base/time';
import { SPAWN } from '../steps';

/** echo */
export const echo: Run = function* echo({ args, out }) {
  let at = 0;
  let [line, escapes] = [true, false];
  for (let word = args[at]; word !== undefined && /^-[neE]+$/.test(word); word = args[(at += 1)]) {
    if (word.includes('n')) line = false;
    if (/[eE]/.test(word)) escapes = word.lastIndexOf('e') > word.lastIndexOf('E');
  }
  const text = args.slice(at).join(' ');
  const [shown = '', ...cut] = escapes ? text.split('\\c') : [text];
  out.write(`${escapes ? unescape(shown.replace(/\\0([0-7]{1,3})/g, '\\$1')) : shown}${line && cut.length === 0 ? '\n' : ''}`);
  return 0;
};

/** What `printf` prints, and what it says is wrong. */
export function formatted(format: string, values: readonly string[]): { readonly text: string; readonly said: string; readonly status: number } {
  const pieces = format.match(/%%|%[-+ 0#]*(?:\*|\d+)?(?:\.\d+)?[a-zA-Z]|\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)|[^%\\]+|[%\\]/gs) ?? [];
  let [at, status, bad, result, said] = [0, 0, '', '', ''];
  const numberOf = (text: string): number => {
    if (/^["']/.test(text)) return text.codePointAt(1) ?? 0;
    const value = text === '' ? 0 : Number(text);
    if (!Number.isNaN(value)) return value;
    said += `bash: printf: ${text}: invalid number\n`;
    status = 1;
    return Number.parseFloat(text) || 0;
  };
  const next = (): string => values[at++] ?? '';
  const shown = (piece: string): string => {
    if (piece === '%%') return '%';
    if (piece.startsWith('\\')) return unescape(piece);
    const [, flags = '', wide = '', precise, kind = ''] = /^%([-+ 0#]*)(\*|\d+)?(?:\.(\d+))?([a-zA-Z])$/.exec(piece) ?? [];
    if (kind === '') return piece;
    const width = Math.min(10_000, Number(wide === '*' ? next() : wide));
    let text: string;
    if (kind === 's') text = precise === undefined ? next() : next().slice(0, Number(precise));
    else if (kind === 'b') text = unescape(next());
    else if (kind === 'q') text = next().replace(/[^\w./:@%+,-]/g, '\\$&');
    else if (kind === 'c') text = next().slice(0, 1);
    else if ('di'.includes(kind)) text = String(Math.trunc(numberOf(next()))).padStart(Number(precise ?? 0), '0');
    else if (kind === 'u') text = String(Math.trunc(Math.abs(numberOf(next()))));
    else if (kind === 'x') text = Math.trunc(numberOf(next())).toString(16);
    else if (kind === 'X') text = Math.trunc(numberOf(next())).toString(16).toUpperCase();
    else if (kind === 'o') text = Math.trunc(numberOf(next())).toString(8);
    else if ('fF'.includes(kind)) text = numberOf(next()).toFixed(Math.min(60, Number(precise ?? 6)));
    else if ('eE'.includes(kind)) text = numberOf(next()).toExponential(Math.min(60, Number(precise ?? 6))).replace(/e([+-])(\d)$/, 'e$10$2');
    else if ('gG'.includes(kind)) text = String(numberOf(next()));
    else {
      bad = kind;
      return '';
    }
    if (flags.includes('+') && 'dif'.includes(kind) && !text.startsWith('-')) text = `+${text}`;
    if (flags.includes('-')) return text.padEnd(width);
    if (flags.includes('0') && kind !== 's') return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
    return text.padStart(width);
  };
  do {
    const before = at;
    for (const piece of pieces) result += shown(piece);
    if (bad !== '') {
      return { text: result, said: `${said}bash: printf: \`${bad}': invalid format character\n`, status: 1 };
    }
    if (at === before) break;
  } while (at < values.length);
  return { text: result, said, status };
}

/** printf */
export const printf: Run = function* printf({ args, out, err }) {
  const [format, ...values] = args;
  if (format === undefined) {
    err.write('printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  const { text, said, status } = formatted(format, values);
  out.write(text);
  if (said !== '') err.write(said);
  return status;
};

/** seq(1) */
export const seq: Run = function* seq({ args: given, out, err }) {
  const args = given.flatMap((word, at) => (at === 0 && /^-s./.test(word) ? ['-s', word.slice(2)] : [word]));
  const separator = args[0] === '-s' ? (args[1] ?? '') : '\n';
  const words = args[0] === '-s' ? args.slice(2) : args;
  const wrong = words.find((word) => !/^-?\d*\.?\d+$/.test(word));
  if (wrong !== undefined || words.length === 0 || words.length > 3) {
    err.write(wrong === undefined ? `seq: ${words.length === 0 ? 'missing operand' : `extra operand ‘${words[3]}’`}\nTry 'seq --help' for more information.\n` : `seq: invalid floating point argument: ‘${wrong}’\nTry 'seq --help' for more information.\n`);
    return 1;
  }
  const [from, by, to] = words.length === 1 ? [1, 1, Number(words[0])] : words.length === 2 ? [Number(words[0]), 1, Number(words[1])] : [Number(words[0]), Number(words[1]), Number(words[2])];
  if (by === 0) {
    err.write("seq: invalid Zero increment value: ‘0’\nTry 'seq --help' for more information.\n");
    return 1;
  }
  const digits = Math.max(...words.map((word) => word.split('.')[1]?.length ?? 0));
  const count = Math.floor((to - from) / by + 1e-9);
  for (let at = 0; at <= count; at += 1) {
    out.write(`${(from + at * by).toFixed(digits)}${at === count ? '\n' : separator}`);
    if (at % 500 === 499) yield { do: 'sleep', micros: SPAWN };
  }
  return 0;
};

/** yes(1) */
export const yes: Run = function* yes({ args, out }) {
  const line = `${args.length === 0 ? 'y' : args.join(' ')}\n`;
  for (;;) {
    for (let at = 0; at < 20; at += 1) out.write(line);
    yield { do: 'sleep', micros: SPAWN };
  }
};

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** strftime(3), in UTC. */
function timeText(format: string, micros: number): string {
  const text = formatTime(micros);
  const [year, month, day, hour, minute, second] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10), text.slice(11, 13), text.slice(14, 16), text.slice(17, 19)];
  const weekday = DAYS[(Math.floor(micros / 86_400_000_000) + 4) % 7]!;
  const name = MONTHS[Number(month) - 1]!;
  const values: Readonly<Record<string, string>> = {
    Y: year, m: month, d: day, H: hour, M: minute, S: second, y: year.slice(2), e: day.replace(/^0/, ' '), F: `${year}-${month}-${day}`, T: `${hour}:${minute}:${second}`, R: `${hour}:${minute}`, s: String(Math.floor(micros / 1_000_000)),
    N: `${formatMicroTime(micros).slice(20, 26)}000`, Z: 'UTC', z: '+0000', a: weekday, b: name.slice(0, 3), h: name.slice(0, 3), B: name, n: '\n', t: '\t', '%': '%', u: String(((Math.floor(micros / 86_400_000_000) + 3) % 7) + 1), I: String(((Number(hour) + 11) % 12) + 1).padStart(2, '0'), p: Number(hour) < 12 ? 'AM' : 'PM',
  };
  return format.replace(/%[-]?([a-zA-Z%])/g, (whole, letter: string) => (values[letter] === undefined ? whole : whole.includes('-') ? values[letter].replace(/^0(?=.)/, '') : values[letter]));
}

/** date(1), of the cluster's clock */
export const date: Run = function* date({ shell, args, out, err }) {
  let [micros, format] = [shell.host.now(), '%a %b %e %T %Z %Y'];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!;
    if (word === '-u' || word === '--utc') continue;
    if (word.startsWith('+')) format = word.slice(1);
    else if (/^(?:-I|--iso-8601)/.test(word)) format = word.includes('s') ? '%FT%T+00:00' : '%F';
    else if (word === '-d' || word.startsWith('--date')) {
      const text = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (args[(at += 1)] ?? '');
      const parsed = /^@\d+$/.test(text) ? Number(text.slice(1)) * 1_000_000 : text === 'now' ? micros : parseTime(text);
      if (parsed === undefined) {
        err.write(`date: invalid date ‘${text}’\n`);
        return 1;
      }
      micros = parsed;
    } else {
      err.write(word.startsWith('-') ? `date: invalid option -- '${word.replace(/^-+/, '').slice(0, 1)}'\nTry 'date --help' for more information.\n` : `date: invalid date ‘${word}’\n`);
      return 1;
    }
  }
  out.write(`${timeText(format, micros)}\n`);
  return 0;
};
