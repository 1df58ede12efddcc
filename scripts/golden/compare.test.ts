import { describe, expect, it } from 'vitest';
import { differences } from './compare';

describe('differences', () => {
  it('allows a number its field’s tolerance and nothing more', () => {
    expect(differences({ a: 1 }, { a: 1.05 }, { a: 0.05 })).toEqual([]);
    expect(differences({ a: 1 }, { a: 1.06 }, { a: 0.05 })).toEqual(['a: expected 1 (±0.05), got 1.06']);
    expect(differences({ a: 1 }, { a: 1.01 }, {})).toEqual(['a: expected 1 (±0), got 1.01']);
  });

  it('uses the name of the field inside lists, too', () => {
    const groups = [{ path: 'x', fraction: 0.5 }];
    expect(differences({ groups }, { groups: [{ path: 'x', fraction: 0.51 }] }, { fraction: 0.02 })).toEqual([]);
    expect(differences({ groups }, { groups: [{ path: 'y', fraction: 0.5 }] }, { fraction: 0.02 })).toEqual(['groups[0].path: expected "x", got "y"']);
  });

  it('takes null, flags, lengths and missing fields exactly', () => {
    expect(differences({ a: null }, { a: 0 }, { a: 1 })).toHaveLength(1);
    expect(differences({ a: false }, { a: true }, {})).toHaveLength(1);
    expect(differences([0, 1], [0], {})).toHaveLength(1);
    expect(differences({ a: 1 }, {}, { a: 9 })).toHaveLength(1);
    expect(differences({}, { a: 1 }, {})).toHaveLength(1);
  });
});
