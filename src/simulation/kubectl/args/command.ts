/** kubectl's commands as cobra holds them: a tree, each with the flags that are its own. */

/** A flag as pflag holds it. */
export interface FlagData {
  readonly name: string;
  readonly shorthand?: string;
  /** Value.Type(): `bool`, `string`, `stringSlice` … */
  readonly type: string;
  /** As help prints it. */
  readonly default?: string;
  /** What `--flag` alone stands for; without it a value must follow. */
  readonly noOptDef?: string;
  readonly hidden?: boolean;
  readonly deprecated?: string;
  /** Its subcommands have it too. */
  readonly persistent?: boolean;
  readonly required?: boolean;
}

export interface CommandData {
  readonly use: string;
  readonly aliases?: readonly string[];
  readonly suggestFor?: readonly string[];
  readonly hidden?: boolean;
  readonly disableFlagsInUseLine?: boolean;
  readonly runnable?: boolean;
  /** It says itself which arguments it takes. */
  readonly hasArgs?: boolean;
  readonly flags: readonly FlagData[];
  readonly commands?: readonly CommandData[];
}

/** A command in its place. */
export interface Command {
  readonly data: CommandData;
  readonly name: string;
  readonly parent: Command | undefined;
}

export const commandOf = (data: CommandData, parent?: Command): Command => ({ data, parent, name: data.use.split(' ')[0] ?? '' });

/** Command.Commands: by name. */
export const subcommands = (command: Command): readonly Command[] => (command.data.commands ?? []).map((data) => commandOf(data, command));

/** Command.CommandPath: `kubectl create deployment`. */
export const commandPath = ({ name, parent }: Command): string => (parent === undefined ? name : `${commandPath(parent)} ${name}`);

/** The flags that a command inherits (Command.InheritedFlags). */
export const inheritedFlags = ({ parent }: Command): readonly FlagData[] =>
  parent === undefined ? [] : [...parent.data.flags.filter(({ persistent }) => persistent === true), ...inheritedFlags(parent)];

/** All the flags that may be given to a command; its own come before inherited ones of the same name. */
export const flagsOf = (command: Command): readonly FlagData[] => [...command.data.flags, ...inheritedFlags(command)];

/** Command.UseLine. */
export function lineOf(command: Command): string {
  const { data, parent } = command;
  const line = parent === undefined ? data.use : `${commandPath(parent)} ${data.use}`;
  if (data.disableFlagsInUseLine === true) return line;
  return flagsOf(command).some(({ hidden, name }) => hidden !== true && name !== 'help') && !line.includes('[flags]') ? `${line} [flags]` : line;
}
