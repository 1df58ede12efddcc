import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { annotated } from '../../api/apply/client-side';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { apiVersionOf, kindOf } from '../objects';
import type { JsonObject } from '../objects';
import { compareApplication } from './compare';
import type { Comparison } from './compare';
import { withTracking } from './tracking';

const registry = createRegistry(ALL_KINDS);
const TRACKING = { method: 'annotation', labelKey: 'app.kubernetes.io/instance' };
const compare = (git: readonly JsonObject[], live: readonly JsonObject[]): Comparison =>
  compareApplication({ name: 'shop', namespace: 'argocd', destinationNamespace: 'shop' }, { manifests: git }, live, {
    controlNamespace: 'argocd', configMap: {}, kind: (object) => registry.find(apiVersionOf(object), kindOf(object)),
  });
const configMap = (name: string, data: Record<string, string>): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data });
/** The manifest as a sync by client-side apply leaves it. */
const applied = (manifest: JsonObject): JsonObject => annotated(withTracking(manifest, 'shop', 'shop', TRACKING));

const data = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { maxKeys: 3 });

describe('a comparison', () => {
  it('finds what was just applied in sync, whatever it is', () => {
    fc.assert(fc.property(fc.array(data, { maxLength: 4 }), (maps) => {
      const git = maps.map((one, index) => configMap(`m${index}`, one));
      const result = compare(git, git.map(applied));
      expect(result.status).toBe('Synced');
      expect(result.diffs.every(({ modified }) => !modified)).toBe(true);
    }));
  });

  // An empty map in Git is none to Argo CD, but what was applied last keeps it: that alone takes the whole map away (remarshal normalizes the one and not the other).
  it('finds every value of Git that somebody changed, and nothing that somebody added', () => {
    fc.assert(fc.property(data.filter((one) => Object.keys(one).length > 0), data, (wanted, extra) => {
      const before = applied(configMap('m', wanted));
      const live = { ...before, data: { ...wanted, ...extra } };
      const differs = Object.keys(wanted).some((key) => extra[key] !== undefined && extra[key] !== wanted[key]);
      expect(compare([configMap('m', wanted)], [live]).status).toBe(differs ? 'OutOfSync' : 'Synced');
    }));
  });

  it('counts what only the cluster has as to be pruned', () => {
    const { status, resources } = compare([], [applied(configMap('old', {}))]);
    expect([status, resources[0]?.requiresPruning]).toEqual(['OutOfSync', true]);
  });
});
