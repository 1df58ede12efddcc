import { ADDONS } from '../addons';
import { Desk } from '../desk';
import type { DeskReport } from '../desk-protocol';
import type { Start } from '../start';

const SECOND = 1_000_000;

/** Lets time pass until what runs in front has ended or waits for somebody, for so many seconds at the most; all that was printed, with what `first` brought. */
export function printed(desk: Desk, first: DeskReport, most = 900): string {
  let [report, { out }] = [first, first];
  for (let count = 0; report.mode === 'running' && count < most; count += 1) {
    report = desk.ask({ kind: 'advance', until: report.report.picture.now + SECOND });
    out += report.out;
  }
  return out;
}

/** What a line prints once it is done. */
export const typed = (desk: Desk, text: string, most?: number): string => printed(desk, desk.ask({ kind: 'line', text }), most);

export const deskWithAddons = (start: Start): Desk => new Desk(start, undefined, undefined, ADDONS);

/** A terminal with all add-ons at hand: gives what a line prints. */
export function terminal(start: Start, most = 2000): (text: string) => string {
  const desk = deskWithAddons(start);
  return (text) => typed(desk, text, most);
}
