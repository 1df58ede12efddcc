/** A script over one object (util/lua/lua.go: runLua) and what it gives, as JSON (layeh.com/gopher-json). */
import { osFunctions, mathLibrary } from './library-others';
import { addBase, tableLibrary } from './library-base';
import { stringLibrary } from './library-strings';
import { library, textAt } from './arguments';
import { LuaSyntaxError } from './lex';
import { LuaMachine } from './machine';
import { parse } from './parse';
import { LuaError, LuaFunction, LuaTable, raise, typeName } from './values';
import type { LuaValue } from './values';

export interface ScriptOptions {
  /** Whether the script has `string`, `math` and `os`, as those have that come with Argo CD. */
  readonly openLibraries: boolean;
  /** Seconds since 1970. */
  readonly now: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Strings of Lua are bytes. */
const toBytes = (text: string): string => Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');
const fromBytes = (text: string): string => decoder.decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));

/** decodeValue. What Go leaves to chance, the order of keys, is here that of their names. */
function toLua(value: unknown): LuaValue {
  if (typeof value === 'string') return toBytes(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const table = new LuaTable();
  if (Array.isArray(value)) for (const item of value) table.append(toLua(item));
  else for (const key of Object.keys(value).sort()) table.set(toBytes(key), toLua((value as Readonly<Record<string, unknown>>)[key]));
  return table;
}

/** Encode. A table without anything is a list. */
function toJson(value: LuaValue, seen: Set<LuaTable>): unknown {
  if (value === undefined) return null;
  if (typeof value === 'string') return fromBytes(value);
  if (value instanceof LuaFunction) return raise(`cannot encode ${typeName(value)} to JSON`);
  if (!(value instanceof LuaTable)) return value;
  if (seen.has(value)) raise('cannot encode recursively nested tables to JSON');
  seen.add(value);
  const keys = value.keys();
  if (keys.length === 0) return [];
  if (typeof keys[0] === 'number') return keys.map((key, index) => (key === index + 1 ? toJson(value.get(key), seen) : raise(typeof key === 'number' ? 'cannot encode sparse array' : 'cannot encode mixed or invalid key types')));
  return Object.fromEntries(keys.map((key) => [typeof key === 'string' ? fromBytes(key) : raise('cannot encode mixed or invalid key types'), toJson(value.get(key), seen)]));
}

function machineFor(object: unknown, { openLibraries, now }: ScriptOptions): LuaMachine {
  const machine = new LuaMachine();
  addBase(machine);
  const tables = tableLibrary(machine);
  const os = osFunctions(now);
  // The safe `os` is put under the name of the tables' library: its functions are there, too.
  for (const [name, call] of Object.entries(os)) tables.set(name, new LuaFunction(call));
  machine.globals.set('table', tables);
  if (openLibraries) {
    const strings = stringLibrary(machine);
    machine.stringMethods = strings;
    machine.globals.set('string', strings);
    machine.globals.set('math', mathLibrary());
    machine.globals.set('os', library(os));
  }
  machine.globals.set('require', new LuaFunction((args) => (textAt(args, 0) === 'os' ? [library(os)] : raise(`module ${textAt(args, 0)} not found`))));
  machine.globals.set('actionParams', new LuaTable());
  machine.globals.set('obj', toLua(object));
  return machine;
}

/** What a script returns: `type` of Lua, and its JSON where it is a table. */
export function runScript(source: string, object: unknown, options: ScriptOptions): { readonly type: string; readonly json: unknown } | { readonly error: string } {
  try {
    const [value] = machineFor(object, options).run(parse(toBytes(source))).slice(-1);
    return { type: typeName(value), json: value instanceof LuaTable ? toJson(value, new Set()) : undefined };
  } catch (error) {
    if (error instanceof LuaError || error instanceof LuaSyntaxError) return { error: fromBytes(error.message) };
    throw error;
  }
}
