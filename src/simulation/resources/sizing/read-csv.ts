/**
 * Usage as CSV, in two forms. Long: a line a measurement, with columns that say what they are (`time, namespace, pod, container, cpu, memory`, in any order;
 * cpu in cores, memory in bytes, or with units). Wide, as Grafana saves a panel: a line a moment, a column a series, whose name holds the labels
 * (`{container="app", pod="web-1"}`); whether that is CPU or memory is read from the metric's name.
 */
import { parseTime } from '../../base';
import { cpuAmount, memoryAmount } from './amount';
import { readCsv } from './csv';
import type { CsvRow } from './csv';
import { firstOfKind } from './read-top';
import type { ReadUsage, UsageProblem, UsageSample } from './types';

type Role = 'time' | 'namespace' | 'pod' | 'container' | 'cpu' | 'memory' | 'metric' | 'value';

/** Names of columns, without what is in brackets behind them. */
const NAMES: Readonly<Record<Role, RegExp>> = {
  time: /^(time|timestamp|ts|date|@timestamp)$/,
  namespace: /^(namespace|ns)$/,
  pod: /^(pod|pod_?name)$/,
  container: /^(container|container_?name|name)$/,
  cpu: /^(cpu|cpu_?(usage|cores|m|milli|millicores)|container_cpu.*|cores|millicores)$/,
  memory: /^(mem|memory|memory_?(usage|bytes|mib)|container_memory.*|working_?set|bytes)$/,
  metric: /^(metric|__name__|field|series)$/,
  value: /^(value|val)$/,
};

const bare = (name: string): string => name.trim().toLowerCase().replace(/\s*[([].*$/, '').trim().replace(/[ .-]+/g, '_');

/** Seconds since 1970 of RFC 3339, Grafana's `2026-11-28 10:00:00`, or a Unix time in seconds or ms. */
function timeOf(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  if (/^\d{13}$/.test(trimmed)) return Number(trimmed) / 1000;
  const us = parseTime(/[zZ]|[+-]\d\d:?\d\d$/.test(trimmed) ? trimmed : `${trimmed.replace(' ', 'T')}Z`);
  return us === undefined ? null : us / 1e6;
}

type Kind = 'cpu' | 'memory';
const kindOf = (name: string): Kind | null => (/cpu|cores/i.test(name) ? 'cpu' : /mem|working_?set|bytes/i.test(name) ? 'memory' : null);
const isMilli = (name: string): boolean => /milli|[([]\s*m\s*[)\]]|cpu_m$/i.test(name);

interface Read {
  readonly samples: UsageSample[];
  readonly problems: UsageProblem[];
}

/** One value of a line; null with a complaint where it is none, undefined where it is empty. */
function valueOf(text: string, kind: Kind, column: string, line: number, problems: UsageProblem[]): number | null | undefined {
  if (/^\s*(|null|undefined|nan|-)\s*$/i.test(text)) return undefined;
  const value = kind === 'cpu' ? cpuAmount(text, isMilli(column)) : memoryAmount(text);
  if (value === null || value < 0) {
    problems.push({ line, severity: 'error', code: value === null ? 'quantity' : 'negative', params: { text: text.trim().slice(0, 40), column } });
    return null;
  }
  return value;
}

function readLong(header: CsvRow, rows: readonly CsvRow[], at: (role: Role) => number): Read {
  const read: Read = { samples: [], problems: [] };
  const text = (row: CsvRow, role: Role): string => (at(role) < 0 ? '' : row.cells[at(role)] ?? '').trim();
  for (const row of rows) {
    if (row.cells.length !== header.cells.length) {
      read.problems.push({ line: row.line, severity: 'error', code: 'columnCount', params: { found: row.cells.length, expected: header.cells.length } });
      continue;
    }
    const common = { namespace: text(row, 'namespace'), pod: text(row, 'pod'), container: text(row, 'container'), at: timeOf(text(row, 'time')) };
    if (at('metric') >= 0 && at('value') >= 0) {
      const metric = text(row, 'metric');
      const kind = kindOf(metric);
      if (kind === null) {
        read.problems.push({ line: row.line, severity: 'error', code: 'whichMetric', params: { name: metric.slice(0, 60) } });
        continue;
      }
      const value = valueOf(text(row, 'value'), kind, metric, row.line, read.problems);
      if (typeof value === 'number') read.samples.push({ ...common, cpu: null, memory: null, [kind]: value });
      continue;
    }
    const cpu = at('cpu') < 0 ? undefined : valueOf(text(row, 'cpu'), 'cpu', header.cells[at('cpu')], row.line, read.problems);
    const memory = at('memory') < 0 ? undefined : valueOf(text(row, 'memory'), 'memory', header.cells[at('memory')], row.line, read.problems);
    if (cpu === null || memory === null || (cpu === undefined && memory === undefined)) continue;
    read.samples.push({ ...common, cpu: cpu ?? null, memory: memory ?? null });
  }
  return read;
}

const label = (series: string, name: string): string => new RegExp(`\\b${name}(?:_name)?\\s*=\\s*"?([^",}]*)"?`).exec(series)?.[1] ?? '';

function readWide(header: CsvRow, rows: readonly CsvRow[], time: number): Read {
  const read: Read = { samples: [], problems: [] };
  const series = header.cells.map((name, index) => {
    if (index === time) return null;
    const kind = kindOf(name);
    if (kind === null) {
      read.problems.push({ line: header.line, severity: 'error', code: 'whichMetric', params: { name: name.slice(0, 60) } });
      return null;
    }
    return { name, kind, namespace: label(name, 'namespace'), pod: label(name, 'pod'), container: label(name, 'container') || label(name, 'pod') || name.trim() };
  });
  for (const row of rows) {
    if (row.cells.length !== header.cells.length) {
      read.problems.push({ line: row.line, severity: 'error', code: 'columnCount', params: { found: row.cells.length, expected: header.cells.length } });
      continue;
    }
    series.forEach((one, index) => {
      if (one === null) return;
      const value = valueOf(row.cells[index], one.kind, one.name, row.line, read.problems);
      if (typeof value !== 'number') return;
      const { namespace, pod, container, kind } = one;
      read.samples.push({ namespace, pod, container, at: timeOf(row.cells[time] ?? ''), cpu: null, memory: null, [kind]: value });
    });
  }
  return read;
}

export function readUsageCsv(text: string): ReadUsage {
  const { rows, openQuote } = readCsv(text);
  if (openQuote !== null) return { format: 'csv', samples: [], problems: [{ line: openQuote, severity: 'error', code: 'quote', params: {} }] };
  const [header, ...rest] = rows;
  if (header === undefined) return { format: 'csv', samples: [], problems: [{ line: 1, severity: 'error', code: 'noHeader', params: {} }] };
  const names = header.cells.map(bare);
  const at = (role: Role): number => names.findIndex((name) => NAMES[role].test(name));
  const problem = (code: UsageProblem['code']): ReadUsage => ({ format: 'csv', samples: [], problems: [{ line: header.line, severity: 'error', code, params: { found: header.cells.map((cell) => cell.trim()).join(', ').slice(0, 120) } }] });
  const wide = at('time') >= 0 && at('container') < 0 && at('pod') < 0;
  if (!wide && at('container') < 0) return problem('noContainer');
  if (!wide && at('cpu') < 0 && at('memory') < 0 && !(at('metric') >= 0 && at('value') >= 0)) return problem('noValue');
  const { samples, problems } = wide ? readWide(header, rest, at('time')) : readLong(header, rest, at);
  return { format: 'csv', samples, problems: firstOfKind(problems) };
}
