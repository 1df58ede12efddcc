import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printYaml } from '../../api/yaml';
import type { Printable } from '../../api/yaml';
import { Desk } from '../terminal/desk';
import { typed } from '../terminal/testing/terminal';
import { commandOf, manifestOf, storyOf } from './field-owners';
import type { Step, Wish } from './field-owners';

const apply = (who: 'ci' | 'ops', wish: Partial<Wish>, force = false): Step => ({ do: 'apply', who, force, wish: { replicas: null, image: null, ...wish } });
const CI = apply('ci', { replicas: 3, image: 'nginx:1.30' });
const ownersOf = (steps: readonly Step[], path: string): readonly string[] | undefined => storyOf(steps).fields.find((field) => field.path === path)?.owners.map(({ manager }) => manager);
const IMAGE = '.spec.template.spec.containers[name="web"].image';

describe('owners of fields', () => {
  it('belong to who applied them; what the server filled in belongs to nobody', () => {
    expect(ownersOf([CI], '.spec.replicas')).toEqual(['ci']);
    expect(ownersOf([CI], IMAGE)).toEqual(['ci']);
    expect(ownersOf([CI], '.spec.strategy.type')).toEqual([]);
  });

  it('conflict where another says otherwise, and not where it says the same', () => {
    const conflicting = storyOf([CI, apply('ops', { replicas: 5 })]);
    expect(conflicting.outcome?.conflicts).toEqual([{ field: '.spec.replicas', message: 'conflict with "ci"' }]);
    expect(conflicting.fields.find(({ path }) => path === '.spec.replicas')?.value).toBe('3');
    expect(ownersOf([CI, apply('ops', { replicas: 3 })], '.spec.replicas')).toEqual(['ci', 'ops']);
    expect(ownersOf([CI, apply('ops', { replicas: 5 }, true)], '.spec.replicas')).toEqual(['ops']);
  });

  it('are scale and set image too, as what updates', () => {
    expect(storyOf([CI, { do: 'scale', replicas: 4 }]).fields.find(({ path }) => path === '.spec.replicas')).toMatchObject({ value: '4', owners: [{ manager: 'kubectl', operation: 'Update', subresource: 'scale' }] });
    expect(storyOf([CI, { do: 'scale', replicas: 4 }, CI]).outcome?.conflicts[0]?.message).toMatch(/conflict with "kubectl" with subresource "scale"/);
  });

  it('lose what nobody names any longer: replicas fall back to the default', () => {
    expect(storyOf([CI, apply('ci', { image: 'nginx:1.30' })]).fields.find(({ path }) => path === '.spec.replicas')).toMatchObject({ value: '1', owners: [] });
    expect(storyOf([CI, apply('ops', { replicas: 3 }), apply('ci', { image: 'nginx:1.30' })]).fields.find(({ path }) => path === '.spec.replicas')).toMatchObject({ value: '3', owners: [{ manager: 'ops' }] });
  });

  it('is what kubectl and the API server of a terminal make of the same commands', () => {
    const wish = fc.record({ replicas: fc.constantFrom(null, 3, 5), image: fc.constantFrom(null, 'nginx:1.30', 'nginx:1.31') });
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('apply' as const), who: fc.constantFrom('ci' as const, 'ops' as const), wish, force: fc.boolean() }) },
      { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'scale', replicas: 4 }, { do: 'image', image: 'nginx:1.32' }) },
    );
    const desk = new Desk({ stopped: ['kube-controller-manager'], settled: 0 });
    const run = (text: string): string => typed(desk, text);
    fc.assert(fc.property(fc.array(step, { maxLength: 4 }), (more) => {
      run('kubectl delete deployment web --ignore-not-found --wait=false');
      const steps: Step[] = [];
      for (const one of [CI, ...more]) {
        steps.push(one);
        if (one.do === 'apply') desk.ask({ kind: 'write', path: `/home/learner/${one.who}.yaml`, text: printYaml(manifestOf(one.who, one.wish) as Printable) });
        const printed = run(commandOf(one));
        // An update's time stands in what a conflict says of it.
        const timeless = (text: string): string => text.replace(/ at 2\d{3}-\S+Z/g, '').trim();
        expect(timeless(storyOf(steps).outcome?.printed ?? '')).toBe(timeless(printed));
      }
      const owners = run('kubectl get deployment web --show-managed-fields -o jsonpath=\'{range .metadata.managedFields[*]}{.manager}/{.operation} {end}\'');
      for (const { owners: found } of storyOf(steps).fields) for (const { manager, operation } of found) expect(owners).toContain(`${manager}/${operation}`);
    }), { numRuns: 30 });
  });
});
