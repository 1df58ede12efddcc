/** `helm create` (helm pkg/cmd: create.go, pkg/chart/v2/util: create.go). */
import { quote } from '../../../base/go/quote';
import { absolute } from '../../../kubectl/runtime/machine';
import { SCAFFOLD } from '../generated/scaffold';
import { HelmError } from '../machine';
import type { HelmCommand } from './types';

const LONGEST = 250;

/** validateChartName. */
function chartNameError(name: string): string | undefined {
  if (name === '' || name.length > LONGEST) return `chart name must be between 1 and ${LONGEST} characters`;
  return /^[a-zA-Z0-9._-]+$/.test(name) ? undefined : `chart name must match the regular expression ${quote('^[a-zA-Z0-9._-]+$')}`;
}

export const create: HelmCommand = function* ({ machine, call: { args, flags } }) {
  yield* [];
  const [given = ''] = args;
  machine.out(`Creating ${given}\n`);
  const starter = flags.text('starter');
  if (starter !== '') {
    const path = starter.startsWith('/') ? starter : `${machine.home}/.local/share/helm/starters/${starter}`;
    throw new HelmError(`could not load ${path}: stat ${path}: no such file or directory`);
  }
  const [, above = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/.exec(given.replace(/(?<=.)\/+$/, '')) ?? [];
  const wrong = chartNameError(name);
  if (wrong !== undefined) throw new HelmError(wrong);
  const parent = absolute(machine, above === '' && given.startsWith('/') ? '/' : above);
  if (machine.files.read(parent) !== undefined) throw new HelmError(`no such directory ${parent}`);
  if (machine.files.list(parent) === undefined) throw new HelmError(`stat ${parent}: no such file or directory`);
  const chart = `${parent === '/' ? '' : parent}/${name}`;
  if (machine.files.read(chart) !== undefined) throw new HelmError(`file ${chart} already exists and is not a directory`);
  for (const [file, text] of SCAFFOLD) {
    const path = `${chart}/${file}`;
    if (machine.files.read(path) !== undefined) machine.out(`WARNING: File ${quote(path)} already exists. Overwriting.\n`);
    const refused = machine.files.write(path, text.replaceAll('<CHARTNAME>', name));
    if (refused !== undefined) throw new HelmError(`mkdir ${chart}: ${refused.charAt(0).toLowerCase()}${refused.slice(1)}`);
  }
  machine.makeDirectory?.(`${chart}/charts`);
  return 0;
};
