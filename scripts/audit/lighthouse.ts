import { launch } from 'chrome-launcher';
import type { Result } from 'lighthouse';
import { findChromium, launchArguments } from '../../e2e/support/chromium';

export interface LighthouseScores {
  /** 0–100, as Lighthouse shows them. */
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  /** Largest contentful paint and total blocking time in ms, layout shift without unit. */
  lcp: number;
  tbt: number;
  cls: number;
  /** Ids of the audits that cost points outside of performance. */
  lost: string[];
}

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

function scoresOf({ categories: found, audits }: Result): LighthouseScores {
  const score = (name: (typeof categories)[number]) => {
    const value = found[name]?.score;
    if (value === null || value === undefined) throw new Error(`Lighthouse gave no ${name} score`);
    return Math.round(value * 100);
  };
  const value = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const lost = categories
    .filter((name) => name !== 'performance')
    .flatMap((name) => found[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id));
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcp: value('largest-contentful-paint'),
    tbt: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
    lost,
  };
}

/** The run with the middle performance: one slow moment of the machine must not decide. */
export function medianRun(runs: readonly LighthouseScores[]): LighthouseScores {
  const sorted = [...runs].sort((a, b) => a.performance - b.performance || b.lcp + b.tbt - (a.lcp + a.tbt));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('There is no run to take the median of');
  return middle;
}

/** Lighthouse with its own mobile preset (simulated slow 4G, 4× slower CPU), a fresh browser for each run. */
export async function runLighthouse(url: string, runs: number): Promise<LighthouseScores> {
  const { default: lighthouse } = await import('lighthouse');
  const results: LighthouseScores[] = [];
  for (let run = 0; run < runs; run++) {
    const chrome = await launch({ chromePath: findChromium(), chromeFlags: ['--headless=new', ...launchArguments], logLevel: 'silent' });
    try {
      const result = await lighthouse(url, { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories: [...categories] });
      if (!result) throw new Error(`Lighthouse gave no result for ${url}`);
      if (result.lhr.runtimeError) throw new Error(`${url}: ${result.lhr.runtimeError.message}`);
      results.push(scoresOf(result.lhr));
    } finally {
      chrome.kill();
    }
  }
  return medianRun(results);
}
