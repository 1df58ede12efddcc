/** What a command printed, as a recording has it. */
import type { Ran } from './kubectl';
import type { ExpectedStep } from './types';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (one: unknown): unknown => (isRecord(one) && isRecord(one['metadata']) ? one['metadata']['name'] : undefined);

/** Of JSON only the kind and the names of the items, or the Status. */
function shortened(text: string): string {
  if (!text.startsWith('{')) return text;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return text;
  }
  if (!isRecord(parsed)) return text;
  const { kind, code = null, message = null, reason = null, status = null, items } = parsed;
  if (kind === 'Status') return JSON.stringify({ code, kind, message, reason, status });
  return JSON.stringify(Array.isArray(items) ? { items: items.map(nameOf), kind } : { kind, name: nameOf(parsed) });
}

const AGE = /(?<![\w.:/-])(?:\d+[ydhms])+(?![\w.:/-])/g;

function normalized(text: string, argv: readonly string[], field: 'stdout' | 'stderr'): string {
  const short = shortened(text);
  return field === 'stdout' && argv[1] === 'get' ? short.replaceAll(AGE, '<age>').replaceAll(/ {2,}/g, '   ').replaceAll(/ +$/gm, '') : short;
}

const LOG_PREFIX = /^[EWI]\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+ (?=\w+\.go:\d+\])/gm;

/** What kubectl says while it has not learned before what the server serves; a recording does not tell whether it had. */
const UNLEARNED = /^<log-prefix> memcache\.go:.*\n/gm;

/** Lines that begin with a name that has a random part stand in an order that is as random. */
const rowsOf = (text: string): string => (/<(?:rs|p|m)\d/.test(text) ? text.split('\n').sort().join('\n') : text);

const same = (a: string, b: string): boolean => a === b || rowsOf(a) === rowsOf(b);

const anyOf = (expected: ExpectedStep, field: 'stdout' | 'stderr'): readonly string[] => (expected[`${field}OneOf`] ?? [expected[field] ?? '']);

/** What is wrong with a command's answer: undefined where nothing is. */
export function stepFault(expected: ExpectedStep, ran: Ran, argv: readonly string[], rewrite: (text: string) => string, learned: boolean): string | undefined {
  if (ran.exit === undefined || ran.took === undefined) return 'has not ended';
  if (ran.exit !== expected.exit) return `exit ${ran.exit}, expected ${expected.exit}: ${ran.stderr}`;
  for (const field of ['stdout', 'stderr'] as const) {
    const text = rewrite(normalized(ran[field], argv, field)).replaceAll(LOG_PREFIX, '<log-prefix> ').replaceAll('127.0.0.1:6443', '<api-server>').replaceAll(UNLEARNED, learned ? '' : '$&');
    if (!anyOf(expected, field).some((one) => same(one.replaceAll(/ +$/gm, argv[1] === 'get' ? '' : '$&'), text))) return `${field}: expected ${JSON.stringify(anyOf(expected, field).slice(0, 2))}, got ${JSON.stringify(text)}`;
  }
  const [took, tolerance] = expected.took;
  return Math.abs(took - ran.took) <= tolerance + 1e-6 ? undefined : `took ${ran.took}, expected ${took}±${tolerance}`;
}
