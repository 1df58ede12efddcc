import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addQuantity, compareQuantity, formatQuantity, milliValue, parseQuantity, quantityOf, unitValue } from './quantity';

const canonical = (text: string): string => {
  const parsed = parseQuantity(text);
  return parsed.ok ? formatQuantity(parsed.value) : `error: ${parsed.error}`;
};

/** Expectations follow apimachinery pkg/api/resource quantity_test.go: TestQuantityParse, TestQuantityString. */
describe('parseQuantity and formatQuantity', () => {
  it.each([
    ['0', '0'], ['0n', '0'], ['0Mi', '0'], ['100', '100'], ['100m', '100m'], ['1000m', '1'], ['1500m', '1500m'], ['0.5', '500m'], ['.5', '500m'], ['5.', '5.'], ['1.500', '1.500'], ['1.50', '1500m'], ['05', '05'], ['Mi', '0'], ['.', '0'], ['2000', '2k'],
    ['1Ki', '1Ki'], ['1024', '1024'], ['1024Ki', '1Mi'], ['1.5Gi', '1536Mi'], ['0.5Gi', '512Mi'], ['1023Ki', '1023Ki'], ['512Ki', '512Ki'],
    ['1k', '1k'], ['1000', '1k'], ['1000k', '1M'], ['1e3', '1e3'], ['1000e3', '1e6'], ['10e5', '1e6'], ['1E6', '1E6'], ['10E5', '1e6'], ['1E', '1E'], ['1e-3', '1e-3'],
    ['+1.5', '1500m'], ['-1Gi', '-1Gi'], ['-500m', '-500m'], ['1.1Ki', '1126400m'], ['0.0001n', '1n'], ['0.1u', '100n'], ['9Ei', `${2n ** 63n - 1n}`],
    ['0.1Ki', '102400m'], ['128974848', '128974848'], ['129e6', '129e6'], ['129M', '129M'], ['123Mi', '123Mi'], ['500Ki', '500Ki'],
  ])('%s is written %s', (text, expected) => expect(canonical(text)).toBe(expected));

  it.each([
    ['', 'format'], ['abc', 'format'], ['1 Gi', 'format'], ['1,5', 'format'], ['--1', 'suffix'], ['1..5', 'format'], ['0x10', 'format'],
    ['1GB', 'format'], ['1gi', 'format'], ['1GiB', 'format'], ['1KI', 'format'], ['1ki', 'suffix'], ['1KiKi', 'suffix'], ['1e', 'suffix'], ['100mi', 'suffix'], ['Ei', 'numeric'],
  ])('%s is refused: %s', (text, error) => expect(canonical(text)).toBe(`error: ${error}`));

  it('rounds values up as the scheduler reads them', () => {
    expect(milliValue(quantityOf('1.0001'))).toBe(1001);
    expect(unitValue(quantityOf('1500m'))).toBe(2);
    expect(unitValue(quantityOf('7Gi'))).toBe(7 * 1024 ** 3);
    expect(unitValue(quantityOf('-1500m'))).toBe(-2);
  });

  it('is idempotent, keeps the amount and orders as the numbers do', () => {
    const suffix = fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'u', 'n', 'e3', 'E-2');
    const text = fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 999 }), suffix).map(([w, f, s]) => `${w}.${f}${s}`);
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [quantityOf(a), quantityOf(b)];
        expect(quantityOf(formatQuantity(x)).nano).toBe(x.nano);
        expect(canonical(canonical(a))).toBe(canonical(a));
        expect(Math.sign(compareQuantity(x, y))).toBe(-Math.sign(compareQuantity(y, x)) + 0);
        expect(addQuantity(x, y).nano).toBe(x.nano + y.nano);
      }),
      { numRuns: 500 },
    );
  });
});
