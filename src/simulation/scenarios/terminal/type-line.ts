/** Types lines at a desk as somebody would who waits for each to end: to replay a solution, or a way that is shown. */
import type { Desk } from './desk';
import type { DeskReport } from './desk-protocol';

const SECOND = 1_000_000;

/** Types one line, or one of several lines (a here-document), and lets time pass until it has ended; what it printed. Throws where it does not end within so many virtual seconds. */
export function typeLine(desk: Desk, text: string, patience = 600): string {
  let report: DeskReport | undefined;
  let out = '';
  for (const line of text.split('\n')) {
    report = desk.ask({ kind: 'line', text: line });
    out += report.out;
  }
  for (let waited = 0; report?.mode === 'running' && waited < patience; waited += 1) {
    report = desk.ask({ kind: 'advance', until: report.report.picture.now + SECOND });
    out += report.out;
  }
  if (report?.mode !== 'ready') throw new Error(`${text}: does not end (${report?.mode ?? 'nothing was typed'}): ${out}`);
  return out;
}
