import { describe, expect, it } from 'vitest';
import { makeNode, makePod } from '../fixtures';
import { Scheduler } from '../scheduler';
import { DEFAULT_PROFILE, newProfile, newProfiles } from './configuration';
import { readConfiguration } from './read-configuration';

const names = (profile = DEFAULT_PROFILE) => profile.plugins.map(({ plugin, weight }) => `${plugin.name} ${weight}`);

describe('profiles', () => {
  it('the default one has the plugins of 1.36 in order', () => {
    expect(names().slice(3, 8)).toEqual(['NodeName 0', 'TaintToleration 3', 'NodeAffinity 2', 'NodePorts 0', 'NodeResourcesFit 1']);
    expect(names()).toHaveLength(20);
  });
  it('multiPoint disables, weighs and re-orders only what it adds', () => {
    const profile = newProfile({ plugins: { multiPoint: { enabled: [{ name: 'ImageLocality', weight: 5 }, { name: 'TaintToleration' }, { name: 'NodePorts' }], disabled: [{ name: 'NodePorts' }] } } });
    expect(names(profile)).toContain('ImageLocality 5');
    expect(names(profile)[4]).toBe('TaintToleration 1');
    expect(names(profile).at(-1)).toBe('NodePorts 0');
  });
  it('a single extension point switches only itself', () => {
    const profile = newProfile({ plugins: { score: { disabled: [{ name: '*' }], enabled: [{ name: 'NodeResourcesFit', weight: 7 }] } } });
    const scoring = profile.plugins.filter(({ plugin }) => plugin.preScore !== undefined);
    expect(scoring.map(({ plugin, weight }) => [plugin.name, weight])).toEqual([['NodeResourcesFit', 7]]);
    expect(profile.plugins.find(({ plugin }) => plugin.name === 'TaintToleration')?.plugin.preFilter).toBeDefined();
  });
  it('refuses what kube-scheduler would not start with', () => {
    expect(() => newProfile({ plugins: { multiPoint: { enabled: [{ name: 'Mine' }] } } })).toThrow(/plugin "Mine" does not exist; use one of/);
    expect(() => newProfile({ plugins: { queueSort: { disabled: [{ name: '*' }] } } })).toThrow(/PrioritySort/);
    expect(() => newProfiles({ profiles: [{}, { schedulerName: 'default-scheduler' }] })).toThrow(/duplicate profile/);
  });
});

describe('readConfiguration', () => {
  const text = `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles:
- schedulerName: default-scheduler
- schedulerName: packing
  pluginConfig:
  - name: NodeResourcesFit
    args:
      scoringStrategy: {type: MostAllocated}
`;
  it('reads several profiles, and each Pod goes by its own', () => {
    const scheduler = new Scheduler({ configuration: readConfiguration(text) });
    for (const name of ['a', 'b']) scheduler.observe(makeNode(name));
    scheduler.observe(makePod('there', { cpu: '1', memory: '1Gi' }, { nodeName: 'a' }));
    const nodeFor = (schedulerName: string) => {
      const decision = scheduler.explain(makePod('p', { cpu: '1', memory: '1Gi' }, { schedulerName }));
      return decision.kind === 'scheduled' ? decision.node : decision.kind;
    };
    expect([nodeFor('default-scheduler'), nodeFor('packing'), nodeFor('mine')]).toEqual(['b', 'a', 'otherScheduler']);
  });
  it.each([
    ['kind: Pod\napiVersion: v1', 'apiVersion: must be kubescheduler.config.k8s.io/v1'],
    [`${text}percentageOfNodesToScore: 101`, 'percentageOfNodesToScore: must be a whole number from 0 to 100'],
    [text.replace('pluginConfig', 'plugins: {sort: {}}\n  pluginConfig'), 'profiles[1].plugins.sort: is no extension point; use one of multiPoint, preEnqueue'],
    [text.replace('- name: NodeResourcesFit', '- name: ""'), 'profiles[1].pluginConfig[0].name: must name a plugin'],
  ])('names the place and the remedy: %#', (bad, words) => expect(() => readConfiguration(bad)).toThrow(words));
});
