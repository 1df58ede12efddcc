/** The tokens of one directive of one server block, on the way through a plugin's setup. After caddy.Controller. */
import { CorefileError, Dispenser } from '../corefile/dispenser';
import type { Token } from '../corefile/lexer';
import { parseDuration } from '../../../../base/go/duration';

export class Controller extends Dispenser {
  constructor(
    filename: string,
    tokens: readonly Token[],
    /** The keys of the server block. */
    readonly keys: readonly string[],
    readonly warn: (line: string) => void,
  ) {
    super(filename, tokens);
  }

  /** One more argument, or an error. */
  arg(): string {
    if (!this.nextArg()) throw this.argError();
    return this.value();
  }
}

/** strconv.Atoi with its error. */
export function atoi(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new CorefileError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** time.ParseDuration in milliseconds, with its error. */
export function milliseconds(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new CorefileError(parsed.error);
  return Number(parsed.nanoseconds) / 1e6;
}

export const once = (): CorefileError => new CorefileError('this plugin can only be used once per Server Block');
