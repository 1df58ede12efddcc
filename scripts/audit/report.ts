import type { BrowserFindings } from './browser';
import type { LighthouseScores } from './lighthouse';
import type { AuditedPage } from './pages';

export interface PageAudit {
  page: AuditedPage;
  lighthouse: LighthouseScores;
  browser: BrowserFindings;
}

/** What a page must keep; the performance goal is 100, and below the budget the audit fails. */
export const budgets = { score: 100, performance: 95, cls: 0.0005, scriptBytes: 160_000 };

/** Every budget that the page misses, in words; none when it keeps all. */
export function misses({ lighthouse, browser }: PageAudit): string[] {
  const below = (name: string, score: number, least: number) => (score < least ? [`${name} ${score}, at least ${least}`] : []);
  const none = (name: string, found: readonly string[]) => found.map((one) => `${name}: ${one}`);
  return [
    ...below('performance', lighthouse.performance, budgets.performance),
    ...below('accessibility', lighthouse.accessibility, budgets.score),
    ...below('best practices', lighthouse.bestPractices, budgets.score),
    ...below('SEO', lighthouse.seo, budgets.score),
    ...none('Lighthouse', lighthouse.lost),
    ...(lighthouse.cls < budgets.cls ? [] : [`layout shift ${lighthouse.cls.toFixed(4)}, must be 0`]),
    ...(browser.scriptBytes <= budgets.scriptBytes ? [] : [`JavaScript ${browser.scriptBytes} bytes, at most ${budgets.scriptBytes}`]),
    ...none('axe', browser.axe),
    ...none('policy', browser.policy),
    ...none('another origin', browser.foreign),
    ...none('keyboard', browser.keyboard),
  ];
}

const columns: [string, (audit: PageAudit) => string][] = [
  ['page', ({ page }) => `${page.locale} ${page.name}`],
  ['perf', ({ lighthouse }) => String(lighthouse.performance)],
  ['a11y', ({ lighthouse }) => String(lighthouse.accessibility)],
  ['best', ({ lighthouse }) => String(lighthouse.bestPractices)],
  ['SEO', ({ lighthouse }) => String(lighthouse.seo)],
  ['LCP s', ({ lighthouse }) => (lighthouse.lcp / 1000).toFixed(2)],
  ['TBT ms', ({ lighthouse }) => lighthouse.tbt.toFixed(0)],
  ['CLS', ({ lighthouse }) => lighthouse.cls.toFixed(3)],
  ['JS kB br', ({ browser }) => (browser.scriptBytes / 1000).toFixed(1)],
  ['axe', ({ browser }) => String(browser.axe.length)],
  ['CSP', ({ browser }) => (browser.policy.length === 0 ? 'ok' : String(browser.policy.length))],
  ['origins', ({ browser }) => String(browser.foreign.length)],
  ['keyboard', ({ browser }) => (browser.keyboard.length === 0 ? 'ok' : String(browser.keyboard.length))],
  ['budgets', (audit) => (misses(audit).length === 0 ? 'kept' : 'MISSED')],
];

/** A Markdown table whose columns also line up as plain text, then what was missed, page by page. */
export function report(audits: readonly PageAudit[]): string {
  const rows = [columns.map(([title]) => title), ...audits.map((audit) => columns.map(([, cell]) => cell(audit)))];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = rows;
  const missed = audits.flatMap((audit) => misses(audit).map((miss) => `- ${audit.page.locale} ${audit.page.name}: ${miss}`));
  const verdict = missed.length === 0 ? 'All budgets are kept.' : `Missed:\n\n${missed.join('\n')}`;
  return [line(head), rule, ...body.map(line), '', verdict, ''].join('\n');
}
