// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { clusterOf, readRbac } from './cluster';
import { createAs, measure } from './judge';
import { DRAFTS, PRESET_IDS, PRESETS, type Preset, type Start } from './presets';
import RbacExplorer from './RbacExplorer';
import { parseState, startOf, takeOver } from './state';

const page = (preset?: Preset, locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <RbacExplorer preset={preset} />
  </LocaleContext>
);
const clusterFrom = (yaml: string) => clusterOf(readRbac(yaml).objects);
const userOf = (cluster: ReturnType<typeof clusterFrom>, name: string) => cluster.subjects.find((user) => user.name === name)!;
const press = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('RbacExplorer', () => {
  it('shows on the server a refusal and the rule that just misses', () => {
    const refusal = 'deployments.apps is forbidden: User &quot;system:serviceaccount:app:ci&quot; cannot list resource &quot;deployments&quot; in API group &quot;apps&quot; in the namespace &quot;app&quot;';
    expect(renderToString(page())).toContain(refusal);
    expect(renderToString(page())).toContain('the API group does not: it has to be &quot;apps&quot;');
    expect(renderToString(page(undefined, 'ko'))).toContain('API 그룹이 다릅니다. &quot;apps&quot;여야 합니다.');
  });

  it('names the binding that allows, in the authorizer’s words', () => {
    render(page());
    press('list pods: allowed');
    expect(screen.getByText('RBAC: allowed by RoleBinding "ci-reads/app" of Role "pod-reader" to ServiceAccount "ci/app"')).toBeTruthy();
    press('get configmaps: by name only');
    expect(screen.getByText(/Allowed only for the name web/)).toBeTruthy();
  });

  it('refuses a Namespace in which nothing is bound, and says where the rule is bound', () => {
    render(page());
    fireEvent.change(screen.getByLabelText('Namespace'), { target: { value: 'prod' } });
    press('list pods: refused');
    expect(screen.getByText('The rule fits, but it is bound in another Namespace: app.')).toBeTruthy();
  });

  it('says what the API server says to who creates a binding, and creates it', () => {
    const cluster = clusterFrom(PRESETS.explore.yaml);
    const boss = readRbac(DRAFTS.boss).writes[0]!;
    expect(createAs(cluster, userOf(cluster, 'jane'), boss, [])).toBe('rolebindings.rbac.authorization.k8s.io is forbidden: User "jane" cannot create resource "rolebindings" in API group "rbac.authorization.k8s.io" in the namespace "app"');
    const closed = clusterFrom(PRESETS.attack.task.solution);
    expect(createAs(closed, userOf(closed, PRESETS.attack.who), boss, [])).toMatch(/^rolebindings\.rbac\.authorization\.k8s\.io "boss" is forbidden: user "system:serviceaccount:app:ci" \(groups=.*\) is attempting to grant RBAC permissions not currently held:\n/);
    render(page('attack'));
    press('Create');
    expect(screen.getByText('rolebindings.rbac.authorization.k8s.io "boss" already exists')).toBeTruthy();
    press('delete secrets: allowed');
    expect(screen.getByText(/^RBAC: allowed by RoleBinding "boss\/app" of ClusterRole "cluster-admin"/)).toBeTruthy();
  });

  it('each challenge starts unmet, and its answer meets it', () => {
    for (const id of PRESET_IDS) {
      const { task, yaml, who }: Start = PRESETS[id];
      if (task === undefined) continue;
      const [before, after] = [yaml, task.solution].map(clusterFrom).map((cluster) => measure(cluster, userOf(cluster, who), task.needs));
      expect(before!.missing.length + before!.excess.length, id).toBeGreaterThan(0);
      expect(after, id).toEqual({ missing: [], excess: [] });
    }
  });

  it('a right in another Namespace or for the whole cluster is one to spare', () => {
    const { task, who } = PRESETS.deploy;
    const wide = clusterFrom(`${task.solution}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: wide}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects: [{kind: ServiceAccount, name: ci, namespace: app}]\n`);
    expect(measure(wide, userOf(wide, who), task.needs).excess.length).toBeGreaterThan(20);
  });

  it('shows a mistake in the YAML at its line, and the rest stays at work', () => {
    const { objects, problems } = readRbac(PRESETS.explore.yaml.replace('verbs: [get, list, watch]', 'verbs: []'));
    expect(problems[0]).toMatchObject({ line: 9, message: 'rules[0].verbs: Required value: verbs must contain at least one value' });
    expect(objects.roles.map(({ metadata }) => metadata.name)).toEqual(['deployer']);
  });

  it('takes presets and manifests from the page, and reads back what it stores and nothing else', () => {
    expect(takeOver({ preset: 'attack' }, startOf('explore'))).toEqual(startOf('attack'));
    expect(takeOver({ text: 'x' }, startOf('explore'))?.yaml).toBe('x');
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    for (const bad of [null, { ...startOf('explore'), row: 'pods/log', verb: 'list' }, { ...startOf('explore'), namespace: 'x' }, { ...startOf('explore'), yaml: 1 }]) expect(parseState(bad)).toBeUndefined();
  });
});
