import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converted } from '../../cluster/images/converters';
import type { Converter } from '../../cluster/images/converters';
import { terminal } from '../terminal/testing/terminal';
import { CONVERTER_IMAGES } from './conversion';

const SERVER = CONVERTER_IMAGES['registry.k8s.example/database-converter']!.converts!;

describe('a server that converts', () => {
  it('gives back what it was given, on the way there and back', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('engine', 'replicas', 'other'), fc.jsonValue()), (spec) => {
      const object = { apiVersion: 'example.com/v1', kind: 'Database', spec: JSON.parse(JSON.stringify(spec)) as unknown };
      const there = converted(SERVER, object, 'example.com/v2');
      if ('error' in there) throw new Error(there.error);
      expect(converted(SERVER, there, 'example.com/v1')).toEqual(object);
    }));
  });

  it('lets fields change places, and knows its own versions alone', () => {
    const crossed: Converter = { port: 1, group: 'g', kind: 'K', moved: { v1: [], v2: [['a', 'b'], ['b', 'a']] } };
    expect(converted(crossed, { apiVersion: 'g/v1', kind: 'K', a: 1, b: 2 } as { apiVersion: string; kind: string }, 'g/v2')).toEqual({ apiVersion: 'g/v2', kind: 'K', a: 2, b: 1 });
    expect(converted(SERVER, { apiVersion: 'example.com/v3', kind: 'Database' }, 'example.com/v1')).toEqual({ error: 'unexpected conversion of Database from example.com/v3 to example.com/v1' });
  });
});

describe('a definition whose versions are converted by a webhook', () => {
  const type = terminal({ addons: ['operator'] });
  const spec = (version: string): unknown => JSON.parse(type(`kubectl get databases.${version}.example.com my -o jsonpath='{.spec}'`));

  it('is read in both versions while its server answers', () => {
    type('kubectl apply -f database-converter.yaml -f database-crd-conversion.yaml; kubectl rollout status -n database-system deploy/database-converter; sleep 5');
    expect(type('kubectl apply -f my.yaml')).toBe('database.example.com/my created\n');
    expect([spec('v1'), spec('v2')]).toEqual([{ engine: 'postgres', replicas: 3 }, { engine: 'postgres', members: 3 }]);
    expect(type(`kubectl patch databases.v2.example.com my --type=merge -p '{"spec":{"members":5}}'`)).toContain('patched');
    expect(spec('v1')).toEqual({ engine: 'postgres', replicas: 5 });
    expect(type('kubectl scale databases.v2.example.com my --replicas=7')).toContain('scaled');
    expect([spec('v1'), spec('v2')]).toEqual([{ engine: 'postgres', replicas: 7 }, { engine: 'postgres', members: 7 }]);
    expect(type(`kubectl patch databases.v2.example.com my --type=merge -p '{"spec":{"members":4}}'`)).toContain('members must be odd');
  });

  it('is created in the version that is not stored, by apply on the server too', () => {
    type("printf 'apiVersion: example.com/v2\\nkind: Database\\nmetadata: {name: two}\\nspec: {engine: mysql, members: 1}\\n' > two.yaml; kubectl apply --server-side -f two.yaml");
    expect(type("kubectl get databases.v1.example.com two -o jsonpath='{.apiVersion} {.spec}'")).toBe('example.com/v1 {"engine":"mysql","replicas":1}');
    expect(type('kubectl apply --server-side -f two.yaml; kubectl get databases.v2.example.com -o name')).toContain('database.example.com/my\ndatabase.example.com/two\n');
  });

  it('fails in the other version where nobody answers, and not in its own', () => {
    type('kubectl scale -n database-system deploy/database-converter --replicas=0; sleep 10');
    expect(type('kubectl get databases.v2.example.com my')).toMatch(/^Error from server: conversion webhook for example\.com\/v1, Kind=Database failed: Post "https:\/\/database-converter\.database-system\.svc:443\/convert\?timeout=30s": dial tcp [\d.]+:443: connect: connection refused\n$/);
    expect(spec('v1')).toMatchObject({ replicas: 7 });
    type('kubectl scale -n database-system deploy/database-converter --replicas=1; sleep 10');
    expect(spec('v2')).toMatchObject({ members: 7 });
    type(`kubectl patch crd databases.example.com --type=json -p '[{"op":"remove","path":"/spec/conversion/webhook/clientConfig/caBundle"}]'; sleep 2`);
    expect(type('kubectl get databases.v2.example.com my')).toContain('tls: failed to verify certificate: x509: certificate signed by unknown authority');
  });
});
