import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf, commandPath, flagsOf, subcommands } from '../args/command';
import type { Command } from '../args/command';
import { COMMANDS } from '../generated/commands';
import { TestTerminal } from '../testing/terminal';
import { commandLine, compose, emptyForm } from './compose';
import type { Filled, Form } from './compose';
import { FORMS } from './forms';

const all = (command: Command): readonly Command[] => [command, ...subcommands(command).flatMap(all)];
const commands = new Map(all(commandOf(COMMANDS)).map((one) => [commandPath(one), one]));

describe('command lines put together', () => {
  it.each(FORMS.map((form) => [form.id, form] as const))('%s has the flags of kubectl, and those that it does not go without', (_, form) => {
    const command = commands.get(`kubectl ${form.path}`);
    const flags = command === undefined ? [] : flagsOf(command);
    for (const { name, values } of form.flags) {
      const flag = flags.find((one) => one.name === name);
      expect([name, flag !== undefined]).toEqual([name, true]);
      if (values.length === 0) expect([name, flag?.noOptDef]).toEqual([name, 'true']);
    }
    for (const { name, required } of flags) if (required === true) expect(emptyForm(form).flags).toHaveProperty(name);
  });

  it('quotes what a shell would take apart', () => {
    const patch = FORMS.find(({ id }) => id === 'patch')!;
    expect(commandLine(compose(patch, emptyForm(patch)))).toBe(`kubectl patch deployment web --patch='{"spec":{"replicas":2}}'`);
    expect(commandLine(compose(patch, { args: { kind: 'pod', name: "it's" }, flags: {} }))).toBe(`kubectl patch pod 'it'\\''s'`);
  });

  it('leaves out what is not filled in', () => {
    const get = FORMS[0]!;
    expect(commandLine(compose(get, { args: { kind: 'pods', name: '' }, flags: { output: '', 'show-labels': '' } }))).toBe('kubectl get pods --show-labels');
  });

  it('are understood by kubectl whatever is chosen', () => {
    const filled = (form: Form): fc.Arbitrary<Filled> => {
      const of = (slots: Form['args']): fc.Arbitrary<Record<string, string>> => fc.tuple(...slots.map(({ name, values, required }) => fc.tuple(fc.constant(name), values.length === 0 ? fc.constantFrom(undefined, '') : fc.constantFrom(...(required === true ? values : [undefined, ...values])))))
        .map((pairs) => Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined)));
      return fc.record({ args: of(form.args), flags: of(form.flags) });
    };
    fc.assert(fc.property(fc.constantFrom(...FORMS).chain((form) => filled(form).map((one) => ({ form, one }))), ({ form, one }) => {
      const terminal = new TestTerminal();
      const argv = compose(form, one).slice(1).flatMap(({ text }) => (text.includes(' ') && !text.includes("'") ? text.split(' ') : [text.replaceAll("'", '')]));
      const { err } = terminal.run(argv, (wait) => wait > 60);
      expect(err).not.toMatch(/unknown (flag|command|shorthand)|flag needs an argument|invalid argument/);
    }), { numRuns: 300 });
  });
});
