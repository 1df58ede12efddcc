import fc from 'fast-check';
import { expect, it } from 'vitest';
import { podRequests, restatesRequests, specRequests } from './pod-requests';
import type { PodResourceStatus } from './pod-requests';
import type { PodSpec, ResourceList } from './types';

interface Amounts {
  readonly requests?: ResourceList;
  readonly limits?: ResourceList;
}

const amounts = fc.constantFrom<ResourceList | undefined>(undefined, {}, { cpu: '100m' }, { cpu: '200m', memory: '1Gi' }, { cpu: '0.1' });
const resources = fc.constantFrom<Amounts | undefined>(undefined, {}, { requests: { cpu: '100m' } }, { requests: { cpu: '200m', memory: '1Gi' }, limits: { cpu: '1' } });
const given = <T extends object>(one: T): T => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T;
const containers = fc.array(fc.record({ resources, restartPolicy: fc.constantFrom(undefined, 'Always') }), { minLength: 1, maxLength: 2 }).map((all) => all.map((one, at) => given({ ...one, name: `c${at}` })));
const statuses = fc.array(fc.record({ name: fc.constantFrom('c0', 'c1'), resources, allocatedResources: amounts }).map(given), { maxLength: 3 }) as fc.Arbitrary<NonNullable<PodResourceStatus['containerStatuses']>>;
const status = fc.record({ containerStatuses: statuses, initContainerStatuses: statuses, conditions: fc.constantFrom([], [{ type: 'PodResizePending', reason: 'Infeasible', status: 'True' }]) });

it('asks for the same with a status that repeats what the specification says and without it', () => {
  let restated = 0;
  fc.assert(
    fc.property(containers, fc.option(containers, { nil: undefined }), status, (own, init, told) => {
      const spec = given({ containers: own, initContainers: init }) as unknown as PodSpec;
      expect(specRequests(spec)).toEqual(podRequests(spec));
      if (!restatesRequests(spec, told)) return;
      restated += 1;
      expect([...podRequests(spec, { status: told })].map(([name, { nano }]) => [name, nano]).sort()).toEqual([...specRequests(spec)].map(([name, { nano }]) => [name, nano]).sort());
    }),
    { numRuns: 500 },
  );
  expect(restated).toBeGreaterThan(20);
});
