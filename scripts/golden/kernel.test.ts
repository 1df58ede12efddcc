import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from './compare';
import { replay } from './kernel';
import type { GoldenFile } from './types';

const file = resolve(import.meta.dirname, '../../testdata/golden/kernel/linux-6.18.json');
const { cases }: GoldenFile = JSON.parse(readFileSync(file, 'utf8'));

describe('Linux 6.18, as recorded', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(differences(one.out, replay(one), one.tolerance ?? {})).toEqual([]);
  });

  it('has no answer for a kind it does not know', () => {
    expect(replay({ id: 'x', kind: 'weather', in: {}, out: {} })).toBeUndefined();
  });
});
