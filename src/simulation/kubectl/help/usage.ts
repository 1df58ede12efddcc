import { commandPath } from '../args/command';
import type { Command } from '../args/command';
import type { HelpText, HelpTexts } from './texts';

export const textOf = (texts: HelpTexts, command: Command): HelpText => texts[commandPath(command)] ?? { flags: {} };

/** What a flag is for (pflag's Flag.Usage), its own or one that it inherits. */
export function usageOf(texts: HelpTexts, command: Command, name: string): string {
  for (let one: Command | undefined = command; one !== undefined; one = one.parent) {
    const found = textOf(texts, one).flags[name];
    if (found !== undefined) return found;
  }
  return '';
}
