/** plugin/template: answers made from a text. After plugin/template (github.com/coredns/coredns v1.14.2). */
import type { Regexp } from '../../../../base/go/regexp';
import { BUILTINS, executeTemplate, parseTemplate } from '../../../../base/go/template';
import type { DnsRecord, Rcode } from '../../message';
import { isSubdomain, parseZoneLine, RCODES, RECORD_TYPES, zoneOf } from '../../message';
import type { Controller } from './controller';
import { fallThrough, originsOf } from './origins';
import { pattern } from './pattern';
import type { Handler, Request } from './types';
import { answerTo, nameOf } from './types';

interface Template {
  readonly zones: readonly string[];
  readonly anyClass: boolean;
  readonly inClass: boolean;
  readonly type: string;
  readonly patterns: readonly Regexp[];
  readonly answer: readonly string[];
  readonly additional: readonly string[];
  readonly authority: readonly string[];
  readonly rcode: Rcode;
  readonly fallThrough: readonly string[];
}

export type TemplateConfig = readonly Template[];

const CLASSES = ['IN', 'CH', 'HS', 'CS', 'NONE', 'ANY'];
function someArgs(controller: Controller): string[] {
  const args = controller.remainingArgs();
  if (args.length === 0) throw controller.argError();
  return args;
}

function checked(controller: Controller, kind: string, text: string): string {
  try {
    parseTemplate(kind, text, (name) => name in BUILTINS);
  } catch (error) {
    throw controller.error(`could not compile template: ${text}, ${error instanceof Error ? error.message : ''}`);
  }
  return text;
}

export function parseTemplates(controller: Controller): TemplateConfig {
  const templates: Template[] = [];
  while (controller.next()) {
    const zone = controller.arg();
    if (!CLASSES.includes(zone)) throw controller.error(`invalid query class ${zone}`);
    const type = controller.arg();
    if (!RECORD_TYPES.includes(type)) throw controller.error(`invalid RR class ${type}`);
    const zones = originsOf(controller.remainingArgs(), controller.keys);
    const texts: Record<'answer' | 'additional' | 'authority', string[]> = { answer: [], additional: [], authority: [] };
    const patterns: Regexp[] = [];
    let [rcode, through]: [Rcode, string[]] = ['NOERROR', []];
    while (controller.nextBlock()) {
      const property = controller.value();
      switch (property) {
        case 'match': patterns.push(...someArgs(controller).map((text) => pattern(controller, text))); break;
        case 'answer': case 'additional': case 'authority': texts[property].push(...someArgs(controller).map((text) => checked(controller, property, text))); break;
        case 'rcode': {
          const code = controller.arg();
          if (!(code in RCODES)) throw controller.error(`unknown rcode ${code}`);
          rcode = code as Rcode;
          break;
        }
        case 'ederror': {
          const args = controller.remainingArgs();
          if (args.length !== 1 && args.length !== 2) throw controller.argError();
          break;
        }
        case 'fallthrough': through = fallThrough(controller.remainingArgs()); break;
        case 'upstream': controller.remainingArgs(); break;
        default: throw controller.argError();
      }
    }
    templates.push({ zones, anyClass: zone === 'ANY', inClass: zone === 'IN', type, patterns: patterns.length > 0 ? patterns : [pattern(controller, '.*')], ...texts, rcode, fallThrough: through });
  }
  return templates;
}

/** Template.match: what the pattern took from the name. */
function match(template: Template, request: Request, zone: string): Record<string, unknown> | undefined {
  const name = nameOf(request);
  for (const one of template.patterns) {
    const found = one.find(name, 0);
    if (found === undefined) continue;
    const texts = found.groups.map((text) => text ?? '');
    const groups = Object.fromEntries([...texts.map((text, at) => [String(at), text]), ...Object.entries(found.named).map(([key, text]) => [key, text ?? ''])]) as Readonly<Record<string, string>>;
    return { Zone: zone, Name: name, Regex: one.text, Match: texts, Group: groups, Class: 'IN', Type: request.type, Remote: request.from };
  }
  return undefined;
}

function recordOf(kind: string, text: string, data: Record<string, unknown>): DnsRecord | string {
  const templates = parseTemplate(kind, text, (name) => name in BUILTINS);
  const { output, error } = executeTemplate({ name: kind, templates, functions: BUILTINS, missingKey: 'default' }, data as never);
  return error ?? parseZoneLine(output) ?? `dns: not a resource record: ${JSON.stringify(output)}`;
}

export function templateHandler(config: TemplateConfig, next: Handler): Handler {
  const zones = config.flatMap((template) => template.zones);
  return (request, walk) => {
    const name = nameOf(request);
    if (zoneOf(zones, name) === undefined) return next(request, walk);
    for (const template of config) {
      const zone = zoneOf(template.zones, name);
      const concerns = zone !== undefined && (template.anyClass || template.inClass) && (template.type === 'ANY' || request.type === 'ANY' || template.type === request.type);
      if (!concerns) continue;
      const data = match(template, request, zone);
      if (data === undefined) {
        if (template.fallThrough.some((one) => isSubdomain(one, name))) continue;
        return { rcode: 'SERVFAIL' };
      }
      if (template.rcode === 'SERVFAIL') return { rcode: 'SERVFAIL' };
      const sections: Record<'answer' | 'additional' | 'authority', DnsRecord[]> = { answer: [], additional: [], authority: [] };
      let truncated = false;
      for (const kind of ['answer', 'additional', 'authority'] as const) {
        for (const text of template[kind]) {
          const record = recordOf(kind, text, data);
          if (typeof record === 'string') return { rcode: 'SERVFAIL', error: record };
          sections[kind].push(record);
          if (kind !== 'answer' || record.type !== 'CNAME' || (request.type !== 'A' && request.type !== 'AAAA')) continue;
          const found = walk.lookup(request, record.data, request.type);
          truncated = found.truncated;
          sections.answer.push(...found.answer);
        }
      }
      return { rcode: template.rcode, written: answerTo(request, { authoritative: true, rcode: template.rcode, truncated, ...sections }) };
    }
    return next(request, walk);
  };
}
