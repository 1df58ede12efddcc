import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../../src/mdx/manifests';
import { messagesOf, projectOf } from '../testing';
import { manifestProblems, manifests } from './manifests';

const problems = (text: string) => manifestProblems('/m.yaml', text).map(({ line, message }) => `${line}: ${message}`);
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.30\n';
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80, targetPort: http}]\n';

describe('a manifest', () => {
  it('may hold several documents, comments in both languages and custom resources', () => {
    expect(problems(`# ko: 파드 하나\n# en: one Pod\n${pod}---\n${service}---\napiVersion: gateway.networking.k8s.example/v1\nkind: Gateway\nspec: {any: 1}\n`)).toEqual([]);
  });

  it('is checked field by field by the schema, whatever its kind', () => {
    expect(problems(`${pod}---\n${service.replace('targetPort', 'targetport')}`)[0]).toMatch(/^14: spec\.ports\[0\]\.targetport unknown field/);
    expect(problems(service.replace('port: 80,', 'port: "80",'))[0]).toMatch(/^5: spec\.ports\[0\]\.port .*type int32/);
    expect(problems('apiVersion: apps/v1\nkind: Pod\n')[0]).toMatch(/^1: apiVersion no matches for kind "Pod"/);
    expect(problems('kind: Pod\n')).toHaveLength(1);
    expect(problems('a: [\n')).toHaveLength(1);
  });

  it('is validated where the core has the rules of its kind', () => {
    expect(problems(pod.replace('name: web\n      image', 'name: Web\n      image'))[0]).toMatch(/^7: spec\.containers\[0\]\.name/);
  });

  it('says a comment in both languages or in none', () => {
    expect(problems(`# ko: 파드\n${pod}`)).toEqual(['1: a comment stands in one language only']);
    expect(problems(`# 파드\n${pod}`)).toEqual(['1: Korean stands outside of a # ko: comment']);
  });

  it('shows each reader the comments of their language', () => {
    const text = 'a: 1\n  # ko: 하나\n  # en: one\n# both\n';
    expect(manifestFor(text, 'ko')).toBe('a: 1\n  # 하나\n# both');
    expect(manifestFor(text, 'en')).toBe('a: 1\n  # one\n# both');
    expect(manifestFor(text, null)).toBe('a: 1\n# both');
  });
});

it('a page names manifests that are there', () => {
  expect(messagesOf(manifests.check(projectOf('<Manifest file="part/none.yaml" />', null)))).toEqual(['5: <Manifest file="part/none.yaml"> is not there']);
});
