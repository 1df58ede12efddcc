import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { gitFiles } from './git-files';
import { reconcileSet } from './reconcile';
import { sanitizeName, slugify } from './slug';
import type { ApplicationSet, Policy } from './types';
import type { JsonObject } from '../objects';

const SERVER = 'https://kubernetes.default.svc';
const set = (names: readonly string[], more: Partial<ApplicationSet['spec']> = {}): ApplicationSet => ({
  metadata: { name: 'set', namespace: 'argocd' },
  spec: {
    generators: [{ list: { elements: names.map((env) => ({ env })) } }], goTemplate: true,
    template: { metadata: { name: 'shop-{{.env}}' }, spec: { project: 'default', destination: { server: SERVER, namespace: 'shop' }, source: { repoURL: 'x', path: 'envs/{{.env}}' } } }, ...more,
  },
});
const reconcile = (one: ApplicationSet, existing: readonly JsonObject[] = [], controllerPolicy?: Policy) =>
  reconcileSet(one, { world: { directories: [], files: {}, clusters: [], projects: ['default'] }, existing, controllerPolicy, now: '2026-03-02T10:00:00Z' });
const names = (applications: readonly JsonObject[]): unknown[] => applications.map(({ metadata }) => (metadata as JsonObject).name);

describe('an ApplicationSet', () => {
  it('makes the same of what it made before, whatever its policy', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')), fc.constantFrom<Policy>('sync', 'create-only', 'create-update', 'create-delete'), (wanted, policy) => {
      const first = reconcile(set(wanted), [], policy).applications;
      expect(names(first)).toEqual([...wanted].sort().map((name) => `shop-${name}`));
      expect(reconcile(set(wanted), first, policy).applications).toEqual(first);
    }));
  });

  it('waits with deleting for the resources of the application, but not under a policy that keeps', () => {
    const before = reconcile(set(['a', 'b'])).applications;
    const after = reconcile(set(['a']), before).applications;
    expect(after.map(({ metadata }) => (metadata as JsonObject).deletionTimestamp !== undefined)).toEqual([false, true]);
    expect(reconcile(set(['a']), before, 'create-update').applications).toEqual(before);
  });

  it('does nothing where one template cannot be filled', () => {
    const before = reconcile(set(['a'])).applications;
    const { applications, conditions } = reconcile(set(['b'], { template: { metadata: { name: '{{.env' }, spec: {} } }), before);
    expect(applications).toEqual(before);
    expect(conditions[0]).toEqual({ type: 'ErrorOccurred', status: 'True', reason: 'RenderTemplateParamsError', message: 'failed to parse template {{.env: template: base:1: unclosed action' });
  });
});

describe('names', () => {
  it('are those of a subdomain', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(sanitizeName(text)).toMatch(/^$|^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/);
      expect(slugify(text, 20).length).toBeLessThanOrEqual(20);
    }));
    expect(slugify('a-very-long-name-that-goes-on', 20)).toBe('a-very-long-name');
  });
});

describe('gitFiles, as git ls-files', () => {
  const files = ['a.yaml', 'envs/dev/config.json', 'envs/prod/config.json', 'envs/prod/x[1].json'];
  it('takes a path, a folder or a pattern whose stars cross folders', () => {
    expect(gitFiles(files, 'envs/prod')).toEqual(files.slice(2));
    expect(gitFiles(files, './envs/dev/')).toEqual([files[1]]);
    expect(gitFiles(files, '*.json')).toEqual(files.slice(1));
    expect(gitFiles(files, '**/config.json')).toEqual(files.slice(1, 3));
    expect(gitFiles(files, 'envs/prod/x[1].json')).toEqual([files[3]]);
    expect(gitFiles(files, 'config.json')).toEqual([]);
  });
});
