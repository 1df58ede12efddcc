import { describe, expect, it } from 'vitest';
import { coreV1 } from '../generated/schema/core.v1';
import { schemaOf } from './schema';
import { mapStructs, walkFields } from './walk';

const schema = schemaOf([coreV1]);
const pod = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'a', livenessProbe: { exec: { command: ['true'] } } }, { name: 'b' }], initContainers: [{ name: 'c' }], unknown: 1 },
};

describe('walkFields', () => {
  it('meets every known field with its path and its type', () => {
    const met: string[] = [];
    walkFields(schema, 'core.v1.Pod', pod, ({ path, owner, field }) => met.push(`${path} ${owner.name} ${field.go}`));
    expect(met).toContain('spec.containers[0].livenessProbe.exec core.v1.Probe v1.ExecAction');
    expect(met).toContain('metadata.labels meta.v1.ObjectMeta map[string]string');
    expect(met.some((one) => one.includes('unknown'))).toBe(false);
  });
});

describe('mapStructs', () => {
  it('reaches every place that holds a type, and shares what stays', () => {
    const changed = mapStructs(schema, 'core.v1.Pod', pod, (type, object) => (type === 'core.v1.Container' ? { ...object, image: 'i' } : object));
    expect(changed).toMatchObject({ spec: { containers: [{ image: 'i' }, { image: 'i' }], initContainers: [{ image: 'i' }], unknown: 1 } });
    expect(changed['metadata']).toBe(pod.metadata);
    expect(mapStructs(schema, 'core.v1.Pod', pod, (_, object) => object)).toBe(pod);
  });
});
