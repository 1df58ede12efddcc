import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { visitManifest } from '@site/src/simulation/api/manifest/visit';
import { createRegistry } from '@site/src/simulation/api/registry';
import { createObject } from '@site/src/simulation/api/request/create';
import { encodeStruct } from '@site/src/simulation/api/schema/encode';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import { admit } from './defaulting/admit';
import { SERVICE_POOLS, SYSTEM, normalizeAllocated, withoutServerMetadata, withoutTimes } from './defaulting/normalize';
import type { GoldenCase } from './types';

const REGISTRY = createRegistry(ALL_KINDS);
/** The object as the server stores it (testdata/golden/defaulting/README.md). */
export function replay(one: GoldenCase): unknown {
  const { manifest = '' } = one.in as { manifest?: string };
  const [visit] = visitManifest(manifest, REGISTRY, { source: 'STDIN', validate: true });
  if (visit === undefined || 'error' in visit || visit.kind.kind !== one.kind) return undefined;
  const answer = createObject(visit.body, visit.kind, visit.sentKind, 'Strict', { system: SYSTEM, pools: SERVICE_POOLS, admit });
  if ('status' in answer) return answer;
  const stored = encodeStruct(visit.kind.schema, visit.kind.type, answer.object as unknown as JsonObject);
  const object = withoutTimes(withoutServerMetadata(visit.kind.type === 'core.v1.Service' ? normalizeAllocated(stored, visit.body) : stored));
  return { object, ...(answer.warnings.length === 0 ? {} : { warnings: answer.warnings }) };
}
