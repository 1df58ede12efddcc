/** Which script judges an object (util/lua/lua.go: GetHealthScript), and what it says of it (ExecuteHealthLua). */
import { compileGlob } from '../../base/go/glob';
import { globPattern } from '../../base/go/path-match';
import { runScript } from '../lua/script';
import type { ScriptOptions } from '../lua/script';
import type { JsonObject } from '../objects';
import type { ResourceOverrides } from '../settings/resource-overrides';
import { healthKey } from './resource-health';
import type { HealthScripts } from './resource-health';
import { isHealthCode, unknown } from './status';
import type { Health } from './status';

/** Scripts that come with Argo CD, by their folder: `group/kind`, `_` for any text. */
export type BuiltInScripts = Readonly<Record<string, string>>;

interface Script {
  readonly source: string;
  readonly openLibraries: boolean;
}

/** HealthStatus as encoding/json reads it: names of fields in any case; a value of another type makes it empty. */
function healthOf(json: unknown): Health {
  const EMPTY: Health = { status: '', message: '' };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return EMPTY;
  let [status, message] = ['', ''];
  for (const [name, value] of Object.entries(json)) {
    const field = name.toLowerCase();
    if ((field !== 'status' && field !== 'message') || value === null) continue;
    if (typeof value !== 'string') return EMPTY;
    if (field === 'status') status = value;
    else message = value;
  }
  return isHealthCode(status) ? { status, message } : unknown('Lua returned an invalid health status');
}

/** What a script says of an object. One that returns nothing says nothing. */
export function runHealthScript(source: string, object: JsonObject, options: ScriptOptions): { readonly health: Health } | { readonly error: string } {
  const done = runScript(source, object, options);
  if ('error' in done) return done;
  if (done.type === 'table') return { health: healthOf(done.json) };
  return done.type === 'nil' ? { health: { status: '', message: '' } } : { error: `expect table output from Lua script, not ${done.type}` };
}

function overriding(key: string, overrides: ResourceOverrides): Script | undefined {
  const exact = overrides.get(key);
  const isWild = (pattern: string): boolean => {
    const glob = compileGlob(pattern);
    return glob.ok && glob.matches(key);
  };
  const found = exact !== undefined && exact.healthLua !== '' ? exact : [...overrides].find(([pattern, { healthLua }]) => healthLua !== '' && isWild(pattern))?.[1];
  return found === undefined ? undefined : { source: found.healthLua, openLibraries: found.useOpenLibs };
}

/** Finds one by its folder, or by the first folder that stands for many. */
function finder(scripts: BuiltInScripts): (key: string) => Script | undefined {
  const wild = Object.keys(scripts).filter((folder) => folder.includes('_')).sort().map((folder) => ({ folder, pattern: globPattern(folder.replaceAll('_', '*')) }));
  return (key) => {
    const folder = Object.hasOwn(scripts, key) ? key : wild.find(({ pattern }) => pattern?.test(key) === true)?.folder;
    return folder === undefined ? undefined : { source: scripts[folder]!, openLibraries: true };
  };
}

/** `scripts`: those that come with Argo CD, or none of them. `now`: µs since 1970. */
export function luaHealthScripts(overrides: ResourceOverrides, scripts: BuiltInScripts, now: () => number): HealthScripts {
  const builtIn = finder(scripts);
  return (object) => {
    const key = healthKey(object);
    const script = overriding(key, overrides) ?? builtIn(key);
    return script === undefined ? undefined : runHealthScript(script.source, object, { openLibraries: script.openLibraries, now: Math.floor(now() / 1_000_000) });
  };
}
