import { describe, expect, it } from 'vitest';
import { RFC3339, timeError } from './time';

describe('what is no time', () => {
  it('is shown as package time does: byte by byte beyond ASCII', () => {
    expect(timeError('é"', RFC3339)).toBe('parsing time "\\xc3\\xa9\\"" as "2006-01-02T15:04:05Z07:00": cannot parse "\\xc3\\xa9\\"" as "2006"');
    expect(timeError('2026-01-01T00:00:00Z', RFC3339)).toBeUndefined();
  });
});
