import { GROUPS } from '../help/groups';
import { subcommands } from './command';
import type { Command } from './command';

/** cobra's ld: the Levenshtein distance, letters of either case being the same. */
function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      next.push(from[i - 1] === to[j - 1] ? row[j - 1]! : 1 + Math.min(row[j]!, next[j - 1]!, row[j - 1]!));
    }
    row = next;
  }
  return row[to.length]!;
}

const NEAR = 2;

/** The order in which commands were added: suggestions stand in it. */
const ADDED = [...GROUPS.flatMap(({ commands }) => commands), 'alpha', 'config', 'plugin', 'version', 'api-versions', 'api-resources', 'options', 'kuberc'];

/** Whether help and suggestions name the command (Command.IsAvailableCommand). */
export function isAvailable(command: Command): boolean {
  if (command.data.hidden === true) return false;
  return command.data.runnable === true || subcommands(command).some(isAvailable);
}

/** Command.SuggestionsFor: commands whose names are near, go on from what is typed, or wish to be meant by it. */
export function suggestionsFor(command: Command, typed: string): readonly string[] {
  const lower = typed.toLowerCase();
  const order = ({ name }: Command): number => (ADDED.includes(name) ? ADDED.indexOf(name) : ADDED.length);
  return [...subcommands(command)]
    .sort((a, b) => order(a) - order(b))
    .filter(isAvailable)
    .flatMap((one) => {
      const near = distance(typed, one.name) <= NEAR || one.name.toLowerCase().startsWith(lower);
      const meant = (one.data.suggestFor ?? []).filter((name) => name.toLowerCase() === lower).map(() => one.name);
      return [...(near ? [one.name] : []), ...meant];
    });
}
