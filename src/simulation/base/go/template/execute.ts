/** Applies a template to data (text/template: exec.go). */
import { quote } from '../quote';
import { GoError, GoFloat, GoInt, holdsInterfaces, isFloat, isInt, isList, isMap, isObject, sortedKeys, sprint, typeName, wholeNumber } from '../values';
import type { GoType, Value } from '../values';
import { argumentError, canBeNil, GO_NAMES, isAssignable } from './function';
import type { TemplateFunction } from './function';
import { truth } from './functions';
import { printCommand, printOperand, printPipe } from './nodes';
import type { Command, Operand, Pipe, Statement, Template } from './nodes';

export interface Execution {
  readonly name: string;
  readonly templates: ReadonlyMap<string, Template>;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  /** The option `missingkey`: a key that a map lacks is an invalid value, the zero value of its items, or ends the execution. */
  readonly missingKey: 'default' | 'zero' | 'error';
}

/** What was written, and the error that ended it. */
export interface Executed {
  readonly output: string;
  readonly error?: string;
}

/** An error that the execution located; what functions throw has no place yet. */
export class ExecError extends GoError {}

/** Templates that call themselves end here; Go allows 100,000, more than a browser's stack holds. */
const MAX_DEPTH = 500;
/** A page must not stand still for a number that someone typed. */
const MAX_COUNT = 100_000;
/** No value comes from the command in front. */
const MISSING = Symbol('missing');
type Final = Value | typeof MISSING;
type Jump = 'break' | 'continue' | undefined;

interface Located {
  readonly position: number;
  readonly print: () => string;
}

const located = (operand: Operand): Located => ({ position: operand.position, print: () => printOperand(operand) });

class State {
  private variables: [name: string, value: Value, bare: boolean][];
  /** Whether dot came out of a pipeline, and so has a type of its own; items of lists and maps are `interface {}` to Go. */
  private dotIsBare = true;
  private at: Located = { position: 0, print: () => '' };

  constructor(private readonly execution: Execution, private readonly template: Template, root: Value, private readonly write: (text: string) => void, private readonly depth: number) {
    this.variables = [['$', root, true]];
  }

  private fail(message: string): never {
    const before = this.template.text.slice(0, this.at.position);
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length;
    const place = `${this.template.parseName}:${before.split('\n').length}:${column}`;
    throw new ExecError(`template: ${place}: executing ${quote(this.template.name)} at <${this.at.print()}>: ${message}`);
  }

  private look(operand: Operand): void {
    this.at = located(operand);
  }

  walk(dot: Value, statements: readonly Statement[]): Jump {
    for (const statement of statements) {
      const jump = this.statement(dot, statement);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  private statement(dot: Value, statement: Statement): Jump {
    switch (statement.kind) {
      case 'text':
        this.write(statement.text);
        return undefined;
      case 'action': {
        const value = this.pipe(dot, statement.pipe);
        if (statement.pipe.variables.length === 0) this.write(value == null ? '<no value>' : sprint(value));
        return undefined;
      }
      case 'break':
      case 'continue':
        return statement.kind;
      case 'template':
        this.callTemplate(dot, statement);
        return undefined;
      default:
        return this.scoped(() => (statement.kind === 'range' ? this.range(dot, statement) : this.choose(dot, statement)));
    }
  }

  /** Variables that are declared inside are gone afterwards. */
  private scoped<T>(run: () => T): T {
    const [known, bare] = [this.variables.length, this.dotIsBare];
    const result = run();
    this.variables.length = known;
    this.dotIsBare = bare;
    return result;
  }

  private choose(dot: Value, { kind, pipe, body, otherwise }: Extract<Statement, { body: unknown }>): Jump {
    const value = this.pipe(dot, pipe);
    if (truth(value)) {
      this.dotIsBare ||= kind === 'with';
      return this.walk(kind === 'with' ? value : dot, body);
    }
    return otherwise === undefined ? undefined : this.walk(dot, otherwise);
  }

  private callTemplate(dot: Value, { name, pipe, position }: Extract<Statement, { kind: 'template' }>): void {
    this.at = { position, print: () => `{{template ${quote(name)}${pipe === undefined ? '' : ` ${printPipe(pipe)}`}}}` };
    const called = this.execution.templates.get(name);
    if (called === undefined) return this.fail(`template ${quote(name)} not defined`);
    if (this.depth >= MAX_DEPTH) return this.fail('exceeded maximum template depth (100000)');
    const data = pipe === undefined ? undefined : this.pipe(dot, pipe);
    new State(this.execution, called, data, this.write, this.depth + 1).walk(data, called.body);
  }

  private range(dot: Value, { pipe, body, otherwise }: Extract<Statement, { body: unknown }>): Jump {
    const value = this.pipe(dot, pipe);
    const items = this.items(value, pipe);
    if (items.length === 0) return otherwise === undefined ? undefined : this.walk(dot, otherwise);
    const { variables, assigns } = pipe;
    const known = this.variables.length;
    this.dotIsBare = isInt(value) || typeof value === 'number' || !holdsInterfaces(value);
    for (const [key, item] of items) {
      // One variable holds the item, two the key and the item.
      const values = variables.length > 1 ? [key, item] : [item];
      variables.forEach((name, index) => {
        if (assigns) this.assign(name, values[index]);
        else this.variables[known - variables.length + index] = [name, values[index], this.dotIsBare];
      });
      const jump = this.walk(item, body);
      this.variables.length = known;
      if (jump === 'break') break;
    }
    return undefined;
  }

  private items(value: Value, { variables }: Pipe): [Value, Value][] {
    if (value == null) return [];
    if (isList(value)) return value.map((item, index) => [new GoInt(index), item]);
    if (isMap(value)) return sortedKeys(value).map((key) => [key, value[key] ?? null]);
    if (isObject(value) && value.shape.kind === 'map') return sortedKeys(value.shape.fields).map((key) => [key, value.shape.fields[key]]);
    if (isObject(value) && value.shape.kind === 'slice') return Object.values(value.shape.fields).map((item, index) => [new GoInt(index), item]);
    const count = wholeNumber(value);
    if (count === undefined || isFloat(value)) return this.fail(`range can't iterate over ${sprint(value)}`);
    if (count > MAX_COUNT) return this.fail(`range over ${count}: more than ${MAX_COUNT} turns are not made here`);
    if (variables.length > 1) return this.fail(`can't use ${count} to iterate over more than one variable`);
    return Array.from({ length: Math.max(0, count) }, (_, index) => [undefined, isInt(value) ? new GoInt(index) : index]);
  }

  private assign(name: string, value: Value): void {
    const place = this.variables.findLastIndex(([known]) => known === name);
    if (place < 0) this.fail(`undefined variable: ${name}`);
    this.variables[place] = [name, value, true];
  }

  private pipe(dot: Value, pipe: Pipe): Value {
    this.look(pipe);
    let final: Final = MISSING;
    for (const command of pipe.commands) {
      const value: Value = this.command(dot, command, final);
      // A null in the data is no value once it stands alone.
      final = value === null ? undefined : value;
    }
    const value = final === MISSING ? undefined : final;
    for (const name of pipe.variables) {
      if (pipe.assigns) this.assign(name, value);
      else this.variables.push([name, value, true]);
    }
    return value;
  }

  private command(dot: Value, command: Command, final: Final): Value {
    const [first, ...rest] = command.operands;
    const more = (): void => {
      if (rest.length > 0 || final !== MISSING) this.fail(`can't give argument to non-function ${printOperand(first!)}`);
    };
    switch (first!.kind) {
      case 'field':
        this.look(first!);
        return this.fields(dot, this.dotIsBare, first!.names, located(first!), rest, final, dot);
      case 'variable':
        this.look(first!);
        return this.fieldsOfVariable(dot, first!, more, rest, final);
      case 'chain': {
        this.look(first!);
        const base = this.operand(dot, first!.base, undefined);
        return this.fields(base, true, first!.names, located(first!), rest, final, dot);
      }
      case 'identifier': return this.call(dot, first!.name, command, rest, final);
      case 'pipe':
        more();
        return this.pipe(dot, first!);
    }
    this.look(first!);
    more();
    if (first!.kind === 'dot') return dot;
    return first!.kind === 'nil' ? this.fail('nil is not a command') : first!.value;
  }

  private fieldsOfVariable(dot: Value, operand: Extract<Operand, { kind: 'variable' }>, more: () => void, rest: readonly Operand[], final: Final): Value {
    const { name, names } = operand;
    const found = this.variables.findLast(([known]) => known === name);
    if (found === undefined) return this.fail(`undefined variable: ${name}`);
    if (names.length === 0) more();
    return this.fields(found[1], found[2], names, located(operand), rest, final, dot);
  }

  /** evalFieldChain: a method or a field of what has them, else a key of a map. */
  private fields(from: Value, bare: boolean, names: readonly string[], node: Located, rest: readonly Operand[], final: Final, dot: Value): Value {
    let [here, hereIsBare] = [from, bare];
    for (const [index, name] of names.entries()) {
      const last = index === names.length - 1;
      if (here === undefined) {
        if (this.execution.missingKey === 'error') this.fail(`nil data; no entry for key ${quote(name)}`);
        continue;
      }
      if (here === null) this.fail(`nil pointer evaluating interface {}.${name}`);
      const method = this.method(here, name);
      if (method !== undefined) {
        here = this.invoke(dot, name, method, node, last ? rest : [], last ? final : MISSING);
        hereIsBare = true;
        continue;
      }
      const hasArguments = last && (rest.length > 0 || final !== MISSING);
      const entries = isObject(here) ? here.shape.fields : here;
      if (isObject(here) && here.shape.kind !== 'map') {
        if (!Object.hasOwn(here.shape.fields, name)) this.fail(`can't evaluate field ${name} in type ${hereIsBare ? typeName(here) : 'interface {}'}`);
        if (hasArguments) this.fail(`${name} has arguments but cannot be invoked as function`);
        [here, hereIsBare] = [here.shape.fields[name], true];
        continue;
      }
      if (!isMap(entries)) return this.fail(`can't evaluate field ${name} in type ${hereIsBare ? typeName(here) : 'interface {}'}`);
      if (hasArguments) this.fail(`${name} is not a method but has arguments`);
      [here, hereIsBare] = [Object.hasOwn(entries, name) ? entries[name] : this.missing(here, name), !holdsInterfaces(here)];
    }
    return here;
  }

  private missing(map: Value, name: string): Value {
    if (this.execution.missingKey === 'error') return this.fail(`map has no entry for key ${quote(name)}`);
    if (this.execution.missingKey === 'default') return undefined;
    if (isObject(map)) return map.shape.zero ?? null;
    return typeName(map).endsWith(']string') ? '' : null;
  }

  private method(value: Value, name: string): TemplateFunction | undefined {
    return isObject(value) && Object.hasOwn(value.shape.methods, name) ? value.shape.methods[name] : undefined;
  }

  /** evalArg: an operand as an argument of a type. */
  private operand(dot: Value, operand: Operand, type: GoType | undefined): Value {
    this.look(operand);
    switch (operand.kind) {
      case 'dot': return this.valid(dot, type);
      case 'nil': return type === undefined || canBeNil(type) ? undefined : this.fail(`cannot assign nil to ${GO_NAMES[type]}`);
      case 'constant': return type === undefined ? operand.value : this.constant(operand, type);
      case 'pipe': return this.valid(this.pipe(dot, operand), type);
      default: return this.valid(this.command(dot, { position: operand.position, operands: [operand] }, MISSING), type);
    }
  }

  private valid(value: Value, type: GoType | undefined): Value {
    const error = type === undefined ? undefined : argumentError(value, type);
    if (error !== undefined) return this.fail(error);
    // A nil map is read as an empty one.
    return value === undefined && type === 'map' ? {} : value;
  }

  private constant({ text, value }: Extract<Operand, { kind: 'constant' }>, type: GoType): Value {
    if (type === 'any' || (isAssignable(value, type) && type !== 'map')) return value;
    const size = isInt(value) ? value.int : isFloat(value) ? value.float : undefined;
    if (type === 'int') return size !== undefined && Number.isSafeInteger(size) ? new GoInt(size) : this.fail(`expected integer; found ${text}`);
    if (type === 'float64') return size === undefined ? this.fail(`expected float; found ${text}`) : new GoFloat(size);
    if (type === 'string' || type === 'bool') return this.fail(`expected ${type}; found ${text}`);
    return this.fail(`can't handle ${text} for arg of type ${GO_NAMES[type]}`);
  }

  private call(dot: Value, name: string, command: Command, rest: readonly Operand[], final: Final): Value {
    this.at = { position: command.operands[0]!.position, print: () => name };
    const fn = this.execution.functions[name]!;
    if (name === 'and' || name === 'or') {
      this.count(name, fn, rest, final);
      return this.shortCircuit(dot, name, rest, final);
    }
    return this.invoke(dot, name, fn, { position: command.position, print: () => printCommand(command) }, rest, final);
  }

  private count(name: string, fn: TemplateFunction, rest: readonly Operand[], final: Final): void {
    const count = rest.length + (final === MISSING ? 0 : 1);
    if (fn.rest !== undefined && count < fn.params.length) this.fail(`wrong number of args for ${name}: want at least ${fn.params.length} got ${rest.length}`);
    if (fn.rest === undefined && count !== fn.params.length) this.fail(`wrong number of args for ${name}: want ${fn.params.length} got ${count}`);
  }

  /** evalCall. `node` is where an error of the function itself is. */
  private invoke(dot: Value, name: string, fn: TemplateFunction, node: Located, rest: readonly Operand[], final: Final): Value {
    this.count(name, fn, rest, final);
    const typeAt = (index: number): GoType => fn.params[index] ?? fn.rest ?? 'any';
    const values = rest.map((operand, index) => this.operand(dot, operand, typeAt(index)));
    if (final !== MISSING) values.push(this.valid(final, typeAt(rest.length)));
    try {
      return fn.call(values);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      this.at = node;
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  private shortCircuit(dot: Value, name: 'and' | 'or', rest: readonly Operand[], final: Final): Value {
    let value: Value;
    for (const operand of rest) {
      value = this.operand(dot, operand, 'any');
      if (truth(value) === (name === 'or')) return value;
    }
    return final === MISSING ? value : final;
  }
}

/** Template.Execute: what was written before an error stays written. */
export function executeTemplate(execution: Execution, data: Value): Executed {
  const root = execution.templates.get(execution.name)!;
  let output = '';
  try {
    new State(execution, root, data, (text) => { output += text; }, 0).walk(data, root.body);
    return { output };
  } catch (error) {
    if (error instanceof GoError) return { output, error: error.message };
    throw error;
  }
}

/** Template.Execute for one that another calls: throws the ExecError. */
export function runTemplate(execution: Execution, template: Template, data: Value): string {
  let output = '';
  new State(execution, template, data, (text) => { output += text; }, 0).walk(data, template.body);
  return output;
}
