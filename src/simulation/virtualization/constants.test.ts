import { describe, expect, it } from 'vitest';
import { virtualizationSources } from './constants';

describe('figures', () => {
  it.each(virtualizationSources.map((source) => [source.id, source] as const))('%s carries its value, range and source', (_, { value, low, high, source }) => {
    expect(value).toBeGreaterThan(0);
    expect(low ?? value).toBeLessThanOrEqual(value);
    expect(high ?? value).toBeGreaterThanOrEqual(value);
    expect(source.url).toMatch(/^https:\/\//);
    expect(source.year).toBeGreaterThanOrEqual(2014);
    expect(source.note.ko).toMatch(/[가-힣]/);
    expect(source.note.en).not.toMatch(/[가-힣]/);
  });
});
