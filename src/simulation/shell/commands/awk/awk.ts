import type { Run } from '../../shell';
import { inputsOf } from '../inputs';
import { optionsOf } from '../options';
import { formatted } from '../printing';
import { Awk, AwkFault, regexOf } from './parse';
import type { Expression, Rule, Statement } from './parse';

type Value = number | string | { readonly seen: string };

class Leave extends Error {
  constructor(readonly kind: 'next' | 'exit' | 'break' | 'continue') {
    super();
  }
}

const MOST_STEPS = 2_000_000;
const looksNumeric = (text: string): boolean => /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
const numberOf = (value: Value): number => (typeof value === 'number' ? value : Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(typeof value === 'string' ? value : value.seen)?.[0] ?? 0));
const textOf = (value: Value): string => (typeof value === 'number' ? (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))) : typeof value === 'string' ? value : value.seen);
/** What was read is a number where it looks like one. */
const isNumber = (value: Value): boolean => typeof value === 'number' || (typeof value === 'object' && looksNumeric(value.seen));
const truth = (value: Value): boolean => (isNumber(value) ? numberOf(value) !== 0 : textOf(value) !== '');

class Machine {
  readonly variables = new Map<string, Value>([['FS', ' '], ['OFS', ' '], ['ORS', '\n'], ['NR', 0], ['NF', 0], ['SUBSEP', '\x1c']]);
  private readonly arrays = new Map<string, Map<string, Value>>();
  private fields: string[] = [];
  private line = '';
  private steps = 0;

  constructor(private readonly write: (text: string) => void) {}

  read(line: string): void {
    this.line = line;
    const separator = textOf(this.variables.get('FS') ?? ' ');
    this.fields = separator === ' ' ? (line.match(/\S+/g) ?? []) : line === '' ? [] : line.split(separator.length === 1 && separator !== '|' ? (separator === '.' || '*+?^$()[]{}\\'.includes(separator) ? separator : regexOf(separator)) : regexOf(separator === '|' ? '\\|' : separator));
    this.variables.set('NF', this.fields.length);
  }

  private rebuild(): void {
    this.line = this.fields.join(textOf(this.variables.get('OFS') ?? ' '));
    this.variables.set('NF', this.fields.length);
  }

  private array(name: string): Map<string, Value> {
    const found = this.arrays.get(name) ?? new Map<string, Value>();
    this.arrays.set(name, found);
    return found;
  }

  private store(to: Expression, value: Value): Value {
    if (to.kind === 'element') this.array(to.name).set(textOf(this.value(to.key)), value);
    else if (to.kind === 'field') {
      const at = numberOf(this.value(to.of));
      if (at === 0) this.read(textOf(value));
      else if (at > 0 && at < 10_000) {
        while (this.fields.length < at) this.fields.push('');
        this.fields[at - 1] = textOf(value);
        this.rebuild();
      }
    } else if (to.kind === 'name') {
      this.variables.set(to.name, value);
      if (to.name === 'NF') {
        const count = Math.min(10_000, Math.max(0, numberOf(value)));
        while (this.fields.length < count) this.fields.push('');
        this.fields.length = count;
        this.rebuild();
      }
    }
    return value;
  }

  value(of: Expression): Value {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new AwkFault('awk: the program does not end');
    switch (of.kind) {
      case 'number': case 'text': return of.value;
      case 'regex': of.regex.lastIndex = 0; return Number(of.regex.test(this.line));
      case 'name': return this.variables.get(of.name) ?? { seen: '' };
      case 'field': {
        const at = numberOf(this.value(of.of));
        if (at < 0) throw new AwkFault(`awk: cmd. line:1: fatal: attempt to access field ${at}`);
        return { seen: at === 0 ? this.line : (this.fields[Math.floor(at) - 1] ?? '') };
      }
      case 'element': {
        const key = textOf(this.value(of.key));
        const array = this.array(of.name);
        if (!array.has(key)) array.set(key, { seen: '' });
        return array.get(key)!;
      }
      case 'in': return Number(this.array(of.name).has(textOf(this.value(of.key))));
      case 'unary': return of.sign === '!' ? Number(!truth(this.value(of.of))) : of.sign === '-' ? -numberOf(this.value(of.of)) : numberOf(this.value(of.of));
      case 'choice': return this.value(truth(this.value(of.condition)) ? of.yes : of.no);
      case 'assign': return this.store(of.to, of.sign === '' ? this.value(of.value) : calculate(of.sign, numberOf(this.value(of.to)), numberOf(this.value(of.value))));
      case 'step': {
        const before = numberOf(this.value(of.of));
        this.store(of.of, before + of.by);
        return of.before ? before + of.by : before;
      }
      case 'binary': return this.binary(of);
      case 'call': return this.call(of.name, of.args);
    }
  }

  private matches(text: string, by: Expression): boolean {
    const regex = by.kind === 'regex' ? by.regex : regexOf(textOf(this.value(by)));
    regex.lastIndex = 0;
    return regex.test(text);
  }

  private binary({ sign, left, right }: Extract<Expression, { readonly kind: 'binary' }>): Value {
    if (sign === '&&') return Number(truth(this.value(left)) && truth(this.value(right)));
    if (sign === '||') return Number(truth(this.value(left)) || truth(this.value(right)));
    const a = this.value(left);
    if (sign === '~' || sign === '!~') return Number(this.matches(textOf(a), right) === (sign === '~'));
    const b = this.value(right);
    if (sign === 'join') return textOf(a) + textOf(b);
    if (!/^(?:[<>]=?|[=!]=)$/.test(sign)) return calculate(sign, numberOf(a), numberOf(b));
    const unset = (one: Value): boolean => typeof one === 'object' && one.seen === '';
    const numeric = (isNumber(a) || unset(a)) && (isNumber(b) || unset(b)) && (isNumber(a) || isNumber(b));
    const order = numeric ? numberOf(a) - numberOf(b) : textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b));
    const yes = sign === '==' ? order === 0 : sign === '!=' ? order !== 0 : sign === '<' ? order < 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : order >= 0;
    return Number(yes);
  }

  private call(name: string, args: readonly Expression[]): Value {
    const text = (at: number): string => (args[at] === undefined ? '' : textOf(this.value(args[at])));
    const number = (at: number): number => (args[at] === undefined ? 0 : numberOf(this.value(args[at])));
    switch (name) {
      case 'length': {
        const [first] = args;
        if (first?.kind === 'name' && this.arrays.has(first.name)) return this.array(first.name).size;
        return [...(first === undefined ? this.line : text(0))].length;
      }
      case 'substr': {
        const begin = Math.round(number(1));
        const end = args[2] === undefined ? Number.POSITIVE_INFINITY : begin + Math.round(number(2));
        return text(0).slice(Math.max(0, begin - 1), Math.max(0, end - 1));
      }
      case 'index': return text(0).indexOf(text(1)) + 1;
      case 'tolower': return text(0).toLowerCase();
      case 'toupper': return text(0).toUpperCase();
      case 'int': return Math.trunc(number(0));
      case 'sprintf': return this.format(args);
      case 'match': {
        const [, by] = args;
        const regex = by?.kind === 'regex' ? by.regex : regexOf(text(1));
        regex.lastIndex = 0;
        const found = regex.exec(text(0));
        this.variables.set('RSTART', found === null ? 0 : found.index + 1);
        this.variables.set('RLENGTH', found === null ? -1 : found[0].length);
        return found === null ? 0 : found.index + 1;
      }
      case 'split': {
        const [, to, by] = args;
        if (to?.kind !== 'name') throw new AwkFault('awk: cmd. line:1: fatal: split: second argument is not an array');
        const separator = by === undefined ? textOf(this.variables.get('FS') ?? ' ') : by.kind === 'regex' ? by.regex : textOf(this.value(by));
        const parts = text(0) === '' ? [] : separator === ' ' ? (text(0).match(/\S+/g) ?? []) : text(0).split(separator);
        this.arrays.set(to.name, new Map(parts.map((part, at) => [String(at + 1), { seen: part }])));
        return parts.length;
      }
      default: {
        const [by, , into = { kind: 'field', of: { kind: 'number', value: 0 } } as Expression] = args;
        if (by === undefined) return 0;
        const regex = by.kind === 'regex' ? by.regex : regexOf(text(0));
        const with_ = text(1);
        let count = 0;
        const result = textOf(this.value(into)).replace(new RegExp(regex.source, name === 'gsub' ? 'g' : ''), (match) => {
          count += 1;
          return with_.replace(/\\&|&/g, (one) => (one === '&' ? match : '&'));
        });
        if (count > 0) this.store(into, result);
        return count;
      }
    }
  }

  private format(args: readonly Expression[]): string {
    const [format = '', ...values] = args.map((one) => textOf(this.value(one)));
    return formatted(format, values).text;
  }

  run(statement: Statement): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new AwkFault('awk: the program does not end');
    switch (statement.kind) {
      case 'block': for (const one of statement.body) this.run(one); return;
      case 'expression': this.value(statement.of); return;
      case 'if': if (truth(this.value(statement.condition))) this.run(statement.yes); else if (statement.no !== undefined) this.run(statement.no); return;
      case 'while': this.loop(() => truth(this.value(statement.condition)), statement.body); return;
      case 'for': {
        if (statement.begin !== undefined) this.run(statement.begin);
        this.loop(() => statement.condition === undefined || truth(this.value(statement.condition)), statement.body, statement.step);
        return;
      }
      case 'each': {
        const keys = [...this.array(statement.array).keys()];
        let at = 0;
        this.loop(() => {
          const key = keys[at];
          at += 1;
          if (key !== undefined) this.variables.set(statement.name, { seen: key });
          return key !== undefined;
        }, statement.body);
        return;
      }
      case 'delete': if (statement.key === undefined) this.array(statement.name).clear(); else this.array(statement.name).delete(textOf(this.value(statement.key))); return;
      case 'print': {
        const ends = textOf(this.variables.get('ORS') ?? '\n');
        if (statement.formatted) this.write(this.format(statement.args));
        else this.write(`${statement.args.length === 0 ? this.line : statement.args.map((one) => textOf(this.value(one))).join(textOf(this.variables.get('OFS') ?? ' '))}${ends}`);
        return;
      }
      default: throw new Leave(statement.kind);
    }
  }

  private loop(goes: () => boolean, body: Statement, step?: Statement): void {
    while (goes()) {
      try {
        this.run(body);
      } catch (leave) {
        if (!(leave instanceof Leave) || (leave.kind !== 'break' && leave.kind !== 'continue')) throw leave;
        if (leave.kind === 'break') return;
      }
      if (step !== undefined) this.run(step);
    }
  }
}

function calculate(sign: string, a: number, b: number): number {
  switch (sign) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '^': return a ** b;
    default:
      if (b === 0) throw new AwkFault(`awk: cmd. line:1: fatal: division by zero attempted${sign === '%' ? ' in `%\'' : ''}`);
      return sign === '/' ? a / b : a % b;
  }
}

/** Runs rules; gives whether `exit` was met. */
function runRules(machine: Machine, rules: readonly Rule[], open: Map<Rule, boolean>, now: 'begin' | 'end' | 'line'): boolean {
  try {
    for (const rule of rules) {
      const { when, body } = rule;
      if (now === 'line' ? when === 'begin' || when === 'end' : when !== now) continue;
      if (typeof when !== 'string') {
        const [from, to] = when;
        const inside = open.get(rule) === true || truth(machine.value(from));
        if (to !== undefined) open.set(rule, inside && !truth(machine.value(to)));
        if (!inside) continue;
      }
      machine.run(body);
    }
  } catch (leave) {
    if (!(leave instanceof Leave)) throw leave;
    return leave.kind === 'exit';
  }
  return false;
}

/** awk(1): rules over lines and their fields, `-F` and `-v`. */
export const awk: Run = function* awk(process) {
  const options = optionsOf(process, { letters: 'F:v:', first: true, fault: 2 });
  if (typeof options === 'number') return options;
  const [text, ...names] = options.rest;
  if (text === undefined) {
    process.err.write("Usage: awk [-F fs] [-v var=value] 'program' [file ...]\n");
    return 2;
  }
  const machine = new Machine((shown) => process.out.write(shown));
  const unescaped = (one: string): string => one.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
  const separator = options.value('F');
  if (separator !== undefined) machine.variables.set('FS', separator === 't' ? '\t' : unescaped(separator));
  for (const pair of options.values('v')) {
    const [, name = '', value = ''] = /^([^=]*)=([^]*)$/.exec(pair) ?? [];
    machine.variables.set(name, { seen: unescaped(value) });
  }
  try {
    const rules = new Awk(text).program();
    const open = new Map<Rule, boolean>();
    let done = runRules(machine, rules, open, 'begin');
    let failed = false;
    if (rules.some(({ when }) => when !== 'begin')) {
      const opened = inputsOf(process, names, (name, error) => `awk: cmd. line:1: warning: command line argument \`${name}' ${error === 'Is a directory' ? 'is a directory: skipped' : `cannot be opened: ${error}`}`);
      failed = opened.failed;
      for (const input of opened.inputs) {
        let number = 0;
        for (let line = yield* input.reader.line(); line !== undefined && !done; line = yield* input.reader.line()) {
          number += 1;
          machine.variables.set('NR', numberOf(machine.variables.get('NR') ?? 0) + 1);
          machine.variables.set('FNR', number);
          machine.variables.set('FILENAME', input.name === '-' ? '' : input.name);
          machine.read(line.replace(/\n$/, ''));
          done = runRules(machine, rules, open, 'line');
        }
      }
    }
    runRules(machine, rules, open, 'end');
    return failed ? 2 : 0;
  } catch (fault) {
    if (!(fault instanceof AwkFault)) throw fault;
    process.err.write(`${fault.message}\n`);
    return fault.message.includes('syntax error') ? 1 : 2;
  }
};
