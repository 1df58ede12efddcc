import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from './compare';
import { replay as admission } from './admission';
import { replay as apply } from './apply';
import { replay as cel } from './cel';
import { replay as cron } from './cron';
import { replay as defaulting } from './defaulting';
import { replay as gitops } from './gitops';
import { replay as jsonpath } from './jsonpath';
import { replay as kubectl } from './kubectl';
import { replay as networkpolicy } from './networkpolicy';
import { replay as podsecurity } from './podsecurity';
import { replay as proxy } from './proxy';
import { replay as quantity } from './quantity';
import { replay as rbac } from './rbac';
import { replay as selector } from './selector';
import { replay as workload } from './workload';
import type { GoldenCase, GoldenFile, Replay } from './types';

const SUITES: Readonly<Record<string, Replay>> = { admission, apply, cel, cron, defaulting, gitops, jsonpath, kubectl, networkpolicy, podsecurity, proxy, quantity, rbac, selector, workload };
const DATA = join(__dirname, '..', '..', 'testdata', 'golden');

function casesOf(suite: string): GoldenCase[] {
  const files: Partial<GoldenFile>[] = readdirSync(join(DATA, suite)).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(join(DATA, suite, file), 'utf8')));
  return files.flatMap(({ cases = [] }) => cases);
}

describe.each(Object.entries(SUITES))('%s, as recorded', (name, replay) => {
  const cases = casesOf(name);

  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(differences(one.out, replay(one), one.tolerance ?? {})).toEqual([]);
  });

  it('has no answer for a kind it does not know', () => {
    expect(replay({ id: 'x', kind: 'weather', in: {}, out: {} })).toBeUndefined();
  });
});
