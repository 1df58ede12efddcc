import { describe, expect, it } from 'vitest';
import { policyProblems, type BrowserFindings } from './browser';
import { medianRun, type LighthouseScores } from './lighthouse';
import { misses, report, type PageAudit } from './report';

const perfect: LighthouseScores = { performance: 99, accessibility: 100, bestPractices: 100, seo: 100, lcp: 1500, tbt: 40, cls: 0, lost: [] };
const clean: BrowserFindings = { scriptBytes: 150_000, axe: [], policy: [], foreign: [], keyboard: [] };
const audit = (lighthouse: Partial<LighthouseScores> = {}, browser: Partial<BrowserFindings> = {}): PageAudit => ({
  page: { name: 'home', locale: 'ko', path: '' },
  lighthouse: { ...perfect, ...lighthouse },
  browser: { ...clean, ...browser },
});

describe('budgets', () => {
  it('are kept by a page that keeps each of them', () => {
    expect(misses(audit())).toEqual([]);
  });

  it.each([
    [audit({ performance: 94 }), 'performance 94, at least 95'],
    [audit({ accessibility: 99, lost: ['color-contrast'] }), 'accessibility 99, at least 100'],
    [audit({ bestPractices: 96 }), 'best practices 96, at least 100'],
    [audit({ seo: 92 }), 'SEO 92, at least 100'],
    [audit({ cls: 0.01 }), 'layout shift 0.0100, must be 0'],
    [audit({ cls: Number.NaN }), 'layout shift NaN, must be 0'],
    [audit({}, { scriptBytes: 160_001 }), 'JavaScript 160001 bytes, at most 160000'],
    [audit({}, { axe: ['region (1)'] }), 'axe: region (1)'],
    [audit({}, { policy: ["script-src allows 'unsafe-eval'"] }), "policy: script-src allows 'unsafe-eval'"],
    [audit({}, { foreign: ['https://elsewhere.example'] }), 'another origin: https://elsewhere.example'],
    [audit({}, { keyboard: ['never reached by Tab (1): button “x”'] }), 'keyboard: never reached by Tab (1): button “x”'],
  ])('say which one is missed (%#)', (missed, reason) => {
    expect(misses(missed)).toContain(reason);
    expect(report([missed])).toContain(`- ko home: ${reason}`);
  });
});

describe('the report', () => {
  it('is a table with a row a page, and a verdict', () => {
    const lines = report([audit(), audit({ performance: 80 })]).split('\n');
    expect(new Set(lines.slice(0, 4).map((line) => line.length)).size, 'the columns line up').toBe(1);
    expect(lines[2]).toMatch(/kept \|$/);
    expect(lines[3]).toMatch(/MISSED \|$/);
    expect(report([audit()])).toContain('All budgets are kept.');
  });
});

describe('the middle run', () => {
  it('is the median of the performance', () => {
    const run = (performance: number) => ({ ...perfect, performance });
    expect(medianRun([run(99), run(70), run(95)]).performance).toBe(95);
    expect(medianRun([run(99)]).performance).toBe(99);
    expect(() => medianRun([])).toThrow('no run');
  });
});

describe('a policy', () => {
  it('may not be absent, run strings as code or name other origins', () => {
    expect(policyProblems(undefined)).toHaveLength(1);
    expect(policyProblems("default-src 'self'; script-src 'self' 'sha256-x'; img-src 'self' data:")).toEqual([]);
    expect(policyProblems("script-src 'self' 'unsafe-eval'")).toEqual(["script-src allows 'unsafe-eval'"]);
    expect(policyProblems("default-src * 'unsafe-inline'")).toEqual(["script-src allows 'unsafe-inline'", 'default-src allows *']);
    expect(policyProblems("script-src 'self' https://cdn.example")).toEqual(['script-src allows https://cdn.example']);
  });
});
