/** `helm lint` (helm cmd/helm: lint.go, pkg/action: lint.go). */
import { lintChart } from '../lint/chart';
import type { LintMessage } from '../lint/chart';
import type { Surroundings } from '../functions';
import type { Log } from '../log';
import { mergeValues } from '../options';
import { Flags } from './flags';
import type { WorkingFolder } from './folder';
import { LINT_FLAGS, SHORTHANDS } from './table';
import { capabilitiesFrom, CommandError } from './template';

const NAMES = ['UNKNOWN', 'INFO', 'WARNING', 'ERROR'] as const;

const printed = ({ severity, path, text }: LintMessage, reword: (text: string) => string): string => `[${NAMES[severity]}] ${path}: ${reword(text)}\n`;

/** Charts below a chart's charts/, for --with-subcharts. */
function subcharts(folder: WorkingFolder, path: string): string[] {
  return Object.keys(folder.below(`${path}/charts`)).filter((file) => /(^|\/)Chart\.yaml$/.test(file)).sort()
    .map((file) => `${path.replace(/^\.\//, '').replace(/\/$/, '')}/charts/${file}`.replace(/\/Chart\.yaml$/, ''));
}

/** What the command prints; `partly` gets it before a CommandError ends the command, `reword` is how a later helm words the error of a template. */
export function runLint(words: readonly string[], folder: WorkingFolder, surroundings: Surroundings, log: Log, partly: (text: string) => void, reword: (text: string) => string = (text) => text): string {
  const flags = new Flags(words, LINT_FLAGS, SHORTHANDS);
  const given = flags.arguments.length > 0 ? flags.arguments : ['.'];
  const capabilities = capabilitiesFrom(flags);
  const paths = flags.on('with-subcharts') ? [...given, ...given.flatMap((path) => subcharts(folder, path))] : given;
  const values = mergeValues(flags, folder);
  const least = flags.on('strict') ? 2 : 3;
  let [text, failed, noteworthy] = ['', 0, 0];
  for (const path of paths) {
    const messages = lintChart(folder, path, values, {
      namespace: flags.text('namespace') || 'default', capabilities, surroundings, log, skipSchemaValidation: flags.on('skip-schema-validation'), givenVersion: flags.text('kube-version') !== '',
    });
    const errors = typeof messages === 'string' ? [messages] : messages.filter(({ severity }) => severity >= least);
    const notable = typeof messages === 'string' || messages.some(({ severity }) => severity > 1);
    if (notable) noteworthy += 1;
    if (flags.on('quiet') && !notable) continue;
    text += `==> Linting ${path}\n`;
    if (typeof messages === 'string') text += `Error ${messages}\n`;
    else text += messages.filter(({ severity }) => !flags.on('quiet') || severity > 1).map((one) => printed(one, reword)).join('');
    if (errors.length > 0) failed += 1;
    text += '\n';
  }
  const summary = `${paths.length} chart(s) linted, ${failed} chart(s) failed`;
  partly(text);
  if (failed > 0) throw new CommandError(summary);
  return flags.on('quiet') && noteworthy === 0 ? text : `${text}${summary}\n`;
}
