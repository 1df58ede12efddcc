/**
 * A session and the time that it has yet to let pass: what takes long is done in pieces, so that the page never stands still for longer than
 * `BUDGET_MS` and one piece.
 */
import { begin, boot, CPUS_AT_ONCE, pass, WINDOW_US } from './session';
import type { LabConfig } from './config';
import type { Session } from './session';

export interface Held {
  readonly session: Session;
  /** µs of simulated time that are due. */
  readonly owed: number;
}

const BUDGET_MS = 16;
/** Simulated time that passes between two looks at the clock; less where many CPUs make a piece dear. */
const pieceUs = ({ cpus }: LabConfig): number => (cpus > 16 ? 10_000 : 25_000);

/** Lets up to `us` pass, and as much of it as the budget has room for. Returns what is left. */
export function passWithin(session: Session, us: number): Held {
  const until = performance.now() + BUDGET_MS;
  let held: Held = { session, owed: us };
  while (held.owed > 0) {
    const piece = Math.min(held.owed, pieceUs(session.config));
    held = { session: pass(held.session, piece), owed: held.owed - piece };
    if (performance.now() >= until) break;
  }
  return held;
}

/** Lets what is owed pass. What was said stays; once all has passed it is said anew, with the figures of that moment. */
export function settle({ session, owed }: Held, first: boolean): Held {
  const after = passWithin(session, owed);
  const { said, saidSerial } = session;
  return { ...after, session: { ...after.session, said, saidSerial: after.owed === 0 && !first ? saidSerial + 1 : saidSerial } };
}

/** What the server writes, and the browser's first picture: both have to be the same. */
export const first = (config: LabConfig): Held => ({ session: boot(config), owed: config.cpus > CPUS_AT_ONCE ? WINDOW_US : 0 });

/** A node for a configuration that comes later. */
export const anew = (config: LabConfig, saidSerial: number): Held => settle({ session: begin(config, saidSerial), owed: WINDOW_US }, true);
