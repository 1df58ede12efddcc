/** What the process of an image does, as a list of words: the language of the recordings (the README beside the recordings). */
import { quantityOf, unitValue } from '../../api/quantity';
import { parseDuration } from '../../base/go/duration';
import { parseTime } from '../../base/time';

/** What a process makes of its command line and of what it reads as it begins, in the words of images. `loaded`: files that it has read once, by their paths. `read`: a file as it finds it. */
export type Beginning = (argv: readonly string[], read: (path: string) => string | undefined) => { readonly words: readonly string[]; readonly loaded?: Readonly<Record<string, string>> };

/** A process ends by itself. Times are µs since the container's start. */
export interface End {
  readonly after: number;
  readonly code: number;
  readonly oom: boolean;
  /** Only in the attempts before or at this number; the first is 0. */
  readonly attempt?: { readonly is: '<' | '='; readonly number: number };
  /** Only with this JOB_COMPLETION_INDEX. */
  readonly index?: string;
}

export type CheckState = 'ok' | 'fail' | 'hang';

/** A line of klog that a process writes again and again from a moment on. Times are µs. */
export interface Repeat {
  readonly after: number;
  readonly every: number;
  /** `I`, `W`, `E`. */
  readonly severity: string;
  /** `file.go:1` */
  readonly place: string;
  readonly text: string;
}

/** A process that says a line again and again, from its start on. */
export interface Chatter {
  /** µs. */
  readonly every: number;
  /** Of a line, without what the runtime writes before it. */
  readonly bytes: number;
}

export interface Behaviour {
  /** It is on every node from the start. */
  readonly present: boolean;
  readonly pull: number;
  /** A pull of what the node has already; as long as the first where it is not said. */
  readonly pullAgain?: number;
  readonly pullError?: PullError;
  readonly createError?: string;
  readonly startError?: string;
  /** How long the call that starts it takes. */
  readonly start: number;
  readonly ends: readonly End[];
  /** What SIGTERM does: it ends with the code after that time, or nothing at all. */
  readonly term: { readonly after: number; readonly code: number } | 'ignored';
  /** On SIGTERM it closes its ports and only finishes what it is answering. */
  readonly closesOnTerm?: true;
  readonly checks: readonly { readonly name: string; readonly after: number; readonly state: CheckState }[];
  /** Checks that stand so between two moments, µs since 1970, whenever the container was started: what it depends on is not there. */
  readonly spells?: readonly { readonly name: string; readonly from: number; readonly until: number; readonly state: CheckState }[];
  /** It serves the files of this directory. */
  readonly root?: string;
  /** Ports on which it speaks TLS. */
  readonly tls?: readonly number[];
  readonly ports: readonly { readonly port: number; readonly after: number; readonly open: boolean; readonly udp?: true }[];
  /** Which program it is, where more is known of what it answers at its ports (cluster/network/programs). */
  readonly serves?: string;
  /** It does what whoever attaches to its input tells it, and ends when they do: a shell or a tool with `stdin`. */
  readonly waits?: true;
  readonly log: readonly { readonly after: number; readonly text: string }[];
  readonly chatter?: Chatter;
  readonly repeats?: readonly Repeat[];
  /** Written to the termination message path when it ends. */
  readonly message?: string;
  /** Threads that never rest. */
  readonly busy?: number;
  /** CPU time that a request costs it, µs. */
  readonly cost?: number;
  /** It calls a URL again and again, and rests so long after each answer, µs. */
  readonly calls?: { readonly url: string; readonly pause: number };
  /** What it has in memory by itself, bytes. */
  readonly rss?: number;
  /** Memory that it takes besides, from a moment on, bytes. */
  readonly holds?: readonly { readonly after: number; readonly bytes: number }[];
}

export type PullError = 'notfound' | 'denied' | 'unreachable';

/** A process that runs for ever and ends at once on SIGTERM, as one without a handler does. */
export const IDLE: Behaviour = { present: false, pull: 0, start: 0, ends: [], term: { after: 0, code: 143 }, checks: [], ports: [], log: [] };

const PULL_ERRORS: readonly string[] = ['notfound', 'denied', 'unreachable'];

function micros(text: string): number | undefined {
  const parsed = parseDuration(text);
  return parsed.ok ? Number(parsed.nanoseconds / 1000n) : undefined;
}

/** `VALUE@DURATION`, where the time may be left out. */
function timed(text: string): readonly [value: string, after: number] {
  const at = text.lastIndexOf('@');
  const after = at < 0 ? undefined : micros(text.slice(at + 1));
  return after === undefined ? [text, 0] : [text.slice(0, at), after];
}

function endOf(text: string): End | undefined {
  const [what, ...conditions] = text.split('?');
  const [code, after] = timed(what ?? '');
  if (!/^\d+$/.test(code)) return undefined;
  let end: End = { after, code: Number(code), oom: false };
  for (const condition of conditions) {
    const attempt = /^attempt([<=])(\d+)$/.exec(condition);
    const index = /^index=(\d+)$/.exec(condition);
    if (attempt !== null) end = { ...end, attempt: { is: attempt[1] as '<' | '=', number: Number(attempt[2]) } };
    else if (index !== null) end = { ...end, index: index[1]! };
  }
  return end;
}

function withPair(behaviour: Behaviour, key: string, value: string): Behaviour {
  switch (key) {
    case 'pull': return { ...behaviour, pull: micros(value) ?? behaviour.pull };
    case 'pull-again': {
      const again = micros(value);
      return again === undefined ? behaviour : { ...behaviour, pullAgain: again };
    }
    case 'pull-error': return PULL_ERRORS.includes(value) ? { ...behaviour, pullError: value as PullError } : behaviour;
    case 'create-error': return { ...behaviour, createError: value };
    case 'start-error': return { ...behaviour, startError: value };
    case 'start': return { ...behaviour, start: micros(value) ?? behaviour.start };
    case 'exit': {
      const end = endOf(value);
      return end === undefined ? behaviour : { ...behaviour, ends: [...behaviour.ends, end] };
    }
    case 'term': {
      const [delay = '', code = '0'] = value.split(':');
      const after = micros(delay);
      return after === undefined ? behaviour : { ...behaviour, term: { after, code: Number(code) } };
    }
    case 'port':
    case 'close': {
      const [port, after] = timed(value);
      return { ...behaviour, ports: [...behaviour.ports, { port: Number(port), after, open: key === 'port' }] };
    }
    case 'root': return { ...behaviour, root: value };
    case 'tls': return { ...behaviour, tls: [...(behaviour.tls ?? []), Number(value)] };
    case 'udp': {
      const [port, after] = timed(value);
      return { ...behaviour, ports: [...behaviour.ports, { port: Number(port), after, open: true, udp: true }] };
    }
    case 'serves': return { ...behaviour, serves: value };
    case 'log': {
      const [text, after] = timed(value);
      return { ...behaviour, log: [...behaviour.log, { after, text }] };
    }
    case 'repeat': {
      const found = /^([IWEF]) (\S+) (.*)@([^@/]+)\/([^@/]+)$/s.exec(value);
      const [after, every] = [micros(found?.[4] ?? ''), micros(found?.[5] ?? '')];
      return found === null || after === undefined || every === undefined || every < 1000 ? behaviour : { ...behaviour, repeats: [...(behaviour.repeats ?? []), { after, every, severity: found[1]!, place: found[2]!, text: found[3]! }] };
    }
    case 'chatter': {
      const [size, every] = timed(value);
      // A longer line would be cut into parts by the runtime.
      const bytes = Math.min(16_000, unitValue(quantityOf(size)));
      return every < 100 || bytes < 1 ? behaviour : { ...behaviour, chatter: { every, bytes } };
    }
    case 'message': return { ...behaviour, message: value };
    case 'busy': return { ...behaviour, busy: Number(value) };
    case 'cost': {
      const cost = micros(value);
      return cost === undefined ? behaviour : { ...behaviour, cost };
    }
    case 'calls': {
      const [url, pause] = timed(value);
      return { ...behaviour, calls: { url, pause } };
    }
    case 'rss': return { ...behaviour, rss: unitValue(quantityOf(value)) };
    case 'holds': {
      const [amount, after] = timed(value);
      return { ...behaviour, holds: [...(behaviour.holds ?? []), { after, bytes: unitValue(quantityOf(amount)) }] };
    }
    default: return behaviour;
  }
}

function withWord(behaviour: Behaviour, word: string): Behaviour {
  if (word === 'waits') return { ...behaviour, waits: true };
  if (word === 'present') return { ...behaviour, present: true };
  if (word === 'closes-on-term') return { ...behaviour, closesOnTerm: true };
  if (word === 'ignore-term') return { ...behaviour, term: 'ignored' };
  const pair = /^([a-z-]+)=(.*)$/s.exec(word);
  if (pair !== null) return withPair(behaviour, pair[1]!, pair[2]!);
  const check = /^([\w-]+):(ok|fail|hang)(?:@(.+))?$/.exec(word);
  const spell = /^([^/]+)\/(.+)$/.exec(check?.[3] ?? '');
  if (check !== null && spell !== null) {
    const [from, length] = [parseTime(spell[1]!), micros(spell[2]!)];
    return from === undefined || length === undefined ? behaviour : { ...behaviour, spells: [...(behaviour.spells ?? []), { name: check[1]!, state: check[2] as CheckState, from, until: from + length }] };
  }
  if (check !== null) return { ...behaviour, checks: [...behaviour.checks, { name: check[1]!, state: check[2] as CheckState, after: micros(check[3] ?? '0s') ?? 0 }] };
  if (word.startsWith('oom@')) return { ...behaviour, ends: [...behaviour.ends, { after: micros(word.slice(4)) ?? 0, code: 137, oom: true }] };
  return behaviour;
}

/** A process of which more words are told. */
export const withWords = (behaviour: Behaviour, words: readonly string[]): Behaviour => words.reduce(withWord, behaviour);

/** What the words say, in order; a word that is none of the language says nothing. */
export const parseBehaviour = (words: readonly string[]): Behaviour => withWords(IDLE, words);

/** Whether a word is one of the language. */
export const isBehaviourWord = (word: string): boolean => withWord(IDLE, word) !== IDLE;

/** When and how a process ends by itself; undefined for one that does not. */
export function endOfAttempt({ ends }: Behaviour, attempt: number, index: string | undefined): End | undefined {
  const due = ends.filter((end) => (end.attempt === undefined || (end.attempt.is === '<' ? attempt < end.attempt.number : attempt === end.attempt.number)) && (end.index === undefined || end.index === index));
  return due.reduce<End | undefined>((first, end) => (first === undefined || end.after < first.after ? end : first), undefined);
}

/** How a check stands so long after the start; one that is not mentioned succeeds. */
export function checkAfter({ checks }: Behaviour, name: string, after: number): CheckState {
  let [state, since]: [CheckState, number] = ['ok', -1];
  for (const one of checks) if (one.name === name && one.after <= after && one.after >= since) [state, since] = [one.state, one.after];
  return state;
}

/** How a check stands at a moment, of a container that was started at another, µs since 1970. */
export const checkAt = (behaviour: Behaviour, name: string, startedAt: number, now: number): CheckState =>
  behaviour.spells?.find((one) => one.name === name && one.from <= now && now < one.until)?.state ?? checkAfter(behaviour, name, now - startedAt);

/** Whether it listens on a port so long after its start. */
export function listensAfter({ ports }: Behaviour, port: number, after: number, protocol: 'TCP' | 'UDP' = 'TCP'): boolean {
  let [open, since] = [false, -1];
  for (const one of ports) if (one.port === port && (one.udp === true) === (protocol === 'UDP') && one.after <= after && one.after >= since) [open, since] = [one.open, one.after];
  return open;
}
