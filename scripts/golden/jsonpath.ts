/** Replays the `jsonpath` suite: kubectl's output languages. */
import { printGoTemplate } from '../../src/simulation/api/go-template';
import { JsonPathError, parseCustomColumns, printCustomColumns, printJsonPath, relaxedPath, sortObjects } from '../../src/simulation/api/jsonpath';
import type { Json } from '../../src/simulation/api/jsonpath';
import type { GoldenCase, Replay } from './types';

const AS_JSON = 'jsonpath-as-json=';
const after = (output: string): string => output.slice(output.indexOf('=') + 1);

/** Upstream's error, where a function throws one. */
function orError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof JsonPathError) return { error: error.message };
    throw error;
  }
}

function replayJsonPath(input: { object: Json; output: string; allowMissingTemplateKeys: boolean }): unknown {
  const { ok: _, ...printed } = printJsonPath(after(input.output), input.object, { asJson: input.output.startsWith(AS_JSON), allowMissingKeys: input.allowMissingTemplateKeys });
  return printed;
}

function replayGoTemplate(input: { object: Json; output: string; allowMissingTemplateKeys: boolean }): unknown {
  const { ok: _, ...printed } = printGoTemplate(after(input.output), input.object, { allowMissingKeys: input.allowMissingTemplateKeys });
  return printed;
}

const replayCustomColumns = (input: { object: Json; output: string; noHeaders: boolean }): unknown =>
  orError(() => printCustomColumns(parseCustomColumns(after(input.output)), input.object, input.noHeaders));

function replaySortBy(input: { object: { items: { metadata: { name: string } }[] }; sortBy: string }): unknown {
  const result = sortObjects(input.object.items, input.sortBy);
  if (result.ok) return { stdout: result.objects.map(({ metadata }) => metadata.name).join(' ') };
  return { error: result.fatal ? `fatal: ${result.error}` : result.error, ...(result.cut ? { cut: true } : {}) };
}

const replayRelaxed = ({ path }: { path: string }): unknown => orError(() => ({ stdout: relaxedPath(path) }));

const KINDS = new Map<string, (input: never) => unknown>([
  ['jsonpath', replayJsonPath], ['goTemplate', replayGoTemplate], ['customColumns', replayCustomColumns], ['sortBy', replaySortBy], ['relaxed', replayRelaxed],
]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
