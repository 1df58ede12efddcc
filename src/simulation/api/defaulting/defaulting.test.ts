import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../kinds/all';
import { asObject } from '../request/create';
import { encodeStruct } from '../schema/encode';
import { arbitraryStruct } from '../testing/arbitrary-struct';
import type { JsonObject } from '../schema/walk';
import { imageTag } from './image';
import { pod } from './pod';

const encoded = (kind: (typeof ALL_KINDS)[number], object: unknown): JsonObject => encodeStruct(kind.schema, kind.type, object as JsonObject);

describe('defaults', () => {
  it.each(ALL_KINDS.map((kind) => [kind.type, kind] as const))('of %s are set once, and what is stored reads as it is', (_, kind) => {
    fc.assert(
      fc.property(arbitraryStruct(kind.schema, kind.type, 5), (value) => {
        const first = kind.defaults?.(asObject(kind, value)) ?? asObject(kind, value);
        const second = kind.defaults?.(first) ?? first;
        expect(encoded(kind, second)).toEqual(encoded(kind, first));
        // What the storage gives back is defaulted again; from then on nothing changes.
        const read = (stored: JsonObject): JsonObject => encoded(kind, kind.defaults?.(asObject(kind, stored)) ?? stored);
        const stored = read(encoded(kind, first));
        expect(read(stored)).toEqual(stored);
      }),
      { numRuns: 25, interruptAfterTimeLimit: 1000 },
    );
  });

  it('of a Pod leave the parts alone that have them all, so that none is walked through again', () => {
    const resources = { limits: { cpu: '1' } };
    const once = pod({ spec: { hostNetwork: true, containers: [{ name: 'app', resources, ports: [{ containerPort: 80 }] }] } });
    expect(once).toMatchObject({ spec: { containers: [{ resources: { ...resources, requests: { cpu: '1' } }, ports: [{ containerPort: 80, hostPort: 80 }] }] } });
    expect(pod(once)).toBe(once);
  });

  it('read an image as the container runtimes name it', () => {
    expect(['nginx', 'nginx:latest', 'r.io:5000/x/y', 'localhost/a'].map(imageTag)).toEqual(['latest', 'latest', 'latest', 'latest']);
    expect(imageTag('r.io:5000/x/y:1.2')).toBe('1.2');
    expect([`x@sha256:${'a'.repeat(64)}`, 'Nginx', '', 'a b', 'a'.repeat(64).replaceAll('a', 'f')].map(imageTag)).toEqual(['', '', '', '', '']);
  });
});
