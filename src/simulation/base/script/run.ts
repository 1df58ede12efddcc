import { inner } from './evaluate';
import type { Scope } from './evaluate';
import { Machine } from './execute';
import { globals } from './library';
import { parseScript } from './parse';
import { ScriptError } from './tokens';
import { Callable, messageOf, Thrown } from './values';

/** What a script may not do longer. */
export const MOST_STEPS = 200_000;

export interface Script {
  /** Whether it has a function of that name. */
  has(name: string): boolean;
  /** Calls one of its functions. Throws a {@link ScriptError} with the line: of what was thrown and not caught, too. What the host throws goes through. */
  call(name: string, ...given: readonly unknown[]): unknown;
}

const told = (error: unknown): unknown => (error instanceof Thrown ? new ScriptError(messageOf(error.value), error.line) : error);

/**
 * A script of JavaScript, read and run up to its end: functions, objects and lists, templates, taking apart, loops, try; not classes, regular expressions, async. It sees what it is given and nothing else: no network, no clock, no chance; and it
 * ends: `most` steps are all it may do in one call.
 * @param log what its `console` says.
 */
export function openScript(source: string, log: (text: string) => void = () => undefined, most = MOST_STEPS): Script {
  const machine = new Machine(most);
  const top: Scope = { slots: new Map(Object.entries(globals(log)).map(([name, value]) => [name, { value, fixed: true }])), outer: undefined };
  const scope = inner(top);
  try {
    machine.block(parseScript(source), scope);
  } catch (error) {
    throw told(error);
  }
  return {
    has: (name) => scope.slots.get(name)?.value instanceof Callable,
    call: (name, ...given) => {
      machine.begin();
      try {
        return machine.call(scope.slots.get(name)?.value, given, 1, name);
      } catch (error) {
        throw told(error);
      }
    },
  };
}
