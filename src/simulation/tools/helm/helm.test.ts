import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import { bootCluster, defaultConfig } from '../../cluster/default-cluster';
import { request } from '../../cluster/cluster';
import { TEXTS } from '../../kubectl/generated/texts';
import { reworded } from './chart';
import { runHelm } from './index';
import type { HelmMachine } from './machine';
import { uiTable } from './print/table';
import { releaseJson, releaseOf } from './release';
import type { Release } from './release';

const REGISTRY = createRegistry(ALL_KINDS);
const CONFIG = defaultConfig(REGISTRY);
const NOW = 1_780_000_000_000_000;
const KUBECONFIG = 'apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts:\n- {name: a, context: {cluster: c, user: u}}\nclusters:\n- {name: c, cluster: {server: https://10.0.0.1:6443}}\nusers:\n- {name: u, user: {token: t}}\n';
const CHART: Readonly<Record<string, string>> = {
  '/root/c/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n', '/root/c/values.yaml': 'message: hello\n',
  '/root/c/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  message: {{ .Values.message | quote }}\n', '/root/.kube/config': KUBECONFIG,
};

/** A machine with a chart and a cluster of its own. */
function machine() {
  let cluster = bootCluster(CONFIG, 1, NOW);
  const said = { out: '', err: '' };
  const files: Record<string, string> = { ...CHART };
  const one: HelmMachine = {
    now: () => NOW, registry: () => REGISTRY, authenticate: () => ({ username: 'admin', groups: ['system:masters'] }), home: '/root', directory: '/root', stdin: '', texts: TEXTS, environment: {},
    files: {
      read: (path) => files[path],
      list: (path) => { const start = path === '/' ? '/' : `${path}/`; const names = Object.keys(files).filter((file) => file.startsWith(start)).map((file) => file.slice(start.length).split('/')[0]!); return names.length === 0 ? undefined : [...new Set(names)]; },
      write: (path, text) => void (files[path] = text),
    },
    ask(asked) {
      const handled = request(CONFIG, cluster, asked);
      cluster = handled.cluster;
      return handled.answer;
    },
    out: (text) => { said.out += text; },
    err: (text) => { said.err += text; },
  };
  const run = (...argv: readonly string[]): number => {
    Object.assign(said, { out: '', err: '' });
    const steps = runHelm(one, argv);
    let next = steps.next();
    while (next.done !== true) next = steps.next();
    return next.value;
  };
  return { run, said, files };
}

describe('helm create', () => {
  it('makes a chart of that name, which passes helm lint and renders; a second time it says what it overwrites', () => {
    const { run, said, files } = machine();
    expect(run('create', 'shop')).toBe(0);
    expect(said).toEqual({ out: 'Creating shop\n', err: '' });
    expect(files['/root/shop/templates/deployment.yaml']).toContain('include "shop.fullname" .');
    expect(run('lint', 'shop')).toBe(0);
    expect(said.out).toBe('==> Linting shop\n[INFO] Chart.yaml: icon is recommended\n\n1 chart(s) linted, 0 chart(s) failed\n');
    expect(run('template', 'r', '/root/shop', '-s', 'templates/service.yaml')).toBe(0);
    expect(said.out).toContain('name: r-shop\n');
    run('create', './shop/');
    expect(said.out.split('\n').slice(0, 2)).toEqual(['Creating ./shop/', 'WARNING: File "/root/shop/Chart.yaml" already exists. Overwriting.']);
  });

  it('refuses names and places', () => {
    const { run, said } = machine();
    const refusal = (...argv: readonly string[]): string => [run('create', ...argv), said.err].join(' ');
    expect(refusal('a b')).toBe('1 Error: chart name must match the regular expression "^[a-zA-Z0-9._-]+$"\n');
    expect(refusal('a/b')).toBe('1 Error: stat /root/a: no such file or directory\n');
    expect(refusal('c/values.yaml')).toBe('1 Error: file /root/c/values.yaml already exists and is not a directory\n');
    expect(refusal('x', '-p', 's')).toBe('1 Error: could not load /root/.local/share/helm/starters/s: stat /root/.local/share/helm/starters/s: no such file or directory\n');
    expect(refusal()).toBe('1 Error: "helm create" requires 1 argument\n\nUsage:  helm create NAME [flags]\n');
  });
});

describe('helm on a cluster', () => {
  it('makes a revision at each change, goes back to one, and leaves nothing behind', () => {
    const { run, said } = machine();
    expect(run('install', 'web', './c')).toBe(0);
    expect(run('upgrade', 'web', './c', '--set', 'message=other')).toBe(0);
    expect(run('rollback', 'web')).toBe(0);
    expect(run('history', 'web', '-o', 'json')).toBe(0);
    expect((JSON.parse(said.out) as { description: string; status: string }[]).map(({ description, status }) => [status, description])).toEqual([['superseded', 'Install complete'], ['superseded', 'Upgrade complete'], ['deployed', 'Rollback to 1']]);
    expect(run('uninstall', 'web')).toBe(0);
    expect(run('status', 'web')).toBe(1);
    expect(said.err).toBe('Error: release: not found\n');
    expect(run('list', '-q')).toBe(0);
    expect(said.out).toBe('');
  });

  it('changes nothing when an upgrade cannot be rendered', () => {
    const { run, said } = machine();
    run('install', 'web', './c');
    expect(run('upgrade', 'web', './c', '--set', 'message=other')).toBe(0);
    expect(run('upgrade', 'web', './nowhere')).toBe(1);
    expect(said.err).toBe('Error: path "./nowhere" not found\n');
    run('list', '-o', 'json');
    expect((JSON.parse(said.out) as { revision: string }[])[0]!.revision).toBe('2');
  });

  it('refuses a name twice', () => {
    const { run, said } = machine();
    run('install', 'web', './c');
    expect(run('install', 'web', './c')).toBe(1);
    expect(said.err).toContain('INSTALLATION FAILED: release name check failed: cannot reuse a name that is still in use');
  });
});

describe('what is stored', () => {
  it('is read again as it was', () => {
    const json = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 })), { minKeys: 1 });
    fc.assert(fc.property(json, fc.string(), fc.nat(9), (config, manifest, version) => {
      const release: Release = { name: 'web', namespace: 'default', info: { description: 'd', status: 'deployed', notes: '' }, chart: undefined, config: config as Release['config'], manifest, hooks: [], version, labels: {}, applyMethod: 'ssa' };
      const text = JSON.stringify(releaseJson(release));
      expect(JSON.stringify(releaseJson(releaseOf(text, {})!))).toBe(text);
    }));
    expect(releaseOf('{', {})).toBeUndefined();
  });
});

describe('what is printed', () => {
  it('has the same columns in every row of a table', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\n\t]/g, ' '));
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const widths = uiTable(rows).replace(/\n$/, '').split('\n').map((line) => line.split('\t').map((text) => [...text].length).join());
      expect(new Set(widths).size).toBe(1);
    }));
  });

  it('names each template on the way to an error', () => {
    expect(reworded('template: a:1:6: executing "a" at <include "x" .>: error calling include: template: b:2:1: executing "x" at <.y.z>: nil pointer evaluating interface {}.z')).toBe('a:1:6\n  executing "a" at <include "x" .>:\n    error calling include:\nb:2:1\n  executing "x" at <.y.z>:\n    nil pointer evaluating interface {}.z');
    const plain = 'template: a:1:6: executing "a" at <index .b "c">: error calling index: index of nil pointer';
    expect(reworded(plain)).toBe(plain);
    expect(reworded('execution error at (a:1:1): no')).toBe('execution error at (a:1:1): no');
  });
});
