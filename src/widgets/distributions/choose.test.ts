import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, flips, topsOf } from './choose';
import { tool } from './data';
import { PROFILES } from './profiles';
import { parseAnswers, PRESETS, PRESET_IDS, presetOf, QUESTIONS, QUESTION_IDS, type Answers } from './questions';

const MANAGED = ['eks', 'eks-auto', 'aks', 'gke-standard', 'gke-autopilot', 'kakaocloud', 'nhn', 'scp'];

const anyAnswers = fc.record(Object.fromEntries(QUESTION_IDS.map((id) => [id, fc.constantFrom(...QUESTIONS[id])]))) as unknown as fc.Arbitrary<Answers>;

describe('the six situations', () => {
  it('learning alone: minikube', () => {
    expect(topsOf(choose(PRESETS['learn-alone']))).toEqual(['minikube']);
  });

  it('team development: K3s or a managed service', () => {
    const tops = topsOf(choose(PRESETS['team-development']));
    expect(tops).toContain('k3s');
    expect(tops.every((id) => id === 'k3s' || MANAGED.includes(id))).toBe(true);
  });

  it('startup in production: a managed service', () => {
    const { ranking } = choose(PRESETS['startup-production']);
    expect(ranking.slice(0, 5).every(({ id }) => MANAGED.includes(id))).toBe(true);
  });

  it('enterprise over several clouds: Rancher as a manager over something else', () => {
    const choice = choose(PRESETS['enterprise-multicloud']);
    expect(choice.manager).toEqual({ id: 'rancher', code: 'many-clusters' });
    expect(choice.ranking.map(({ id }) => id)).not.toContain('rancher');
    expect(choice.ranking.length).toBeGreaterThan(0);
  });

  it('finance: OpenShift, with kubeadm close behind', () => {
    const { ranking } = choose(PRESETS['finance-security']);
    expect(ranking[0]!.id).toBe('openshift');
    expect(ranking.slice(0, 4).map(({ id }) => id)).toContain('kubeadm');
  });

  it('becoming an expert: a path, starting with minikube', () => {
    const choice = choose(PRESETS['become-expert']);
    expect(choice.path).toEqual(['minikube', 'managed', 'hard-way']);
    expect(choice.ranking[0]!.id).toBe('minikube');
  });

  it('are recognised from their answers', () => {
    for (const id of PRESET_IDS) expect(presetOf(PRESETS[id])).toBe(id);
    expect(presetOf({ ...PRESETS['learn-alone'], ha: 'yes' })).toBeNull();
  });
});

describe('single constraints', () => {
  it('an air-gapped network puts every cloud service out, and says so', () => {
    const { out } = choose({ ...PRESETS['startup-production'], network: 'offline' });
    for (const id of MANAGED) expect(out.find((entry) => entry.id === id)?.because.map(({ code }) => code)).toContain('control-plane-outside');
  });

  it('tiny machines put RKE2 out with the figures of its documentation', () => {
    const { out } = choose({ ...PRESETS['team-development'], hardware: 'tiny' });
    expect(out.find(({ id }) => id === 'rke2')?.because).toContainEqual({ question: 'hardware', code: 'too-little-memory', points: 0, params: { needs: 4, has: 1 } });
  });

  it('K3s agents fit where its server does not', () => {
    const { ranking } = choose({ ...PRESETS['team-development'], hardware: 'tiny' });
    expect(ranking.find(({ id }) => id === 'k3s')?.reasons.map(({ code }) => code)).toContain('only-agents-fit');
  });

  it('nobody to operate, no cloud, production: nothing is left', () => {
    expect(choose({ ...PRESETS['finance-security'], operator: 'none' }).ranking).toEqual([]);
  });

  it('nobody to operate many clusters: no manager either', () => {
    expect(choose({ ...PRESETS['enterprise-multicloud'], operator: 'none' }).manager).toEqual({ id: null, code: 'nobody-for-a-manager' });
  });
});

describe('profiles', () => {
  it('agree with the records on memory, and every candidate has a record that is no manager', () => {
    for (const profile of PROFILES) {
      const record = tool(profile.id);
      expect(record.kind).not.toBe('manager');
      if (profile.place !== 'cloud') expect(profile.serverGB, profile.id).toBe(record.facts.resources?.figure);
      if (profile.offline === 'documented') expect(record.facts.offline, profile.id).toBeDefined();
    }
  });
});

describe('properties', () => {
  it('a disqualified tool is never ranked, and every candidate is in exactly one list', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { ranking, out } = choose(answers);
        const ids = [...ranking, ...out].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...ids].sort()).toEqual(PROFILES.map(({ id }) => id).sort());
        expect(out.every(({ because }) => because.length > 0)).toBe(true);
      }),
    );
  });

  it('the same answers give the same choice', () => {
    fc.assert(fc.property(anyAnswers, (answers) => { expect(choose({ ...answers })).toEqual(choose(answers)); }));
  });

  it('scores are the sums of their reasons, in falling order, and each reason names an existing question', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { ranking, out } = choose(answers);
        ranking.forEach((entry, index) => {
          expect(entry.score).toBe(entry.reasons.reduce((sum, { points }) => sum + points, 0));
          if (index > 0) expect(entry.score).toBeLessThanOrEqual(ranking[index - 1]!.score);
        });
        const all = [...ranking.flatMap(({ reasons }) => reasons), ...out.flatMap(({ because }) => because)];
        expect(all.every(({ question }) => question in QUESTIONS)).toBe(true);
      }),
    );
  });

  it('every flip is real: asking again with that answer gives that top, and it is new', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const before = topsOf(choose(answers));
        for (const flip of flips(answers)) {
          const tops = topsOf(choose({ ...answers, [flip.question]: flip.to }));
          expect(tops).toEqual(flip.tops);
          expect(tops.some((id) => before.includes(id))).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('answers survive a stored copy; anything else is refused', () => {
    fc.assert(fc.property(anyAnswers, (answers) => { expect(parseAnswers(JSON.parse(JSON.stringify(answers)))).toEqual(answers); }));
    for (const bad of [null, 7, {}, { ...PRESETS['learn-alone'], ha: 'maybe' }]) expect(parseAnswers(bad)).toBeUndefined();
  });
});
