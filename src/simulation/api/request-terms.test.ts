import { describe, expect, it } from 'vitest';
import { formatQuantity } from './quantity';
import { requestTerms } from './request-terms';
import type { Container, PodSpec } from './types';

const container = (name: string, cpu: string, restartPolicy?: string): Container => ({ name, image: 'i:1', resources: { requests: { cpu } }, ...(restartPolicy === undefined ? {} : { restartPolicy }) });
const terms = (spec: PodSpec) => requestTerms(spec).map(({ resource, running, starting, podLevel, overhead, total }) => [resource, running, starting, podLevel, overhead, total].map((one) => (one === null || typeof one === 'string' ? one : formatQuantity(one))));

describe('the parts of a request', () => {
  it('takes the larger of what runs and what starts, sidecars in both', () => {
    const spec = { containers: [container('app', '500m')], initContainers: [container('proxy', '200m', 'Always'), container('migrate', '2')] };
    expect(terms(spec)).toEqual([['cpu', '700m', '2200m', null, '0', '2200m']]);
  });
  it('adds the overhead on top', () => {
    expect(terms({ containers: [container('app', '500m')], overhead: { cpu: '250m' } })).toEqual([['cpu', '500m', '0', null, '250m', '750m']]);
  });
  it('lets the Pod’s own amount take the place of its containers’', () => {
    expect(terms({ containers: [container('app', '500m')], resources: { requests: { cpu: '3' } } })).toEqual([['cpu', '500m', '0', '3', '0', '3']]);
  });
});
