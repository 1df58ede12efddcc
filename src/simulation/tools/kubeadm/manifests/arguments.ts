/** Flags of a component (cmd/kubeadm/app/util/arguments.go, apis/kubeadm/argument.go). */

export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** GetArgValue: of the last one with this name. */
export const argumentOf = (all: readonly Argument[], name: string): string | undefined => all.findLast((one) => one.name === name)?.value;

/** ArgumentsToCommand: kubeadm's own in order of their names, then the reader's, which replace those of their name. */
export function commandOf(program: string, own: Readonly<Record<string, string>>, more: readonly Argument[]): readonly string[] {
  const replaced = new Set(more.map(({ name }) => name));
  const base = Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)).filter(([name]) => !replaced.has(name));
  return [program, ...base.map(([name, value]) => `--${name}=${value}`), ...more.map(({ name, value }) => `--${name}=${value}`)];
}
