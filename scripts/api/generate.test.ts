import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from '../lib/paths';
import { derivedGoType } from './fields';
import { generatedModules } from './modules';
import { readRecorded } from './recorded';

const target = join(root, 'src/simulation/api/generated');

describe('src/simulation/api/generated', () => {
  const modules = generatedModules(readRecorded());

  it('is what the recorded schema gives (else: npm run generate:api)', () => {
    for (const [name, text] of modules) expect(readFileSync(join(target, name), 'utf8'), name).toBe(text);
  });

  it('holds nothing else', () => {
    const found = filesBelow(target, () => true).map((file) => relative(target, file).replaceAll('\\', '/'));
    expect(found.sort()).toEqual([...modules.keys()].sort());
  });
});

describe('derivedGoType', () => {
  it('spells a Go type as reflection prints it', () => {
    expect(derivedGoType('[]core.v1.Container')).toBe('[]v1.Container');
    expect(derivedGoType('{}[]string')).toBe('map[string][]string');
    expect(derivedGoType('autoscaling.v2.MetricSpec')).toBe('v2.MetricSpec');
    expect(derivedGoType('bytes')).toBe('[]uint8');
  });
});
