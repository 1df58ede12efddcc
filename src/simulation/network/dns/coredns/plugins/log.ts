/** plugin/log and plugin/errors: a line for each question, a line for each failure. After plugin/log, plugin/errors, plugin/pkg/replacer (github.com/coredns/coredns v1.14.2). */
import { regexpMatches } from '../../../../base/go/regexp';
import type { Regexp } from '../../../../base/go/regexp';
import type { DnsReply } from '../../message';
import { flagsOf, fqdn, isSubdomain, queryLength, RCODES, replyLength } from '../../message';
import { CorefileError } from '../corefile/dispenser';
import type { Controller } from './controller';
import { milliseconds } from './controller';
import { pattern } from './pattern';
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

/** errorsParse. */
export function parseErrors(controller: Controller): ErrorsConfig {
  const consolidate: { pattern: Regexp; showFirst: boolean; level: string }[] = [];
  let seen = false;
  while (controller.next()) {
    if (seen) throw new CorefileError('this plugin can only be used once per Server Block');
    seen = true;
    const args = controller.remainingArgs();
    if (args.length > 1 || (args.length === 1 && args[0] !== 'stdout')) throw args.length > 1 ? controller.argError() : new CorefileError(`invalid log file: ${args[0]}`);
    while (controller.nextBlock()) {
      const property = controller.value();
      if (property === 'stacktrace') {
        if (controller.remainingArgs().length > 0) throw controller.argError();
        continue;
      }
      if (property !== 'consolidate') throw controller.error(`unknown property '${property}'`);
      const [period, text, level = 'error', first] = controller.remainingArgs();
      if (period === undefined || text === undefined) throw controller.argError();
      if (milliseconds(period) < 0) throw controller.error(`negative consolidate period`);
      consolidate.push({ pattern: pattern(controller, text), showFirst: first === 'show_first' || level === 'show_first', level: LEVELS[level] ?? 'ERROR' });
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
