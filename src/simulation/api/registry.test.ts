import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from './kinds/all';
import { createRegistry } from './registry';

describe('a registry', () => {
  const registry = createRegistry(ALL_KINDS);

  it('finds each kind by the name and the version under which it is served, and the first version by the name alone', () => {
    const seen = new Set<string>();
    for (const kind of ALL_KINDS) {
      const { resource } = kind;
      if (resource === undefined) continue;
      expect(registry.served(resource.group, resource.plural, resource.version)).toBe(kind);
      const name = `${resource.group}/${resource.plural}`;
      if (!seen.has(name)) expect(registry.served(resource.group, resource.plural)).toBe(kind);
      seen.add(name);
    }
    expect(seen.size).toBeGreaterThan(50);
  });

  it.each([['', 'deployments', undefined], ['apps', 'pods', undefined], ['apps', 'deployments', 'v1beta1'], ['apps', 'deployments', '']])('knows nothing of %s %s %s', (group, plural, version) => {
    expect(registry.served(group, plural, version)).toBeUndefined();
  });

  it('reads the table of a kind once', () => {
    for (const kind of ALL_KINDS) expect(kind.resource).toBe(kind.resource);
  });

  it('serves a kind in place of the one that it replaces', () => {
    const [pod] = registry.named('Pod');
    const other = { ...pod!, resource: pod!.resource! };
    expect(registry.with([other]).served('', 'pods', 'v1')).toBe(other);
  });
});
