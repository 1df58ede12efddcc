/** The hash of a Pod template that names ReplicaSets and their Pods (kubernetes pkg/controller ComputeHash). */
import { fnv32a } from '../../base/hash';
import { safeEncode } from '../../base/safe-names';
import { dumpForHash, goTypes } from './dump';
import type { GoTypes } from './dump';
import { STRUCTS } from './generated/pod-template';

let types: GoTypes | undefined;
const encoder = new TextEncoder();

/** A template as Go prints it for its hash. */
export const dumpTemplate = (template: unknown): string => dumpForHash((types ??= goTypes(STRUCTS)), 'v1.PodTemplateSpec', template);

/** controller.ComputeHash: of a template as the API server stores it, with its defaults. */
export function computeHash(template: unknown, collisionCount?: number): string {
  const dump = encoder.encode(dumpTemplate(template));
  if (collisionCount === undefined) return safeEncode(String(fnv32a(dump)));
  const bytes = new Uint8Array(dump.length + 8);
  bytes.set(dump);
  new DataView(bytes.buffer).setUint32(dump.length, collisionCount, true);
  return safeEncode(String(fnv32a(bytes)));
}
