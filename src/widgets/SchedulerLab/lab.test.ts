import { describe, expect, it } from 'vitest';
import { CHALLENGES } from './challenges/list';
import { DEVICE_PARTS } from './devices';
import { CHALLENGE_IDS } from './challenges/ids';
import { challengeMessages } from './challenges/messages';
import { PRESETS, PRESET_IDS, type PresetId } from './presets';
import type { LabState } from './lab-state';
import { outcomeOf } from './outcome';
import { explainAttempt, runLab } from './run';
import { fromPreset, initialState, parseState, takeOver } from './state';
import { overBy, revealed, stepsOf } from './steps';
import { stageView } from './view';

const run = (id: PresetId) => runLab(initialState(id));
/** Pods by node at the end of a run; those without one under `-`. */
const ends = (state: LabState): Record<string, string[]> => {
  const { placed, waiting } = outcomeOf(runLab(state));
  const by: Record<string, string[]> = {};
  for (const { pod, node } of placed) (by[node] ??= []).push(pod.short.replace(/…\w+$/, ''));
  if (waiting.length > 0) by['-'] = waiting.map(({ short }) => short.replace(/…\w+$/, ''));
  return by;
};

describe('examples', () => {
  it.each(PRESET_IDS)('%s is without a problem and comes back from storage as it was', (id) => {
    const state = initialState(id);
    const { problems, configurationProblem, happenings, leftOut, cut } = run(id);
    expect([problems, configurationProblem, leftOut, cut]).toEqual([[], null, 0, false]);
    expect(happenings.some(({ kind }) => kind === 'attempt')).toBe(true);
    expect(parseState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('show what the page says of them', () => {
    expect(ends(initialState('room'))['node-a']).toEqual(['a-has', 'new']);
    expect(ends(initialState('apart'))['-']).toEqual(['web']);
    // 200m of the sidecar and 2 CPU of the init container are more than a node of 2 CPU has.
    expect(ends(initialState('sidecar'))).toEqual({ '-': ['app'] });
    expect(ends(initialState('skew'))['-']).toHaveLength(4);
    expect(Object.keys(ends(initialState('zones'))).sort()).toEqual(['node-a', 'node-b', 'node-c']);
    expect(ends(initialState('zones'))['node-c']).toHaveLength(3);
    expect(ends(initialState('rollout'))['-']).toEqual(['edge']);
    expect(ends(initialState('gpu'))).toEqual({ 'gpu-1': ['train', 'train'], '-': ['train'] });
    expect(ends(initialState('sets'))['-'] ?? []).toEqual([]);
  });

  it('dra gives the large GPUs to two Pods, and the third is told what each node has', () => {
    const lab = runLab(initialState('dra'), DEVICE_PARTS);
    const { placed, waiting } = outcomeOf(lab);
    expect([placed.map(({ node }) => node), waiting.length, lab.unmodelled]).toEqual([['node-b', 'node-b'], 1, []]);
    const { nodes } = stageView(lab, [], 0, lab.happenings.length);
    expect(Object.fromEntries(nodes.map(({ name, extra }) => [name, extra]))).toEqual({ 'node-a': [], 'node-b': [{ name: 'gpu.example.com', total: 2, used: 2 }], 'node-c': [{ name: 'gpu.example.com', total: 1, used: 0 }] });
    const failed = lab.happenings.findLast((one) => one.kind === 'attempt' && one.decision.kind === 'unschedulable');
    expect(failed).toMatchObject({ decision: { failure: { message: expect.stringContaining('3 cannot allocate all claims.') } } });
    // Without what allocates devices the lab says that it leaves claims aside.
    expect(run('dra').unmodelled).toEqual([{ plugin: 'DynamicResources', field: 'spec.resourceClaims' }]);
  });

  it('score gives node-b the single point of LeastAllocated that the page works out', () => {
    const attempt = run('score').happenings.find((one) => one.kind === 'attempt');
    const trace = attempt?.kind === 'attempt' && attempt.decision.kind === 'scheduled' ? attempt.decision.trace : undefined;
    const fit = (node: string) => trace?.nodes.find((one) => one.node === node)?.scores.find(({ plugin }) => plugin === 'NodeResourcesFit')?.normalized;
    expect([fit('node-a'), fit('node-b')]).toEqual([55, 56]);
  });

  it('preemption takes both replicas from one node at once, and their successors wait', () => {
    const { happenings } = run('preemption');
    const gone = happenings.flatMap((one) => (one.kind === 'leaving' && one.why === 'preempted' ? [[one.node, one.at]] : []));
    expect(gone).toEqual([['node-c', 0], ['node-c', 0]]);
    expect(ends(initialState('preemption'))['node-c']).toEqual(['urgent']);
  });

  it('a zone that comes back stays empty until somebody moves Pods', () => {
    const { actions, ...state } = initialState('comeback');
    expect(ends({ ...state, actions: actions.slice(0, 3) })['node-c']).toBeUndefined();
    expect(ends({ ...state, actions })['node-c']).not.toBeUndefined();
  });

  it('500 nodes are run without keeping thoughts, which are worked out when asked for', () => {
    const state = initialState('fleet');
    const { lean, happenings } = runLab(state);
    expect(lean).toBe(true);
    const last = happenings.length - 1;
    const explained = explainAttempt(state, last, null);
    const decision = happenings[last]?.kind === 'attempt' ? happenings[last].decision : undefined;
    expect(decision?.kind === 'scheduled' && explained?.node?.node === decision.node).toBe(true);
    expect(explained?.trace.nodes).toHaveLength(500);
    expect(explained?.node?.scores.length).toBeGreaterThan(5);
  });
});

describe('what is stored', () => {
  const old = { manifest: 'kind: Pod', nodes: [{ name: 'node-a', cpu: '1', memory: '1Gi', pods: '110', cordoned: false, labels: '', taints: '', images: '' }], seed: 3 };
  it('is read from the first edition', () => {
    expect(parseState(old)).toEqual({ ...old, nodes: [{ ...old.nodes[0], extra: '', copies: 1 }], configuration: '', actions: [], challenge: null });
  });
  it.each([
    ['an action that is none', { actions: [{ kind: 'explode' }] }],
    ['a wait of a day', { actions: [{ kind: 'wait', seconds: 86_400 }] }],
    ['too many copies', { nodes: [{ ...old.nodes[0], copies: 100_000 }] }],
    ['a name that is none', { nodes: [{ ...old.nodes[0], name: 'Node A' }] }],
    ['two of a name', { nodes: [old.nodes[0], old.nodes[0]] }],
  ])('is refused with %s', (_what, wrong) => expect(parseState({ ...old, ...wrong })).toBeUndefined());
  it('takes dotted names', () => expect(parseState({ ...old, nodes: [{ ...old.nodes[0], name: 'ip-10-0-1-7.ap-northeast-2.compute.internal' }] })).toBeDefined());
  it('takes what a page hands over', () => {
    const now = { ...initialState('comeback'), challenge: 'pack' as const };
    expect(takeOver({ preset: 'gpu' }, now)).toEqual({ ...fromPreset(PRESETS.gpu), seed: 1 });
    expect(takeOver({ text: 'kind: Pod' }, now)).toMatchObject({ manifest: 'kind: Pod', nodes: now.nodes, actions: [], challenge: null });
    expect(takeOver({ preset: 'nothing' }, now)).toBeUndefined();
  });
});

describe('steps', () => {
  const { happenings } = run('queue');
  const steps = stepsOf(happenings);
  it('pass through the extension points in their order', () => {
    const first = happenings.findIndex(({ kind }) => kind === 'attempt');
    const kinds = [...new Set(steps.filter(({ happening }) => happening === first).map(({ kind }) => kind))];
    expect(kinds).toEqual(['take', 'preFilter', 'filter', 'score', 'end']);
    const failed = happenings.findIndex((one) => one.kind === 'attempt' && one.decision.kind === 'unschedulable');
    expect([...new Set(steps.filter(({ happening }) => happening === failed).map(({ kind }) => kind))]).toEqual(['take', 'preFilter', 'filter', 'postFilter', 'end']);
  });
  it('reveal a node when its step is over, and everything at the end', () => {
    const at = steps.findIndex(({ kind }) => kind === 'filter') + 1;
    const step = steps[at - 1];
    const seen = revealed(steps, at, step?.happening ?? -1);
    expect(step?.kind === 'filter' && step.node !== null && seen.filtered.has(step.node)).toBe(true);
    expect([seen.done, seen.scored.has('node-a'), overBy(steps, at)]).toEqual([false, false, step?.happening]);
    expect(revealed(steps, steps.length, step?.happening ?? -1).done).toBe(true);
  });
  it('show every Pod in one lane at any time', () => {
    const all = run('queue');
    for (let cursor = 0; cursor <= steps.length; cursor += 1) {
      const { standing } = stageView(all, steps, cursor);
      expect(new Set(standing.map(({ pod }) => pod.key)).size).toBe(standing.length);
    }
    const lanes = new Set(Array.from({ length: steps.length }, (_, cursor) => stageView(all, steps, cursor)).flatMap(({ standing }) => standing.map(({ lane }) => lane)));
    expect([...lanes].sort()).toEqual(['active', 'backoff', 'gated', 'placed', 'unschedulable', 'working']);
  });
});

describe('challenges', () => {
  const stateOf = (id: (typeof CHALLENGE_IDS)[number]): LabState => {
    const { manifest, nodes, actions = [] } = CHALLENGES[id];
    return { manifest, nodes, actions: [...actions], seed: 1, configuration: '', challenge: id };
  };
  it.each(CHALLENGE_IDS)('%s is not reached at first, and its solution reaches it', (id) => {
    const start = stateOf(id);
    const { goals, solution } = CHALLENGES[id];
    const first = goals(start, runLab(start));
    expect(first.every(({ reached }) => reached)).toBe(false);
    const solved = { ...start, ...solution };
    const outcome = runLab(solved);
    expect(outcome.problems).toEqual([]);
    expect(goals(solved, outcome)).toEqual(first.map(({ id: goal }) => ({ id: goal, reached: true })));
    for (const { id: goal } of first) for (const words of Object.values(challengeMessages)) expect(Object.keys(words.goals)).toContain(goal);
    expect(parseState(JSON.parse(JSON.stringify(solved)))).toEqual(solved);
  });
  it.each(CHALLENGE_IDS)('%s is not reached with nothing at all', (id) => {
    const empty = { ...stateOf(id), manifest: '' };
    expect(CHALLENGES[id].goals(empty, runLab(empty)).every(({ reached }) => reached)).toBe(false);
  });
});
