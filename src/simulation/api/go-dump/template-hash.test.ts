import { describe, expect, it } from 'vitest';
import { statefulSetKind } from '../kinds/apps.StatefulSet';
import { dumpQuantity } from './quantity';
import { revisionHash, revisionPatch } from './revision-hash';
import { computeHash, dumpTemplate } from './template-hash';

const TEMPLATE = {
  metadata: { labels: { app: 'web', b: 'c' } },
  spec: {
    containers: [{ name: 'web', image: 'nginx:1.30', resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '1.5Gi' } }, livenessProbe: { httpGet: { path: '/', port: 'http' } } }],
    restartPolicy: 'Always', terminationGracePeriodSeconds: 30, securityContext: {},
  },
};

// What ComputeHash and dump.ForHash of 1.36.3 gave for the same templates.
describe('the hash of a Pod template', () => {
  it('is that of Go', () => {
    expect(computeHash(TEMPLATE)).toBe('747dcd564f');
    expect(computeHash(TEMPLATE, 1)).not.toBe(computeHash(TEMPLATE));
  });

  it('does not tell an empty list or map from none, nor one order of keys from another', () => {
    const { spec, metadata } = TEMPLATE;
    expect(computeHash({ spec: { ...spec, volumes: [], nodeSelector: {} }, metadata: { ...metadata, annotations: {}, labels: { b: 'c', app: 'web' } } })).toBe('747dcd564f');
    expect(computeHash({ ...TEMPLATE, spec: { ...spec, securityContext: undefined } })).not.toBe('747dcd564f');
  });

  it('prints types, embedded structs, pointers and ports as Go does', () => {
    const dump = dumpTemplate(TEMPLATE);
    expect(dump).toContain('(v1.PodTemplateSpec){ObjectMeta:(v1.ObjectMeta){Name:(string) GenerateName:(string) Namespace:(string) SelfLink:(string) UID:(types.UID) ResourceVersion:(string) Generation:(int64)0 CreationTimestamp:(v1.Time){Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}');
    expect(dump).toContain('LivenessProbe:(*v1.Probe){ProbeHandler:(v1.ProbeHandler){Exec:(*v1.ExecAction)<nil> HTTPGet:(*v1.HTTPGetAction){Path:(string)/ Port:(intstr.IntOrString){Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)http}');
    expect(dump).toContain('TerminationGracePeriodSeconds:(*int64)30 ActiveDeadlineSeconds:(*int64)<nil>');
  });

  it.each([
    ['100m', '{i:(resource.int64Amount){value:(int64)100 scale:(resource.Scale)-3} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)100m Format:(resource.Format)DecimalSI}'],
    ['64Mi', '{i:(resource.int64Amount){value:(int64)67108864 scale:(resource.Scale)0} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string) Format:(resource.Format)BinarySI}'],
    ['1.5Gi', '{i:(resource.int64Amount){value:(int64)1610612736 scale:(resource.Scale)0} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string) Format:(resource.Format)BinarySI}'],
  ])('a quantity %s', (text, dump) => {
    expect(dumpQuantity(text)).toBe(dump);
  });
});

// What HashControllerRevision gave for it.
it('the hash of a revision is that of the patch which it holds', () => {
  const template = { metadata: { labels: { b: 'c', app: 'web' } }, spec: { restartPolicy: 'Always', containers: [{ name: 'web', image: 'nginx:1.30', args: ['a<b'] }] } };
  expect(revisionPatch(statefulSetKind.schema, template)).toBe('{"spec":{"template":{"$patch":"replace","metadata":{"labels":{"app":"web","b":"c"}},"spec":{"containers":[{"args":["a\\u003cb"],"image":"nginx:1.30","name":"web","resources":{}}],"restartPolicy":"Always"}}}}');
  expect(revisionHash(statefulSetKind.schema, template)).toBe('679584ffd5');
});
