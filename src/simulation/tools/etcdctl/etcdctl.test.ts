import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCompare } from './commands/transaction';
import { humanBytes, tableText } from './table';

describe('etcdctl', () => {
  it('reads comparisons, and says how far it came with others', () => {
    expect(parseCompare('mod("a b") > "3"')).toEqual({ target: 'mod', key: 'a b', result: '>', value: 3 });
    expect(parseCompare('val("a") = "x"')).toEqual({ target: 'value', key: 'a', result: '=', value: 'x' });
    expect(parseCompare('value(a) = x')).toEqual({ error: 'malformed comparison: value(a) = x; got value("")  ""' });
    expect(parseCompare('when("a") = "1"')).toEqual({ error: 'malformed comparison: when("a") = "1" (unknown target when)' });
  });

  it('draws tables whose lines are all as wide', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1'), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        const lines = tableText(['one', 'two_more'], rows).trimEnd().split('\n');
        expect(new Set(lines.map((line) => line.length)).size).toBe(1);
      }),
    );
  });

  it('rounds sizes as people write them', () => expect([9, 999, 20_480, 4_194_304, 2_147_483_648].map(humanBytes)).toEqual(['9 B', '999 B', '20 kB', '4.2 MB', '2.1 GB']));
});
