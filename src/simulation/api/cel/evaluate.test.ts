import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression, type Outcome } from './evaluate';

const object = { spec: { replicas: 3, names: ['a', 'b'] }, metadata: { labels: { app: 'web' } } };
const run = (expression: string): Outcome => evaluateExpression(expression, { object });
const valueOf = (expression: string): unknown => {
  const outcome = run(expression);
  return outcome.kind === 'value' ? outcome.value : outcome;
};

describe('expressions as Kubernetes runs them', () => {
  it.each([
    ['object.spec.names.map(n, n.upperAscii()).join("-")', 'A-B'],
    ['object.metadata.labels.exists(k, v, k == "app" && v == "web")', true],
    ['object.?spec.?paused.orValue(false)', false],
    ['quantity("1Gi").isGreaterThan(quantity("1G"))', true],
    ['cidr("10.0.0.0/8").containsIP("10.9.8.7")', true],
    ['semver("1.10.0").compareTo(semver("1.9.0"))', 1n],
    ['url("https://a.example:8443/x?y=1").getPort()', '8443'],
    ['duration("90m") > duration("1h")', true],
    ['timestamp("2026-05-01T00:30:00Z").getHours("Asia/Seoul")', 9n],
    ['format.dns1123Label().validate("Web").hasValue()', true],
  ])('%s', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });

  it('says what is missing, with the type that the checker found', () => {
    expect(run('object.spec.paused == true')).toMatchObject({ kind: 'error', type: 'bool', error: 'no such key: paused' });
    expect(run('9223372036854775807 + 1')).toMatchObject({ kind: 'error', error: 'integer overflow' });
  });

  it('counts what a run costs', () => {
    // A variable and two fields, a constant for nothing, one comparison.
    expect(run('object.spec.replicas > 1')).toMatchObject({ cost: 4 });
  });
});

describe('logic', () => {
  const term = fc.constantFrom('true', 'false', 'object.nope.x', 'object.spec.replicas > 1', 'object.spec.replicas');
  it('is the same in either order, errors included', () => {
    fc.assert(
      fc.property(term, term, fc.constantFrom('&&', '||'), (a, b, operator) => {
        const [one, other] = [run(`${a} ${operator} ${b}`), run(`${b} ${operator} ${a}`)];
        if (one.kind === 'value') expect(other).toMatchObject({ kind: 'value', value: one.value });
        else expect(other.kind).toBe(one.kind);
      }),
      { numRuns: 60 },
    );
  });
});
