import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, constraintErrors, isCompatibleRange, parseConstraint, parseVersion, printVersion } from './index';

// Each answer is what github.com/Masterminds/semver v3.5.0 gives.
describe('ranges of versions', () => {
  it.each([
    ['1.x.x', '1.2.3', true], ['2.x.x', '1.2.3', false], ['>=1.30-0', 'v1.36.3', true], ['<1.36', 'v1.36.3', false], ['~1.2', '1.2.9', true], ['~1.2', '1.3.0', false], ['^0.2', '0.2.7', true], ['^0.2', '0.3.0', false],
    ['>=1.0.0', '1.1.0-rc.1', false], ['>=1.0.0-0', '1.1.0-rc.1', true], ['1.2 - 1.4', '1.3.0', true], ['1.0 || 2.0', '2.0.5', true], ['!=1.2.x', '1.2.4', false], ['*', '3.1.4', true], ['x', 'not', false],
  ])('%s holds %s: %s', (range, version, holds) => expect(isCompatibleRange(range, version)).toBe(holds));

  it('says why', () => {
    const [constraint, version] = [parseConstraint('>0.0.0-0'), parseVersion('0.0.0-0')];
    expect(constraint.ok && version.ok ? constraintErrors(constraint.groups, version.version) : []).toEqual(['"0.0.0-0" is less than or equal to "0.0.0-0"']);
    expect(parseConstraint('=> nonsense')).toEqual({ ok: false, error: 'improper constraint: "=> nonsense"' });
  });

  it('orders versions totally', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.constantFrom('', '-0', '-a', '-a.1', '-1')).map(([a, b, c, pre]) => parseVersion(`${a}.${b}.${c}${pre}`)).map((one) => (one.ok ? one.version : undefined)!);
    fc.assert(fc.property(version, version, version, (a, b, c) => {
      expect(compareVersions(a, b)).toBe(-compareVersions(b, a) || 0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      expect(compareVersions(a, b) === 0).toBe(printVersion(a) === printVersion(b));
    }));
  });
});
