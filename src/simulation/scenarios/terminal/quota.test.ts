import { describe, expect, it } from 'vitest';
import { terminal } from './testing/terminal';

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: databases.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: databases, singular: database, kind: Database }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }]
`;
const database = (name: string): string => `apiVersion: example.com/v1\nkind: Database\nmetadata: { name: ${name} }\n`;
const QUOTA = 'kubectl create quota few --hard=count/databases.example.com=2,count/configmaps=5,configmaps=9';
const used = "kubectl get quota few -o jsonpath='{.status.used}'";

describe('a ResourceQuota of objects', () => {
  it('counts those of a definition that is known, and frees them', () => {
    const type = terminal({ files: { 'crd.yaml': DEFINITION, 'a.yaml': database('a'), 'b.yaml': database('b'), 'c.yaml': database('c') } });
    type(`kubectl apply -f crd.yaml; sleep 40; kubectl apply -f a.yaml; ${QUOTA}; sleep 1`);
    expect(JSON.parse(type(used))).toEqual({ 'count/databases.example.com': '1', 'count/configmaps': '1', configmaps: '1' });
    type('kubectl apply -f b.yaml; kubectl create configmap more; sleep 1');
    expect(JSON.parse(type(used))).toEqual({ 'count/databases.example.com': '2', 'count/configmaps': '2', configmaps: '2' });
    expect(type('kubectl apply -f c.yaml')).toBe('Error from server (Forbidden): error when creating "c.yaml": databases.example.com "c" is forbidden: exceeded quota: few, requested: count/databases.example.com=1, used: count/databases.example.com=2, limited: count/databases.example.com=2\n');
    expect(type('kubectl delete database a; sleep 1; kubectl apply -f c.yaml')).toContain('database.example.com/c created');
    expect(JSON.parse(type(used))).toMatchObject({ 'count/databases.example.com': '2' });
  });

  it('does not know a kind before its controller has looked at discovery again, and counts it when it counts all anew', () => {
    const type = terminal({ files: { 'crd.yaml': DEFINITION, 'a.yaml': database('a') } });
    type(`${QUOTA}; kubectl apply -f crd.yaml; sleep 60`);
    expect(JSON.parse(type(used))).toEqual({ 'count/configmaps': '1', configmaps: '1' });
    expect(type('kubectl apply -f a.yaml')).toBe('Error from server (Forbidden): error when creating "a.yaml": databases.example.com "a" is forbidden: status unknown for quota: few, resources: count/databases.example.com\n');
    expect(type('sleep 300; kubectl apply -f a.yaml; sleep 1')).toContain('created');
    expect(JSON.parse(type(used))).toMatchObject({ 'count/databases.example.com': '1' });
  });
});
