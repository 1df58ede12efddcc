import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { checkManifest } from '@site/src/simulation/tools/manifest-check/check';
import { lineMeaning } from '.';
import { originMessages } from './messages';
import { otherFields } from './other-fields';
import { podFields } from './pod-fields';

const textsOf = (locale: 'ko' | 'en') => ({ origin: originMessages[locale], fields: { ...otherFields[locale], ...podFields[locale] } });
const golden = join(__dirname, '../../../testdata/golden');
const recorded = ['validation', 'defaulting'].flatMap((suite) =>
  readdirSync(join(golden, suite))
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => (JSON.parse(readFileSync(join(golden, suite, file), 'utf8')) as { cases: { in: { manifest?: string } }[] }).cases)
    .flatMap((one) => (one.in.manifest === undefined ? [] : [one.in.manifest])),
);
const stored = recorded.flatMap((text) => checkManifest(text, { kinds: ALL_KINDS, evaluate: ruleObjectErrors }).objects).flatMap((object) => (object.stored === undefined ? [] : [{ ...object, lines: object.stored.lines }]));

describe('what a stored line means', () => {
  it('has a sentence of its own for every default of the recorded objects', () => {
    const without = new Set<string>();
    for (const { lines, custom } of stored) {
      for (const line of lines) {
        if (custom || !['default', 'admission', 'server'].includes(line.origin)) continue;
        const { text } = lineMeaning(line, lines, textsOf('en'));
        if ([originMessages.en.admission, originMessages.en.server].includes(text) || text.startsWith('The default of ')) without.add(`${line.origin} ${line.field?.join('.')}`);
      }
    }
    expect([...without]).toEqual([]);
  });

  it('names types and fields that there are', () => {
    const known = new Set<string>();
    for (const kind of ALL_KINDS) {
      const seen = new Set<string>();
      const walk = (type: string): void => {
        if (seen.has(type)) return;
        seen.add(type);
        for (const field of kind.schema.struct(type).fields.values()) {
          known.add(`${type.slice(type.lastIndexOf('.') + 1)}.${field.name}`);
          let inner = field.type;
          while (inner.kind === 'list' || inner.kind === 'map') inner = inner.of;
          if (inner.kind === 'struct') walk(inner.name);
        }
      };
      walk(kind.type);
    }
    for (const field of Object.keys({ ...podFields.ko, ...otherFields.ko })) expect(field.startsWith('*.') || known.has(field), field).toBe(true);
  });

  it('is said once for a block, and falls back to where the default is written', () => {
    const [{ lines }] = stored.filter(({ kind, lines }) => kind === 'Pod' && lines.some(({ origin }) => origin === 'admission')) as [(typeof stored)[0]];
    const toleration = lines.find(({ path }) => path.startsWith('spec.tolerations') && path.endsWith('.tolerationSeconds') )!;
    expect(lineMeaning(toleration, lines, textsOf('en')).path).toBe('spec.tolerations');
    const unknown = { text: 'x: 1', path: 'x', origin: 'default', field: ['core.v1.Thing', 'x'] } as const;
    expect(lineMeaning(unknown, [unknown], textsOf('en')).text).toBe('The default of Thing.x (pkg/apis/core/v1/defaults.go).');
    expect(lineMeaning({ ...unknown, field: undefined } as never, [], textsOf('ko')).text).toBe('CRD 스키마의 default입니다.');
    const changed = { text: 'cpu: "1"', path: 'cpu', origin: 'changed', sent: '1000m' } as const;
    expect(lineMeaning(changed, [changed], textsOf('en')).text).toBe('The same amount in its canonical form. Written: 1000m');
  });
});
