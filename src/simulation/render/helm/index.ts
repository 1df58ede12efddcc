/** Helm's charts rendered without a cluster: helm v3.21.4. */
import { GoError } from '../../base/go/values';
import { ChartError } from './chart/load';
import { WorkingFolder } from './command/folder';
import { runLint } from './command/lint';
import { CommandError, runTemplate } from './command/template';
import type { Surroundings } from './functions';
import type { Log } from './log';

export { ChartError, loadChart } from './chart/load';
export type { Chart } from './chart/load';
export { DEFAULT_CAPABILITIES, HELM_VERSION } from './engine/capabilities';
export type { Surroundings } from './functions';
export { hooksFor, runHooks } from './release/hooks';
export type { HookCluster } from './release/hooks';
export type { Hook, Manifest } from './release/manifests';
export { renderRelease } from './release/render';
export type { ReleaseOptions, RenderedRelease } from './release/render';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandInput {
  /** Texts by their path below the working folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The words behind `helm`. */
  readonly args: readonly string[];
  /** Where the working folder lies, as messages show it. */
  readonly root?: string;
  /** The moment and the seed for functions such as `now` and `randAlphaNum`. */
  readonly surroundings?: Surroundings;
}

const NO_SURROUNDINGS: Surroundings = { now: 0, seed: 1 };

/** `helm template` and `helm lint`. Never throws for what a reader may write. */
export function runHelm({ files, args, root = '/work', surroundings = NO_SURROUNDINGS }: CommandInput): CommandResult {
  let [stdout, stderr] = ['', ''];
  const log: Log = (place, message) => { stderr += `${place === '' ? '' : `${place}: `}${message}\n`; };
  const folder = new WorkingFolder(files, root);
  const [command, ...words] = args;
  try {
    if (command === 'template') stdout = runTemplate(words, folder, surroundings, log);
    else if (command === 'lint') stdout = runLint(words, folder, surroundings, log, (text) => { stdout = text; });
    else throw new CommandError(`unknown command ${JSON.stringify(command ?? '')} for "helm"`);
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof CommandError) && !(error instanceof ChartError) && !(error instanceof GoError)) throw error;
    return { exitCode: 1, stdout, stderr: `${stderr}Error: ${error.message}\n` };
  }
}
