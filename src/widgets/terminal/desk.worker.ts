import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import { lookAtDump } from '@site/src/simulation/scenarios/terminal/dump';
import type { OpenApiSchemas } from '@site/src/simulation/api/openapi/types';
import type { HelmRun } from '@site/src/simulation/shell/commands/helm';
import type { DeskAnswer, DeskQuestion } from './engine';

/** A terminal's cluster and shell live here, so that its page answers at once whatever runs in it. */
let desk: Desk | undefined;
let schemas: OpenApiSchemas | undefined;
let helm: HelmRun | undefined;

async function answerTo({ id, begin, asked, dump }: DeskQuestion): Promise<DeskAnswer> {
  try {
    if (dump !== undefined) return { id, look: lookAtDump(dump) };
    if (asked?.kind === 'line' && asked.text.includes('explain')) schemas ??= (await import('@site/src/simulation/api/openapi/generated/all')).OPENAPI_SCHEMAS;
    // A script may hold it as well as the line itself.
    if (asked?.kind === 'line' && /helm|\.sh\b|\b(?:bash|sh|source|alias)\b/.test(asked.text)) helm ??= (await import('@site/src/simulation/tools/helm')).runHelm;
    if (begin?.broken?.some((text) => text.includes('helm')) === true) helm ??= (await import('@site/src/simulation/tools/helm')).runHelm;
    const named = begin?.addons;
    const argocd = named?.includes('argocd') === true ? { argocd: (await import('@site/src/simulation/scenarios/terminal/addons/argocd')).ARGOCD } : {};
    const addons = named === undefined ? undefined : { ...(await import('@site/src/simulation/scenarios/terminal/addons')).ADDONS, ...argocd };
    if (begin !== undefined) desk = new Desk(begin, () => schemas ?? {}, () => helm, addons);
    if (desk === undefined) return { id, error: 'nothing has begun' };
    return { id, report: asked === undefined ? desk.report() : desk.ask(asked) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

let line: Promise<unknown> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<DeskQuestion>) => {
  line = line.then(() => answerTo(data)).then((answer) => self.postMessage(answer));
};
