import { clientSidePatch } from '@site/src/simulation/api/apply/client-side';
import { toJson } from '@site/src/simulation/api/manifest/json';
import { visitManifest } from '@site/src/simulation/api/manifest/visit';
import type { Kind } from '@site/src/simulation/api/kind';
import { applyObject } from '@site/src/simulation/api/request/apply';
import { asObject, createDecoded } from '@site/src/simulation/api/request/create';
import { patchObject } from '@site/src/simulation/api/request/patch';
import type { PatchType } from '@site/src/simulation/api/request/patch-json';
import { withCreator } from '@site/src/simulation/api/request/post';
import { encodeObject } from '@site/src/simulation/api/request/encode';
import { decodeJson } from '@site/src/simulation/api/request/write';
import type { Written } from '@site/src/simulation/api/request/write';
import { objectOf, textOf } from '@site/src/simulation/api/schema/values';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import type { ApiObject } from '@site/src/simulation/api/types';
import { withText } from '../validation/trees';
import { registryOf, shown, shownStatus, targetOf } from './world';

function kindOf(object: JsonObject): Kind {
  const kind = registryOf().find(textOf(object.apiVersion), textOf(object.kind));
  if (kind === undefined) throw new Error(`no kind ${textOf(object.kind)}`);
  return kind;
}

const liveOf = (kind: Kind, json: JsonObject): ApiObject => asObject(kind, json);

export interface PatchInput {
  live: JsonObject;
  type: PatchType;
  patch: unknown;
  subresource?: string;
}

export function replayPatch({ live, type, patch, subresource }: PatchInput): unknown {
  const kind = kindOf(live);
  const written = patchObject(type, patch, liveOf(kind, live), targetOf(kind, textOf(objectOf(live.metadata).name), 'recorder', subresource ?? ''));
  if ('status' in written) return shownStatus(written.status);
  return { object: shown(kind, written.object, false), ...(written.scale === undefined ? {} : { answer: written.scale }), ...(written.warnings.length === 0 ? {} : { warnings: written.warnings }) };
}

export function replayThreeWay({ live, manifest }: { live: JsonObject; manifest: string }): unknown {
  const [visit] = visitManifest(manifest, registryOf(), { source: 'STDIN', validate: true });
  if (visit === undefined || 'error' in visit) return visit;
  const { kind, name } = visit;
  const body = kind.resource?.namespaced === true ? withText(visit.body, ['metadata', 'namespace'], 'default') : visit.body;
  const stored = liveOf(kind, live);
  const sent = clientSidePatch(kind, encodeObject(kind, stored), toJson(body) as JsonObject);
  const group = kind.resource?.group ?? '';
  const line = (did: string): string => `${kind.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name} ${did}\n`;
  if (sent === undefined) return { exit: 0, stdout: line('unchanged'), stderr: '', object: shown(kind, stored, false) };
  const written = patchObject(sent.type, sent.patch, stored, targetOf(kind, name, 'kubectl-client-side-apply'));
  const request = { contentType: `application/${sent.type === 'merge' ? 'merge' : 'strategic-merge'}-patch+json`, patch: sent.patch };
  if ('status' in written) return { ...request, ...shownStatus(written.status) };
  return { exit: 0, stdout: line('configured'), stderr: written.warnings.map((warning) => `Warning: ${warning}\n`).join(''), ...request, object: shown(kind, written.object, false) };
}

interface Step {
  manager: string;
  operation: 'apply' | 'force' | 'create' | 'merge' | 'strategic';
  object?: JsonObject;
  patch?: unknown;
  subresource?: string;
  name?: string;
  force?: boolean;
}

/** The steps of one case, one after another; all are about one object. */
export function replaySteps(steps: readonly Step[]): unknown {
  let live: ApiObject | undefined;
  let kind: Kind | undefined;
  let version = 1;
  const answers = steps.map((step) => {
    kind ??= kindOf(step.object?.kind === undefined ? { ...step.object, kind: 'ConfigMap' } : step.object);
    const written = play(step, kind, live);
    if ('status' in written) return shownStatus(written.status);
    version += 1;
    live = { ...written.object, metadata: { ...written.object.metadata, resourceVersion: String(version) } };
    return { code: written.created ? 201 : 200, object: shown(kind, live, true) };
  });
  return { steps: answers };
}

function play({ manager, operation, object = {}, patch, subresource = '', name, force }: Step, kind: Kind, live: ApiObject | undefined): Written<ApiObject> {
  const target = targetOf(kind, name ?? textOf(objectOf(object.metadata).name), manager, subresource);
  if (operation === 'apply' || operation === 'force') return applyObject(object, live, { ...target, force: operation === 'force' });
  if (operation !== 'create') return patchObject(operation, patch, live, { ...target, name: live?.metadata.name ?? target.name, force });
  const decoded = decodeJson(kind, object, true);
  if ('error' in decoded) throw new Error(decoded.error);
  const { system, pools, admit } = target;
  const made = createDecoded(withCreator(decoded.object, kind, object, { manager, now: system.now }), kind, { system, pools, ...(admit === undefined ? {} : { admit }) });
  return 'status' in made ? made : { ...made, created: true };
}
