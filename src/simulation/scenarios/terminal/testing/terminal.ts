import { ADDONS } from '../addons';
import { Desk } from '../desk';
import type { Start } from '../start';

/** A terminal with all add-ons at hand: gives what a line prints once it is done. `most`: seconds that it may take. */
export function terminal(start: Start, most = 2000): (text: string) => string {
  const desk = new Desk(start, undefined, undefined, ADDONS);
  return (text) => {
    let report = desk.ask({ kind: 'line', text });
    let { out } = report;
    for (let count = 0; report.mode === 'running' && count < most; count += 1) {
      report = desk.ask({ kind: 'advance', until: report.report.picture.now + 1_000_000 });
      out += report.out;
    }
    return out;
  };
}
