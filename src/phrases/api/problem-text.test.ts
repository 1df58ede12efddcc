import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Locale } from '@site/src/i18n/messages';
import type { Problem } from '@site/src/simulation/api';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { checkManifest } from '@site/src/simulation/tools/manifest-check/check';
import { problemText } from '.';
import { fieldErrorMessages } from './field-errors';
import { apiMessages } from './messages';

const said = (problem: Problem, locale: Locale) => problemText(problem, { api: apiMessages[locale], fieldErrors: fieldErrorMessages[locale] });
const problemsOf = (text: string) => checkManifest(text, { kinds: ALL_KINDS, evaluate: ruleObjectErrors }).problems;

const folder = join(__dirname, '../../../testdata/golden/validation');
const problems = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { cases: { in: { manifest: string } }[] }).cases)
  .flatMap((one) => problemsOf(one.in.manifest));

describe('problems in the reader’s language', () => {
  it('each that was recorded has a sentence in both languages', () => {
    expect(problems.length).toBeGreaterThan(500);
    for (const problem of problems) {
      expect(said(problem, 'ko'), problem.message).toMatch(/[가-힣]/);
      expect(said(problem, 'en'), problem.message).toMatch(/^[^가-힣]+$/);
      for (const locale of ['ko', 'en'] as const) expect(said(problem, locale), problem.message).not.toMatch(/undefined|\$\d|\[object/);
    }
  });

  it.each([
    ['kind: Pod\nmetadata: {name: A}\nspec: {containers: [{name: a, image: b}]}', 'It has to be a DNS name: lower case letters, digits, - and . only, with a letter or digit at both ends.', '소문자, 숫자, -, .으로만'],
    ['kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}], restartPolicy: Nope}', 'restartPolicy does not know this value. It takes: "Always", "OnFailure", "Never"', 'restartPolicy에 쓸 수 있는 값이 아닙니다.'],
    ['kind: Pod\nmetadata: {name: a}\nspec: {containers: [{image: b}]}', 'name has to be there.', 'name 필드가 꼭 있어야 합니다.'],
    ['kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: " b"}]}', 'There is white space around it. Take it out of the image name.', '앞뒤에 공백이 있습니다.'],
    ['kind: Pod\nmetadata: {name: a, labels: {x: yes}}', 'Wrong type: text expected, true/false found. In quotes it is text. To YAML y, yes and on are true as well.', '따옴표로 감싸면'],
    ['kind: ConfigMap\nmetadata: {name: "a\u200b"}', 'U+200B', 'U+200B가 있습니다'],
    ['kind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}"}', 'This line is a template that has not been rendered.', '렌더링하지 않은 템플릿입니다'],
    ['kind: ConfigMap\nmetadata: {name: a}\ndata: {k: "x\u00a0y"}', 'There is a character that cannot be seen. This line has a character that cannot be seen, U+00A0.', 'U+00A0이 있습니다'],
  ])('%s', (text, english, korean) => {
    const [first] = problemsOf(`apiVersion: v1\n${text}\n`);
    expect(said(first!, 'en')).toContain(english);
    expect(said(first!, 'ko')).toContain(korean);
  });

  it('a block of a chart that YAML trips over later is a template all the same', () => {
    const [first] = problemsOf('{{- if .Values.on }}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n{{- end }}\n');
    expect(first?.code).toBe('unrenderedTemplate');
  });
});
