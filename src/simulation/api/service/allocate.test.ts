import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Service, ServiceSpec } from '../generated/types/core.v1';
import { serviceKind } from '../kinds/core.Service';
import { updateObject } from '../request/update';
import { allocateService } from './allocate';
import type { ServicePools } from './pools';

const pools: ServicePools = { networks: [{ network: { family: 4, words: [0x0a600000] }, length: 16 }], takenAddresses: new Set(['10.96.0.1']), nodePorts: [30000, 32767], takenNodePorts: new Set([30001]) };
const service = (spec: ServiceSpec): Service => serviceKind.defaults!({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });
const allocated = (spec: ServiceSpec): Service => {
  const step = allocateService(service(spec), undefined, pools);
  if (!('service' in step)) throw new Error(JSON.stringify(step));
  return step.service;
};

/** pkg/registry/core/service/storage/alloc.go. */
describe('allocateService', () => {
  it('gives an address and one node port to a TCP and a UDP port of one number', () => {
    const { spec } = allocated({ type: 'NodePort', ports: [{ port: 53, name: 'a' }, { port: 53, name: 'b', protocol: 'UDP' }, { port: 80, name: 'c', nodePort: 30080 }] });
    expect(spec?.clusterIPs).toEqual([spec?.clusterIP]);
    expect(spec?.ports?.[0]?.nodePort).toBe(spec?.ports?.[1]?.nodePort);
    expect(spec?.ports?.[2]?.nodePort).toBe(30080);
    expect(spec).toMatchObject({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  });

  it('asks both families of a headless Service without a selector, the cluster having one', () => {
    expect(allocated({ clusterIP: 'None' }).spec).toMatchObject({ ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' });
    expect(allocated({ clusterIP: 'None', selector: { app: 'a' } }).spec).toMatchObject({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  });

  it('finds nothing wrong with a headless Service that has been read and not yet allocated', () => {
    expect(serviceKind.validateCreate!(service({ clusterIP: 'None', selector: { app: 'a' }, ports: [{ port: 80 }] }))).toEqual([]);
    expect(serviceKind.validateCreate!(service({ clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.8'], ports: [{ port: 80 }] }))).toMatchObject([{ path: 'spec.clusterIPs' }]);
  });

  it('says that a port is taken, and that dual stack is not there', () => {
    expect(allocateService(service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30001 }] }), undefined, pools)).toMatchObject({ errors: [{ detail: 'provided port is already allocated' }] });
    expect(allocateService(service({ ipFamilyPolicy: 'RequireDualStack' }), undefined, pools)).toMatchObject({ errors: [{ path: 'spec.ipFamilyPolicy' }] });
  });

  it('changes nothing when the same manifest is sent again', () => {
    const type = fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer');
    const ports = fc.uniqueArray(fc.integer({ min: 1, max: 65535 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(type, ports, fc.constantFrom('Cluster', 'Local'), (kind, numbers, policy) => {
        const spec: ServiceSpec = { type: kind, ports: numbers.map((port) => ({ port, name: `p${port}` })), ...(kind === 'ClusterIP' ? {} : { externalTrafficPolicy: policy }) };
        const first = allocated(spec);
        expect(serviceKind.validateCreate!(first)).toEqual([]);
        const again = updateObject(service(spec), first, serviceKind, pools);
        expect('object' in again ? again.object.spec : again).toEqual(first.spec);
      }),
      { numRuns: 200 },
    );
  });
});
