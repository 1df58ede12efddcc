/** Applies a template to data (text/template: exec.go). */
import { quote } from '../quote';
import { GoError, GoInt, isInt, isList, isMap, sortedKeys, sprint, typeName, wholeNumber } from '../values';
import type { Value } from '../values';
import { truth } from './functions';
import type { TemplateFunction } from './functions';
import { printCommand, printOperand, printPipe } from './nodes';
import type { Command, Operand, Pipe, Statement, Template } from './nodes';

export interface Execution {
  readonly name: string;
  readonly templates: ReadonlyMap<string, Template>;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  /** `missingkey=error`: a key that a map lacks ends the execution. */
  readonly missingKeyIsError: boolean;
}

/** What was written, and the error that ended it. */
export interface Executed {
  readonly output: string;
  readonly error?: string;
}

/** Templates that call themselves end here; Go allows 100,000, more than a browser's stack holds. */
const MAX_DEPTH = 500;
/** No value comes from the command in front. */
const MISSING = Symbol('missing');
type Final = Value | typeof MISSING;
type Jump = 'break' | 'continue' | undefined;

interface Located {
  readonly position: number;
  readonly print: () => string;
}

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
    const place = `${this.execution.name}:${before.split('\n').length}:${column}`;
    throw new GoError(`template: ${place}: executing ${quote(this.template.name)} at <${this.at.print()}>: ${message}`);
  }

  private look(operand: Operand): void {
    this.at = { position: operand.position, print: () => printOperand(operand) };
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
    this.dotIsBare = isInt(value) || typeof value === 'number';
    for (const [key, item] of items) {
      // One variable holds the item, two the key and the item.
      const values = variables.length > 1 ? [key, item] : [item];
      variables.forEach((name, index) => {
        if (assigns) this.assign(name, values[index]);
        else this.variables[known - variables.length + index] = [name, values[index], false];
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
    if (isMap(value)) return sortedKeys(value).map((key) => [key, value[key]]);
    const count = wholeNumber(value);
    if (count === undefined) return this.fail(`range can't iterate over ${sprint(value)}`);
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
        return this.fields(dot, this.dotIsBare, first!.names, rest, final);
      case 'variable':
        this.look(first!);
        return this.fieldsOfVariable(first!, more, rest, final);
      case 'chain': {
        this.look(first!);
        const base = this.operand(dot, first!.base);
        return this.fields(base, true, first!.names, rest, final);
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

  private fieldsOfVariable({ name, names }: Extract<Operand, { kind: 'variable' }>, more: () => void, rest: readonly Operand[], final: Final): Value {
    const found = this.variables.findLast(([known]) => known === name);
    if (found === undefined) return this.fail(`undefined variable: ${name}`);
    if (names.length === 0) more();
    return this.fields(found[1], found[2], names, rest, final);
  }

  /** evalFieldChain: only maps have fields, and none takes arguments. */
  private fields(from: Value, bare: boolean, names: readonly string[], rest: readonly Operand[], final: Final): Value {
    let here = from;
    names.forEach((name, index) => {
      if (here === undefined) {
        if (this.execution.missingKeyIsError) this.fail(`nil data; no entry for key ${quote(name)}`);
        return;
      }
      if (here === null) this.fail(`nil pointer evaluating interface {}.${name}`);
      if (!isMap(here)) this.fail(`can't evaluate field ${name} in type ${index === 0 && bare ? typeName(here) : 'interface {}'}`);
      if (index === names.length - 1 && (rest.length > 0 || final !== MISSING)) this.fail(`${name} is not a method but has arguments`);
      if (Object.hasOwn(here, name)) here = here[name];
      else {
        if (this.execution.missingKeyIsError) this.fail(`map has no entry for key ${quote(name)}`);
        here = undefined;
      }
    });
    return here;
  }

  /** An operand as an argument of a function. */
  private operand(dot: Value, operand: Operand): Value {
    this.look(operand);
    switch (operand.kind) {
      case 'dot': return dot;
      case 'nil': return undefined;
      case 'constant': return operand.value;
      case 'pipe': return this.pipe(dot, operand);
      default: return this.command(dot, { position: operand.position, operands: [operand] }, MISSING);
    }
  }

  private call(dot: Value, name: string, command: Command, rest: readonly Operand[], final: Final): Value {
    this.at = { position: command.operands[0]!.position, print: () => name };
    const fn = this.execution.functions[name]!;
    const count = rest.length + (final === MISSING ? 0 : 1);
    if (fn.variadic && count < fn.arguments) this.fail(`wrong number of args for ${name}: want at least ${fn.arguments} got ${rest.length}`);
    if (!fn.variadic && count !== fn.arguments) this.fail(`wrong number of args for ${name}: want ${fn.arguments} got ${count}`);
    if (name === 'and' || name === 'or') return this.shortCircuit(dot, name, rest, final);
    const values = rest.map((operand, index) => {
      const value = this.operand(dot, operand);
      if (index < (fn.texts ?? 0)) this.needText(value, operand);
      return value;
    });
    if (final !== MISSING) {
      if (rest.length < (fn.texts ?? 0)) this.needText(final, undefined);
      values.push(final);
    }
    try {
      return fn.call(values);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      this.at = { position: command.position, print: () => printCommand(command) };
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  private needText(value: Value, operand: Operand | undefined): void {
    if (typeof value === 'string') return;
    if (operand?.kind === 'constant') this.fail(`expected string; found ${operand.text}`);
    this.fail(value == null ? 'invalid value; expected string' : `wrong type for value; expected string; got ${typeName(value)}`);
  }

  private shortCircuit(dot: Value, name: 'and' | 'or', rest: readonly Operand[], final: Final): Value {
    let value: Value;
    for (const operand of rest) {
      value = this.operand(dot, operand);
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
