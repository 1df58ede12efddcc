import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from './compare';
import { replay as networkpolicy } from './networkpolicy';
import { replay as podsecurity } from './podsecurity';
import { replay as rbac } from './rbac';
import type { GoldenFile, Replay } from './types';

const SUITES: [name: string, replay: Replay][] = [['networkpolicy', networkpolicy], ['podsecurity', podsecurity], ['rbac', rbac]];

describe.each(SUITES)('%s, as recorded', (name, replay) => {
  const { cases }: GoldenFile = JSON.parse(readFileSync(join(__dirname, '..', '..', 'testdata', 'golden', name, `${name}.json`), 'utf8'));

  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(differences(one.out, replay(one), one.tolerance ?? {})).toEqual([]);
  });

  it('has no answer for a kind it does not know', () => {
    expect(replay({ id: 'x', kind: 'weather', in: {}, out: {} })).toBeUndefined();
  });
});
