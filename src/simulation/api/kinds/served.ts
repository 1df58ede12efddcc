import { ALL_GROUPS, ALL_RESOURCES } from '../generated/schema/all';
import { defineKind, withHooks } from '../kind';
import type { Kind } from '../kind';
import { componentStatusKind } from './core.ComponentStatus';
import { hooksOf } from './hooks';

/**
 * Every kind that the API server serves, in the order of discovery: those that are written as they are, with common defaults and strategy for what
 * they leave out; the others with these alone.
 */
export function servedKinds(written: readonly Kind[]): readonly Kind[] {
  return ALL_GROUPS.flatMap((group) => [
    ...(group.apiVersion === 'v1' && group.kinds !== '' ? [componentStatusKind] : []),
    ...group.kinds.split(' ').map((kind) => {
      const hooks = hooksOf(`${group.name}.${kind}`);
      const found = written.find((one) => one.apiVersion === group.apiVersion && one.kind === kind);
      return found === undefined ? defineKind({ group, resources: ALL_RESOURCES[group.apiVersion] ?? '', kind, ...hooks }) : withHooks(found, hooks);
    }),
  ]);
}
