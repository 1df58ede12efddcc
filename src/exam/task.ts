// Read while the site is built, where only relative paths lead somewhere.
import type { Locale } from '../i18n/messages';
import { both, fail, isRecord, lines, readChecks, readStart } from '../labs/lab';
import type { Both } from '../labs/lab';
import type { Start } from '../simulation/scenarios/terminal/start';
import { isLine, LINES } from './curriculum';
import type { DomainId, LineId } from './curriculum';

/** A part of a task that is marked by itself: it gives its points when all its lines hold. */
export interface SubCheck {
  /** Its weight among those of its task. */
  readonly points: number;
  /** Lines of checks (simulation/scenarios/terminal/check-syntax.ts). */
  readonly check: readonly string[];
}

/** One task of the mock exam. */
export interface Task<T = Both> {
  readonly id: string;
  readonly domain: DomainId;
  readonly line: LineId;
  /** Parts of the course that teach it, the most important first. */
  readonly parts: readonly number[];
  /** The machine to log in to; none where kubectl at the terminal is enough. */
  readonly host?: string;
  /** Namespaces that are its own: they are made for it, and no other task has one of that name. */
  readonly namespaces: readonly string[];
  /** Things of the whole cluster that it needs for itself; two tasks that name the same one never stand in one set. */
  readonly conflicts: readonly string[];
  /** What somebody who has practised needs, with verifying it. */
  readonly minutes: number;
  readonly text: T;
  readonly start: Start;
  readonly checks: readonly SubCheck[];
  readonly solution: readonly string[];
  /** What is worth knowing about the solution. */
  readonly note?: T;
  /** Command lines of somebody who went astray: full marks must not follow. */
  readonly wrong: readonly string[];
}

const FIELDS = new Set(['line', 'parts', 'host', 'namespaces', 'conflicts', 'minutes', 'text', 'start', 'checks', 'solution', 'note', 'wrong']);
/** As an InlineText shows it: `code` is the only markup. */
function text(value: unknown, at: string): Both {
  const read = both(value, at);
  return Object.values(read).some((one) => one.includes('**')) ? fail(at, 'knows no ** … **; only code between backticks') : read;
}

const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(value);

function names(value: unknown, at: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every(isName)) return fail(at, 'write a list of short names of small letters');
  return value;
}

function checks(value: unknown, at: string): readonly SubCheck[] {
  if (!Array.isArray(value) || value.length === 0) return fail(at, 'write at least one, as {points: 1, check: […]}');
  return value.map((one: unknown, index) => {
    const place = `${at}[${index}]`;
    if (!isRecord(one) || typeof one.points !== 'number' || !Number.isInteger(one.points) || one.points < 1) return fail(place, 'write {points: a whole number, check: […]}');
    return { points: one.points, check: readChecks(one.check, `${place}.check`) };
  });
}

/** A task from what its YAML file holds; throws a LabFault that names the place. `domain`: the folder that it lies in. */
export function taskOf(value: unknown, id: string, domain: DomainId): Task {
  if (!isRecord(value)) return fail('$', 'a task is a map');
  for (const field of Object.keys(value)) if (!FIELDS.has(field)) fail(field, `is not known; there are ${[...FIELDS].join(', ')}`);
  const { line, parts, host, minutes, note } = value;
  if (typeof line !== 'string' || !isLine(line)) return fail('line', `write one of ${Object.keys(LINES).join(', ')}`);
  if (LINES[line].domain !== domain) return fail('line', `${line} belongs to ${LINES[line].domain}, and the file lies in ${domain}`);
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every((one): one is number => Number.isInteger(one) && one >= 1 && one <= 26)) return fail('parts', 'write a list of numbers from 1 to 26');
  if (host !== undefined && !isName(host)) return fail('host', 'write the name of a machine');
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1 || minutes > 15) return fail('minutes', 'write whole minutes, from 1 to 15');
  return {
    id, domain, line, parts, minutes, ...(host === undefined ? {} : { host }),
    namespaces: names(value.namespaces, 'namespaces'), conflicts: names(value.conflicts, 'conflicts'),
    text: text(value.text, 'text'), start: readStart(value.start ?? {}), checks: checks(value.checks, 'checks'),
    solution: lines(value.solution, 'solution'), wrong: lines(value.wrong, 'wrong'), ...(note === undefined ? {} : { note: text(note, 'note') }),
  };
}

/** A task in one language, as a page carries it. */
export const taskIn = ({ text, note, wrong: _wrong, ...rest }: Task, locale: Locale): Task<string> => ({ ...rest, wrong: [], text: text[locale], ...(note === undefined ? {} : { note: note[locale] }) });
