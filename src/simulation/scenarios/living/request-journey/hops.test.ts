import { describe, expect, it } from 'vitest';
import { ADMIN } from '../admin';
import { ask, openSession } from '../session';
import type { JourneyView } from './hops';
import { BIRTH, requestJourneyScene } from './scene';

const begun = openSession(requestJourneyScene, null);
const applied = ask(begun, { kind: 'input', input: { kind: 'request', request: { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'birth', user: ADMIN, body: BIRTH } } });
const { report } = ask(applied.session, { kind: 'quiet', latest: begun.history.cluster.clock.now + 120_000_000 });
const { hops } = report.view as JourneyView;

describe('the way of a Deployment to a process', () => {
  it('goes from kubectl over the controllers and the scheduler to the kubelet and back into a slice', () => {
    const first = [...new Set(hops.map(({ actor }) => actor))];
    expect(first).toEqual(['kubectl', 'deployment-controller', 'replicaset-controller', 'kube-scheduler', 'kubelet', 'endpointslice-controller']);
  });

  it('names what each wrote, under a revision that only grows', () => {
    const binding = hops.find(({ actor }) => actor === 'kube-scheduler');
    expect(binding?.changes).toEqual([{ path: 'spec.nodeName', value: expect.stringMatching(/^"node-\d"$/) as string }]);
    expect(binding?.request).toMatch(/^POST \/api\/v1\/namespaces\/default\/pods\/birth-.*\/binding$/);
    const revisions = hops.map(({ revision }) => Number(revision));
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    const phases = hops.filter(({ kind }) => kind === 'Pod').flatMap(({ changes }) => changes).filter(({ path }) => path === 'status.phase').map(({ value }) => value);
    expect(phases).toEqual(['"Pending"', '"Running"']);
  });
});
