/** Replays the `helm` suite: helm template and lint, notes, hooks, and the texts of --set. */
import { DEFAULT_CAPABILITIES, loadChart, renderRelease, runHelm, runHooks } from '../../src/simulation/render/helm';
import type { Hook, HookCluster } from '../../src/simulation/render/helm';
import { applySet } from '../../src/simulation/render/helm/set-text';
import { plainValue } from '../../src/simulation/render/helm/values';
import { GoError, GoFloat } from '../../src/simulation/base/go/values';
import type { GoMap, Value } from '../../src/simulation/base/go/values';
import type { GoldenCase, Replay } from './types';

interface Input {
  readonly files: Record<string, string>;
  readonly args: readonly string[];
}

function replayCommand({ files, args }: Input): unknown {
  const { exitCode, stdout, stderr } = runHelm({ files, args });
  return { exitCode, ...(stdout === '' ? {} : { stdout }), ...(stderr === '' ? {} : { stderr }) };
}

/** The release of `NAME ./FOLDER …`, for a namespace. */
function release({ files, args }: Input, namespace: string) {
  const [, name = '', path = ''] = args;
  const folder = path.replace(/^\.\//, '');
  const inside = Object.fromEntries(Object.entries(files).filter(([file]) => file.startsWith(`${folder}/`)).map(([file, text]) => [file.slice(folder.length + 1), text]));
  const rendered = renderRelease(loadChart(inside, () => undefined), {}, { name, namespace, capabilities: DEFAULT_CAPABILITIES, surroundings: { now: 0, seed: 1 }, log: () => undefined });
  if (!rendered.ok) throw new Error(rendered.error);
  return rendered;
}

const replayNotes = (input: Input): unknown => ({ notes: release(input, input.args[input.args.indexOf('-n') + 1]!).notes });

const STEPS = [
  { step: 'install', work: 'create manifest', event: 'install' }, { step: 'upgrade', work: 'update manifest', event: 'upgrade' }, { step: 'uninstall', work: 'delete manifest', event: 'delete' },
] as const;

function replayHooks(input: Input): unknown {
  const fails = input.args[3];
  const { hooks } = release(input, 'default');
  const out: Record<string, unknown> = {};
  for (const { step, work, event } of STEPS) {
    const events: string[] = [];
    const say = (what: string) => (hook: Hook): void => { events.push(`${what} ${hook.kind}/${hook.name}`); };
    const waitFor = (hook: Hook): void => {
      say('wait for')(hook);
      if (hook.name === fails) throw new Error('job failed: BackoffLimitExceeded');
    };
    const cluster: HookCluster = { create: say('create'), delete: say('delete'), waitFor };
    let when = `pre-${event}`;
    try {
      runHooks(hooks, when, cluster);
      events.push(work);
      when = `post-${event}`;
      runHooks(hooks, when, cluster);
      out[step] = { events };
    } catch (error) {
      out[step] = { events, error: step === 'install' ? `failed ${when}: ${(error as Error).message}` : step === 'upgrade' ? `${when} hooks failed: ${(error as Error).message}` : (error as Error).message };
      break;
    }
  }
  return out;
}

/** JSON as Go holds it: numbers are floats. */
function goValue(value: unknown): Value {
  if (typeof value === 'number') return new GoFloat(value);
  if (Array.isArray(value)) return value.map(goValue);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, goValue(item)])) : (value as Value);
}

function replaySet({ set, values = {} }: { set: string; values?: unknown }): unknown {
  try {
    return { values: plainValue(applySet(set, goValue(values) as GoMap)) };
  } catch (error) {
    if (error instanceof GoError) return { error: error.message };
    throw error;
  }
}

const KINDS = new Map<string, (input: never) => unknown>([['template', replayCommand], ['lint', replayCommand], ['notes', replayNotes], ['hooks', replayHooks], ['set', replaySet]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
