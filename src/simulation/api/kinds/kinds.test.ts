import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry';
import { elementOf } from '../schema/schema';
import { deploymentKind } from './apps.Deployment';
import { ALL_KINDS } from './all';
import { podKind } from './core.Pod';
import { KINDS_WITHOUT_EXPRESSIONS } from './without-expressions';

describe('the kinds', () => {
  const registry = createRegistry(ALL_KINDS);

  it('are each found by apiVersion and kind, and by resource', () => {
    for (const kind of ALL_KINDS) {
      expect(registry.find(kind.apiVersion, kind.kind)).toBe(kind);
      expect(kind.schema.struct(kind.type).fields.has('metadata'), kind.type).toBe(true);
    }
    expect(registry.served('', 'pods')).toBe(podKind);
    expect(registry.served('apps', 'deployments')).toBe(deploymentKind);
    expect(registry.named('Event').map(({ apiVersion }) => apiVersion)).toEqual(['v1', 'events.k8s.io/v1']);
    expect(registry.find('v1', 'Deployment')).toBeUndefined();
    expect(podKind.resource?.shortNames).toEqual(['po']);
  });

  it('with a file here have it under their group and kind', () => {
    const files = readdirSync(__dirname).filter((file) => /^[a-z]+\.[A-Z]\w+\.ts$/.test(file));
    for (const file of files) {
      const [group = '', name = ''] = file.split('.');
      expect(ALL_KINDS.some(({ type, kind }) => type.startsWith(`${group}.`) && kind === name), file).toBe(true);
    }
  });

  it('that hold expressions are the only ones left out where CEL is not wanted, and the order is the same', () => {
    const rest = new Set(KINDS_WITHOUT_EXPRESSIONS.map(({ type }) => type));
    expect(ALL_KINDS.filter(({ type }) => !rest.has(type)).map(({ kind }) => kind).sort()).toEqual(['CustomResourceDefinition', 'MutatingAdmissionPolicy', 'ValidatingAdmissionPolicy']);
    expect(ALL_KINDS.map(({ type }) => type).filter((type) => rest.has(type))).toEqual(KINDS_WITHOUT_EXPRESSIONS.map(({ type }) => type));
  });

  it('have every type that is reached from them in their own tables', () => {
    for (const { schema, type } of ALL_KINDS) {
      const reached = new Set([type]);
      for (const name of reached) {
        for (const { type: of } of schema.struct(name).fields.values()) {
          let inner = of;
          while (elementOf(inner) !== inner) inner = elementOf(inner);
          if (inner.kind === 'struct') reached.add(inner.name);
        }
      }
      expect(reached.has('meta.v1.ObjectMeta'), type).toBe(true);
    }
  });

  it('replace one of the same name when more are added', () => {
    const other = { ...podKind, warnings: () => ['mine'] };
    const more = createRegistry([podKind]).with([other, deploymentKind]);
    expect(more.kinds).toHaveLength(2);
    expect(more.find('v1', 'Pod')).toBe(other);
  });
});
