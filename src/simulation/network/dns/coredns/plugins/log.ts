/** plugin/log and plugin/errors: a line for each question, a line for each failure. After plugin/log, plugin/errors, plugin/pkg/replacer (github.com/coredns/coredns v1.14.2). */
import { compileRegexp, regexpMatches } from '../../../../base/go/regexp';
import type { Regexp } from '../../../../base/go/regexp';
import { parseDuration } from '../../../../base/go/duration';
import type { DnsReply } from '../../message';
import { flagsOf, fqdn, isSubdomain, queryLength, RCODES, replyLength } from '../../message';
import { CorefileError } from '../corefile/dispenser';
import type { Controller } from './controller';
import { once } from './controller';
import type { ReplyClass } from './reply-type';
import { classOf, typify } from './reply-type';
import { bufferSize } from './size';
import type { Handler, Request } from './types';
import { nameOf, queryOf } from './types';

interface LogRule {
  readonly scope: string;
  readonly format: string;
  readonly classes: readonly (ReplyClass | 'all')[];
}

export type LogConfig = readonly LogRule[];

const COMMON = '{remote}:{port} - {>id} "{type} {class} {name} {proto} {size} {>do} {>bufsize}" {rcode} {>rflags} {rsize} {duration}';
const COMBINED = `${COMMON} "{>opcode}"`;

export function parseLog(controller: Controller): LogConfig {
  const rules: LogRule[] = [];
  while (controller.next()) {
    let args = controller.remainingArgs();
    let format = COMMON;
    const last = args.at(-1);
    if (args.length > 1 && last!.includes('{')) {
      format = last!.replaceAll('{common}', COMMON).replaceAll('{combined}', COMBINED);
      args = args.slice(0, -1);
    }
    const scopes = args.length === 0 ? ['.'] : args.map(fqdn);
    const classes: (ReplyClass | 'all')[] = [];
    while (controller.nextBlock()) {
      if (controller.value() !== 'class') throw controller.argError();
      const named = controller.remainingArgs();
      if (named.length === 0) throw controller.argError();
      for (const name of named) {
        if (name !== 'all' && name !== 'denial' && name !== 'error' && name !== 'success') throw new CorefileError(`invalid Class: ${name}`);
        classes.push(name);
      }
    }
    rules.push(...scopes.map((scope) => ({ scope, format, classes: classes.length === 0 ? (['all'] as const) : classes })));
  }
  return rules;
}

/** What the client asked, as it was when the logger saw it. */
interface Asked {
  readonly request: Request;
  readonly reply: DnsReply | undefined;
  /** Seconds. */
  readonly took: number;
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const LABELS: Readonly<Record<string, (asked: Asked) => string>> = {
  '{type}': ({ request }) => request.type,
  '{class}': () => 'IN',
  '{name}': ({ request }) => nameOf(request),
  '{proto}': ({ request }) => request.transport,
  '{size}': ({ request }) => String(queryLength(queryOf(request))),
  '{remote}': ({ request }) => bracketed(request.from),
  '{port}': ({ request }) => String(request.port),
  '{local}': () => '-',
  '{>id}': ({ request }) => String(request.id),
  '{>opcode}': () => '0',
  '{>do}': ({ request }) => String(request.edns?.dnssec === true),
  '{>bufsize}': ({ request }) => String(bufferSize(request)),
  '{rcode}': ({ reply }) => reply?.rcode ?? '-',
  '{rsize}': ({ reply }) => String(reply === undefined ? 0 : replyLength(reply)),
  '{>rflags}': ({ reply }) => (reply === undefined ? '-' : ['qr', ...flagsOf(reply)].join(',')),
  '{duration}': ({ took }) => `${took}s`,
};

/** replacer.Replace: labels that are none stay as they are, metadata is a hyphen. */
const lineOf = (format: string, asked: Asked): string =>
  format.replace(/\{[^{}]*\}/g, (label) => LABELS[label]?.(asked) ?? (label.startsWith('{/') ? '-' : label));

/** Seconds that an answer takes which comes from memory. */
const AT_ONCE = 0.000_09;

export function logHandler(config: LogConfig, next: Handler): Handler {
  return (request, walk) => {
    const name = nameOf(request);
    const rule = config.find(({ scope }) => isSubdomain(scope, name));
    if (rule === undefined) return next(request, walk);
    const asked = { ...request };
    const start = walk.now;
    const outcome = next(request, walk);
    const kind = classOf(typify(outcome.written));
    if (rule.classes.includes('all') || rule.classes.includes(kind)) {
      walk.lines.push(`[INFO] ${lineOf(rule.format, { request: { ...asked, type: request.type }, reply: outcome.written, took: (walk.now - start) / 1000 + AT_ONCE })}`);
    }
    return outcome;
  };
}

export interface ErrorsConfig {
  readonly consolidate: readonly { readonly pattern: Regexp; readonly showFirst: boolean; readonly level: string }[];
}

const LEVELS: Readonly<Record<string, string>> = { warning: 'WARNING', error: 'ERROR', info: 'INFO', debug: 'DEBUG' };

/** parseConsolidate. */
function consolidation(controller: Controller): ErrorsConfig['consolidate'][number] {
  const [period, text, ...options] = controller.remainingArgs();
  if (period === undefined || text === undefined || options.length > 2) throw controller.argError();
  const parsed = parseDuration(period);
  if (!parsed.ok) throw controller.error(parsed.error);
  const compiled = compileRegexp(text);
  if (!compiled.ok) throw controller.error(compiled.error);
  let [level, showFirst]: [string | undefined, boolean] = [undefined, false];
  for (const option of options) {
    if (LEVELS[option] !== undefined) {
      if (level !== undefined) throw controller.error('multiple log levels specified in consolidate');
      if (showFirst) throw controller.error('log level must come before show_first in consolidate');
      level = LEVELS[option];
    } else if (option === 'show_first') showFirst = true;
    else throw controller.error(`unknown option in consolidate: ${option}`);
  }
  return { pattern: compiled.regexp, showFirst, level: level ?? 'ERROR' };
}

/** errorsParse. */
export function parseErrors(controller: Controller): ErrorsConfig {
  const consolidate: ErrorsConfig['consolidate'][number][] = [];
  let seen = false;
  while (controller.next()) {
    if (seen) throw once();
    seen = true;
    const args = controller.remainingArgs();
    if (args.length > 1) throw controller.argError();
    if (args[0] !== undefined && args[0] !== 'stdout') throw controller.error(`invalid log file: ${args[0]}`);
    while (controller.nextBlock()) {
      const property = controller.value();
      if (property === 'consolidate') consolidate.push(consolidation(controller));
      else if (property !== 'stacktrace') throw controller.syntaxError(`Unknown field ${property}`);
    }
  }
  return { consolidate };
}

export function errorsHandler(config: ErrorsConfig, next: Handler): Handler {
  return (request, walk) => {
    const outcome = next(request, walk);
    if (outcome.error === undefined) return outcome;
    const gathered = config.consolidate.find((one) => regexpMatches(one.pattern, outcome.error!));
    if (gathered !== undefined && !gathered.showFirst) return outcome;
    walk.lines.push(`[${gathered?.level ?? 'ERROR'}] plugin/errors: ${RCODES[outcome.rcode]} ${nameOf(request)} ${request.type}: ${outcome.error}`);
    return outcome;
  };
}
