/** journalctl(1) of systemd 257 over what the machine's services have said. */
import { formatMicroTime, formatTime, parseTime } from '../../base/time';
import type { JournalLine } from '../../cluster/node/host/services/types';
import { posixRegex } from '../commands/regex';
import type { Process, Program } from '../shell';
import { servicesHere } from './units';
import type { MachineScene } from './units';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SECOND = 1_000_000;
const UNITS: Readonly<Record<string, number>> = { s: 1, sec: 1, second: 1, seconds: 1, m: 60, min: 60, minute: 60, minutes: 60, h: 3600, hr: 3600, hour: 3600, hours: 3600, d: 86_400, day: 86_400, days: 86_400, w: 604_800, week: 604_800, weeks: 604_800 };

export const journalOf = (scene: Pick<MachineScene, 'cluster' | 'host'>): readonly JournalLine[] => servicesHere(scene).journal;

/** `Nov 29 09:00:00 node-a kubelet[871]: …` */
export function shortLine(host: string, { at, by, pid, text }: JournalLine): string {
  const [date = '', clock = ''] = formatTime(at).replace('Z', '').split('T');
  const [, month = '1', day = '1'] = date.split('-');
  return `${MONTHS[Number(month) - 1]!} ${day} ${clock} ${host} ${by}[${pid}]: ${text}`;
}

/** systemd.time(7), as far as people write it: a moment, one before now, a word. */
export function momentOf(text: string, now: number): number | undefined {
  const words = text.trim();
  const midnight = Math.floor(now / (86_400 * SECOND)) * 86_400 * SECOND;
  if (words === 'now') return now;
  if (words === 'today') return midnight;
  if (words === 'yesterday') return midnight - 86_400 * SECOND;
  const relative = /^(-|\+)?((?:\s*\d+\s*[a-z]+)+)(\s+ago)?$/.exec(words);
  if (relative !== null) {
    let seconds = 0;
    for (const [, count = '0', unit = ''] of relative[2]!.matchAll(/(\d+)\s*([a-z]+)/g)) {
      const one = UNITS[unit];
      if (one === undefined) return undefined;
      seconds += Number(count) * one;
    }
    return relative[1] === '+' ? now + seconds * SECOND : now - seconds * SECOND;
  }
  const moment = /^(?:(\d{4}-\d\d-\d\d)(?:[ T]|$))?(\d\d:\d\d(?::\d\d)?)?(?: UTC|Z)?$/.exec(words);
  if (moment === null || words === '') return undefined;
  const [, date = formatTime(now).slice(0, 10), clock = '00:00:00'] = moment;
  return parseTime(`${date}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
}

interface Asked {
  readonly units: readonly string[];
  readonly count?: number;
  readonly follow: boolean;
  readonly reverse: boolean;
  readonly since?: number;
  readonly until?: number;
  readonly output: string;
  readonly grep?: string;
  readonly priority?: number;
  readonly quiet: boolean;
}

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
const LONG: Readonly<Record<string, string>> = { unit: 'u', lines: 'n', follow: 'f', since: 'S', until: 'U', output: 'o', grep: 'g', priority: 'p', reverse: 'r', quiet: 'q', 'pager-end': 'e', catalog: 'x', 'no-pager': 'N', boot: 'b', 'no-hostname': 'H', full: 'l', all: 'a', identifier: 't' };
const VALUED = 'uSUogpt';

function askedOf({ args, err }: Process, now: number): Asked | number {
  const found: { letter: string; value: string }[] = [];
  const fail = (text: string): number => {
    err.write(`${text}\n`);
    return 1;
  };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg.startsWith('--')) {
      const [name = '', given] = arg.slice(2).split(/=(.*)/s);
      const letter = LONG[name];
      if (letter === undefined) return fail(`journalctl: unrecognized option '${arg}'`);
      const takes = VALUED.includes(letter) || (letter === 'n' && given === undefined && /^\+?\d+$|^all$/.test(args[at + 1] ?? ''));
      found.push({ letter, value: given ?? (takes ? (args[(at += 1)] ?? '') : '') });
    } else if (arg.startsWith('-')) {
      for (let place = 1; place < arg.length; place += 1) {
        const letter = arg[place]!;
        if (!'uSUogptnfrqexbla'.includes(letter)) return fail(`journalctl: invalid option -- '${letter}'`);
        const rest = arg.slice(place + 1);
        if (VALUED.includes(letter)) {
          found.push({ letter, value: rest !== '' ? rest : (args[(at += 1)] ?? '') });
          break;
        }
        if (letter === 'n') {
          const next = rest !== '' ? rest : /^\+?\d+$|^all$/.test(args[at + 1] ?? '') ? args[(at += 1)]! : '10';
          found.push({ letter, value: next });
          break;
        }
        found.push({ letter, value: '' });
      }
    } else return fail(`Failed to add match '${arg}': Invalid argument`);
  }
  const last = (letter: string): string | undefined => found.filter((one) => one.letter === letter).at(-1)?.value;
  const has = (letter: string): boolean => found.some((one) => one.letter === letter);
  const times = ['S', 'U'].map((letter) => {
    const text = last(letter);
    return text === undefined ? undefined : (momentOf(text, now) ?? text);
  });
  for (const one of times) if (typeof one === 'string') return fail(`Failed to parse timestamp: ${one}`);
  const [since, until] = times as readonly (number | undefined)[];
  const level = last('p');
  const lines = last('n');
  const priority = level === undefined ? undefined : /^\d$/.test(level) ? Number(level) : LEVELS.indexOf(level === 'error' ? 'err' : level);
  const output = last('o') ?? 'short';
  if (!['short', 'short-iso', 'short-precise', 'cat'].includes(output)) return fail(`(journalctl here writes -o short, short-iso, short-precise and cat)`);
  const grep = last('g');
  return {
    units: found.filter(({ letter }) => letter === 'u' || letter === 't').map(({ value }) => value.replace(/\.service$/, '')), follow: has('f'), reverse: has('r'), quiet: has('q'), output,
    ...(lines === undefined ? (has('f') ? { count: 10 } : has('e') ? { count: 1000 } : {}) : lines === 'all' ? {} : { count: Number(lines.replace('+', '')) }), ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }), ...(grep === undefined ? {} : { grep }), ...(priority === undefined ? {} : { priority }),
  };
}

/** What systemd gives a line of a service that says nothing itself: info; its own news of a failure: warning. */
const levelOf = ({ by, text }: JournalLine): number => (by === 'systemd' && /Failed with result/.test(text) ? 4 : by === 'systemd' && /Main process exited.*FAILURE/.test(text) ? 5 : 6);

function written(host: string, output: string, line: JournalLine): string {
  if (output === 'cat') return line.text;
  if (output === 'short') return shortLine(host, line);
  const time = formatMicroTime(line.at);
  return `${output === 'short-iso' ? `${time.slice(0, 19)}+00:00` : shortLine(host, line).slice(0, 15) + time.slice(19, 26)} ${host} ${line.by}[${line.pid}]: ${line.text}`;
}

export const journalctl = (scene: MachineScene): Program => ({
  *run(process) {
    const { out, err, shell } = process;
    const asked = askedOf(process, shell.host.now());
    if (typeof asked === 'number') return asked;
    const { units, count, follow, reverse, since, until, output, grep, priority, quiet } = asked;
    const pattern = grep === undefined ? undefined : posixRegex(grep, { extended: true });
    if (typeof pattern === 'string') {
      err.write(`Bad pattern "${grep ?? ''}": ${pattern}\n`);
      return 1;
    }
    const all = journalOf(scene).filter((line) => (units.length === 0 || units.includes(line.unit)) && (since === undefined || line.at >= since) && (until === undefined || line.at <= until) && (pattern === undefined || pattern.test(line.text)) && (priority === undefined || levelOf(line) <= priority));
    const last = count === undefined ? all : all.slice(Math.max(0, all.length - count));
    const shown = reverse ? [...last].reverse() : last;
    if (shown.length === 0 && !follow) {
      if (!quiet) out.write('-- No entries --\n');
      return 0;
    }
    out.write(shown.map((line) => `${written(scene.host, output, line)}\n`).join(''));
    if (!follow) return 0;
    for (;;) yield { do: 'sleep', micros: 3_600_000_000 };
  },
});
