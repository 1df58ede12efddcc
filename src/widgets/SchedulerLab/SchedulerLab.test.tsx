// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import SchedulerLab from './SchedulerLab';

const lab = (locale: Locale) => (
  <LocaleContext.Provider value={locale}>
    <SchedulerLab />
  </LocaleContext.Provider>
);
const show = (locale: Locale = 'en') => render(lab(locale));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const toTheEnd = () => press('Run to the end');
const detail = (): string => screen.getByRole('group', { name: 'Why this verdict' }).textContent ?? '';
const queues = () => within(screen.getByRole('group', { name: 'Queues and placed Pods' }));
const statuses = (): string[] => queues().getAllByRole('button').map((b) => b.textContent ?? '');
const lane = (name: string): string[] => {
  const list = queues().queryByRole('list', { name });
  return list === null ? [] : within(list).getAllByRole('button').map((b) => b.textContent ?? '');
};
const preset = (id: string) => fireEvent.change(screen.getByRole('combobox', { name: 'Example' }), { target: { value: id } });
const cards = () => within(screen.getByRole('list', { name: 'Nodes' })).getAllByRole('listitem').filter((li) => li.dataset['state'] !== undefined);
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? '';

const reduceMotion = (reduce: boolean) => {
  const nothing = () => {};
  window.matchMedia = ((query: string) => ({ matches: reduce && query.includes('reduce'), addListener: nothing, removeListener: nothing, addEventListener: nothing, removeEventListener: nothing })) as unknown as typeof window.matchMedia;
};

beforeEach(() => {
  window.localStorage.clear();
  // Without movement a run goes to its end at once.
  reduceMotion(true);
});
afterEach(cleanup);

describe('SchedulerLab', () => {
  it('starts in the middle of something, on the server as well, and the first press shows something', () => {
    const html = renderToString(lab('ko'));
    expect(html).toContain('이 테인트에 맞는 톨러레이션이 없습니다');
    expect(renderToString(lab('ko'))).toBe(html);
    show();
    expect(statuses().filter((s) => s.includes('node-'))).toHaveLength(3);
    expect(cards().map((card) => card.dataset['state'])).toEqual(['rejected', 'idle', 'idle', 'idle']);
    press('Step');
    expect(cards().filter((card) => card.dataset['state'] === 'rejected')).toHaveLength(2);
    expect(detail()).toContain('cpu: 2,000m needed, 1,800m left (allocatable 3,800m, requested already 2,000m).');
  });

  it('places three of five Pods and says why the others wait, word for word', () => {
    show();
    toTheEnd();
    expect(statuses().filter((s) => s.includes('node-'))).toHaveLength(3);
    expect(statuses().filter((s) => s.includes('Pending'))).toHaveLength(2);
    expect(cards().map((card) => card.dataset['state'])).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(detail()).toContain('0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu.');
  });

  it('draws what the rules of a Pod see over zones and hosts, and says it for who does not see', () => {
    show();
    preset('zones');
    const zones = () => screen.getByRole('group', { name: /^The rules of web/ }).textContent ?? '';
    expect(zones()).toContain('Spread: counted in each zoneleast 2, maxSkew 1');
    expect(zones()).toContain('kr-a: 3, may not enter.');
    expect(zones()).toContain('kr-b: 2, may enter.');
    expect(zones()).toContain('✕ 3 + 1 − 2 = 2, maxSkew 1');
    preset('apart');
    expect(zones()).toContain('Apart: into no hostname with a Pod that matches');
    expect(zones()).toContain('Repelled: Pods that are there keep this one out of their hostname');
    preset('cpu');
    expect(screen.queryByRole('group', { name: /^The rules of/ })).toBeNull();
  });

  it('spells out the verdict of the node that is pressed', () => {
    show();
    toTheEnd();
    press('cp-1');
    expect(detail()).toContain('No toleration for the taint');
    press('node-b');
    expect(detail()).toContain('Insufficient cpu');
  });

  it('speaks Korean', () => {
    show('ko');
    expect(screen.getByText('스케줄러 실험실')).toBeTruthy();
    expect(said()).toMatch(/TaintToleration 플러그인이 거부합니다/);
  });

  it('steps forward and back, one node at a time', () => {
    show();
    press('To the start');
    expect(said()).toBe('5 Pods are in the queue. Step through, or run to the end.');
    press('Step');
    expect(said()).toMatch(/^The scheduler takes api…/);
    press('Step');
    expect(said()).toMatch(/^PreFilter: each plugin works out what it needs for api…/);
    press('Step');
    expect(said()).toMatch(/^cp-1: TaintToleration rejects it\. No toleration for the taint/);
    expect(cards()[0]?.dataset['state']).toBe('rejected');
    expect(cards()[1]?.dataset['state']).toBe('idle');
    press('Step back');
    expect(cards()[0]?.dataset['state']).toBe('idle');
    press('One Pod');
    expect(said()).toMatch(/goes to node-[abc], which has the top score of \d+\./);
    expect(cards().filter((card) => card.dataset['state'] === 'winner')).toHaveLength(1);
  });

  it('answers "why?" with the arithmetic of a score', () => {
    show();
    press('To the start');
    press('One Pod');
    press('node-a');
    const fit = within(screen.getByRole('group', { name: 'Why this verdict' })).getByText('NodeResourcesFit', { selector: 'ul:not(details ul) code' }).closest('li') as HTMLElement;
    const why = within(fit).getByRole('button');
    expect(why.textContent).toBe('66 × 1 = 66');
    expect(fit.textContent).toContain('cpu: ⌊(3,800m − 2,000m) × 100 / 3,800m⌋ = 47');
    expect(fit.textContent).toContain('memory: ⌊(7Gi − 1Gi) × 100 / 7Gi⌋ = 85');
    expect(fit.textContent).toContain('⌊(47 + 85) / 2⌋ = 66');
    fireEvent.click(why);
    expect(why.getAttribute('aria-expanded')).toBe('true');
  });

  it('reads what is typed, reports problems at their place and recovers', () => {
    show();
    const field = screen.getByRole('textbox', { name: 'Manifest (YAML)' }) as HTMLTextAreaElement;
    const good = field.value;
    fireEvent.change(field, { target: { value: good.replace('replicas: 5', 'replicsa: 5') } });
    expect(screen.getByRole('button', { name: 'line 6, column 3' })).toBeTruthy();
    expect(screen.getByText('unknown field "spec.replicsa"')).toBeTruthy();
    expect(screen.getByText(/Did you mean replicas\?/)).toBeTruthy();
    fireEvent.change(field, { target: { value: good.replace('cpu: 2', 'cpu: 1') } });
    expect(statuses().filter((s) => s.includes('Pending'))).toHaveLength(0);
    fireEvent.change(field, { target: { value: '' } });
    expect(screen.getByText('There is no Pod to schedule. Look at the manifest.')).toBeTruthy();
  });

  it('lets nodes be edited, added and removed, and says what it did not understand', () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'node-a' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Allocatable CPU' }), { target: { value: '16' } });
    expect(statuses().filter((s) => s.includes('Pending'))).toHaveLength(0);
    fireEvent.change(screen.getByRole('textbox', { name: 'Taints (key=value:Effect, one a line)' }), { target: { value: 'a=b:Sometimes' } });
    expect(screen.getByText('Not understood, left out: a=b:Sometimes')).toBeTruthy();
    press('Add a node');
    expect(cards()).toHaveLength(5);
    press('Remove node-d');
    expect(cards()).toHaveLength(4);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Cordoned (spec.unschedulable)' }));
    expect(cards().some((card) => card.textContent?.includes('cordoned'))).toBe(true);
  });

  it.each([
    ['spread', 0, ''],
    ['taint', 1, "didn't match Pod's node affinity/selector"],
    ['selector', 1, "didn't match Pod's node affinity/selector"],
    ['affinity', 0, ''],
    ['ports', 1, "didn't have free ports for the requested pod ports"],
    ['image', 0, ''],
  ])('example %s leaves %i Pods without a place', (id, pending, reason) => {
    show();
    fireEvent.change(screen.getByRole('combobox', { name: 'Example' }), { target: { value: id } });
    toTheEnd();
    expect(screen.getByText('The manifest has no problem.')).toBeTruthy();
    expect(statuses().filter((s) => s.includes('Pending'))).toHaveLength(pending);
    if (reason !== '') expect(document.body.textContent).toContain(reason);
  });

  it('an example can show the point it is there for', () => {
    show();
    const choose = (id: string) => {
      fireEvent.change(screen.getByRole('combobox', { name: 'Example' }), { target: { value: id } });
      toTheEnd();
    };
    choose('affinity');
    expect(statuses()).toEqual(['batch●node-c', 'prefers-kr-b●node-c']);
    choose('image');
    expect(statuses()).toEqual(['inference●node-b']);
    choose('spread');
    expect(['node-a', 'node-b', 'node-c'].map((n) => statuses().filter((s) => s.endsWith(n)).length)).toEqual([2, 2, 2]);
  });

  it('has nodes with the labels of every kubelet', () => {
    show();
    const field = screen.getByRole('textbox', { name: 'Manifest (YAML)' });
    const selector = '{kubernetes.io/os: linux, kubernetes.io/arch: amd64, kubernetes.io/hostname: node-b, topology.kubernetes.io/region: kr}';
    fireEvent.change(field, { target: { value: `apiVersion: v1\nkind: Pod\nmetadata: {name: chart}\nspec:\n  nodeSelector: ${selector}\n  containers: [{name: a, image: b}]\n` } });
    expect(statuses()).toEqual(['chart●node-b']);
  });

  it('shows Pods moving between the queues', () => {
    show();
    preset('queue');
    press('To the start');
    expect(lane('active').some((pod) => pod.startsWith('urgent'))).toBe(true);
    press('Step');
    expect(lane('gated')).toEqual(['waits-for-quota○SchedulingGated']);
    press('Step');
    expect(lane('deciding')[0]).toMatch(/^urgent.being decided$/);
    toTheEnd();
    expect(lane('gated')).toEqual([]);
    expect(lane('unschedulable')).toEqual([]);
    expect(lane('placed')).toHaveLength(6);
  });

  it('shows a preemption: the candidates, the node that is kept, the victims on their way out', () => {
    show();
    preset('preemption');
    for (let i = 0; i < 200 && !said().startsWith('PostFilter'); i += 1) press('Step');
    expect(said()).toMatch(/^PostFilter: urgent would fit on node-c if Pods of lower priority went: web…\w+, web…\w+/);
    expect(detail()).toMatch(/node-c is nominated.*node-c would evict \(priority\): web….* \(0\), web….* \(0\)/);
    press('Step');
    expect(cards()[1]?.textContent).toContain('kept for urgent');
    press('Step');
    expect(said()).toMatch(/^Preemption: web….* on node-c is deleted\. It has 30 s to go\./);
    expect(lane('placed').filter((pod) => pod.endsWith('terminating'))).toHaveLength(1);
  });

  it('takes a configuration, and says when the scheduler would not start with it', () => {
    show();
    const field = screen.getByRole('textbox', { name: 'KubeSchedulerConfiguration (YAML)' });
    fireEvent.change(field, { target: { value: 'kind: Nothing' } });
    expect(screen.getByText('apiVersion: must be kubescheduler.config.k8s.io/v1')).toBeTruthy();
    press('Packing (MostAllocated)');
    expect(screen.queryByText(/would not start/)).toBeNull();
    press('To the start');
    press('One Pod');
    press('node-a');
    expect(detail()).toContain('cpu: ⌊2,000m × 100 / 3,800m⌋ = 52');
    expect(detail()).toContain('⌊(52 + 14) / 2⌋ = 33');
  });

  it('lets the reader guess, and tells', () => {
    show();
    press('To the start');
    fireEvent.change(screen.getByRole('combobox', { name: /^Where will api….* go\?$/ }), { target: { value: '' } });
    press('Guess');
    expect(screen.getByText(/^No: api….* goes to node-.*0 of 1 right$/)).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: /^Where will api….* go\?$/ }), { target: { value: 'cp-1' } });
    press('Guess');
    expect(screen.getByText(/0 of 2 right$/)).toBeTruthy();
  });

  it('sets a challenge, checks it while the reader edits, and shows a solution', () => {
    show();
    fireEvent.change(screen.getByRole('combobox', { name: 'Challenge' }), { target: { value: 'seven' } });
    expect(screen.getByText('all seven web Pods have a node').closest('li')?.dataset['reached']).toBe('false');
    press('Show one solution');
    expect(screen.getByText('all seven web Pods have a node').closest('li')?.dataset['reached']).toBe('true');
    expect(screen.getByText('Nodes that the Pods do not tolerate are out of the count.')).toBeTruthy();
  });

  it('lets things happen after the manifest is applied', () => {
    show();
    fireEvent.change(screen.getByRole('combobox', { name: 'What happens' }), { target: { value: 'addNode' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'To what' }), { target: { value: 'node-a' } });
    press('Let it happen');
    expect(lane('unschedulable')).toHaveLength(1);
    expect(cards()).toHaveLength(5);
    press('Take the last one back');
    expect(lane('unschedulable')).toHaveLength(2);
  });

  it('works with the nodes of a manifest', () => {
    show();
    const field = screen.getByRole('textbox', { name: 'Manifest (YAML)' });
    const node = (name: string) => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nstatus: {allocatable: {cpu: "4", memory: 8Gi, pods: "10"}}\n`;
    fireEvent.change(field, { target: { value: `${node('ip-10-0-1-7.internal')}---\n${node('b')}---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {nodeName: b, containers: [{name: a, image: x}]}\n` } });
    expect(cards()).toHaveLength(2);
    expect(statuses()).toEqual(['p●b']);
    expect(screen.getByText('The manifest has Nodes, so these are used and the ones below are not.')).toBeTruthy();
  });

  it('says what it leaves aside', () => {
    show();
    const field = screen.getByRole('textbox', { name: 'Manifest (YAML)' });
    fireEvent.change(field, { target: { value: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  resourceClaims: [{name: gpu, resourceClaimName: gpu}]\n  containers: [{name: a, image: b}]\n' } });
    expect(screen.getByRole('note').textContent).toContain('spec.resourceClaims (plugin DynamicResources)');
  });

  it('keeps manifest and nodes over a reload, and survives broken storage', () => {
    show();
    fireEvent.change(screen.getByRole('combobox', { name: 'Example' }), { target: { value: 'image' } });
    cleanup();
    show();
    toTheEnd();
    expect(statuses()).toEqual(['inference●node-b']);
    cleanup();
    window.localStorage.setItem('kx.widget.scheduler-lab', '{"v":1,"s":{"manifest":3}}');
    show();
    expect(statuses()).toHaveLength(5);
  });

  it('runs to the end by itself and can be paused', async () => {
    reduceMotion(false);
    show();
    press('To the start');
    press('Run to the end');
    expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
    await act(() => new Promise((resolve) => setTimeout(resolve, 800)));
    expect(said()).not.toMatch(/in the queue/);
    press('Pause');
    expect(screen.getByRole('button', { name: 'Run to the end' })).toBeTruthy();
  });
});
