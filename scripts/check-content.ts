// `npm run check:content`: what is out of step between the languages, and what a page must have. Prints `file:line: what — remedy`.
import { root, shown } from './lib/paths';
import { checkContent } from './content/check';

async function main(): Promise<void> {
  const results = await checkContent(root);
  const lines = new Set<string>();
  let [passed, failed] = [0, 0];
  for (const { rule, findings } of results) {
    const bad = findings.filter(({ problems }) => problems.length > 0);
    passed += findings.length - bad.length;
    failed += bad.length;
    for (const { problems } of bad) for (const { file, line, message, remedy } of problems) lines.add(`${shown(file)}:${line}: ${message} — ${remedy} [${rule}]`);
  }
  if (!results.some(({ rule, findings }) => rule === 'trees' && findings.length > 0)) {
    failed += 1;
    lines.add('docs:1: there is no page — write one below docs/ and its English side below i18n/en/docusaurus-plugin-content-docs/current/ [trees]');
  }
  for (const line of [...lines].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) console.log(line);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(`The content could not be checked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
});
