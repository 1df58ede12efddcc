import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Pod } from '../../src/simulation/api';
import { askDeviceSelector } from '../../src/simulation/api/cel/device-selector';
import { newDynamicResources } from '../../src/simulation/scheduler/plugins/dynamic-resources';
import { readConfiguration } from '../../src/simulation/scheduler/profile/read-configuration';
import { explainPending, groupAlike, readDump, whatIf } from '../../src/simulation/scheduler/why-pending';
import type { WhyPending } from '../../src/simulation/scheduler/why-pending';
import { readArguments, USAGE } from './arguments';
import { absentLines, groupLines, shortList, whatIfLines } from './print';
import { progressOn } from './progress';
import type { Progress } from './progress';

const DEVICE_PARTS = { dynamicResources: newDynamicResources(askDeviceSelector) };

async function textOf(file: string, progress: Progress): Promise<string> {
  const parts: Buffer[] = [];
  const total = file === '-' ? 0 : statSync(file).size;
  let done = 0;
  for await (const part of file === '-' ? process.stdin : createReadStream(file)) {
    // Without an encoding both streams give buffers.
    parts.push(part as Buffer);
    done += (part as Buffer).length;
    progress.tell('Reading', done, total);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function parsed(file: string, progress: Progress): Promise<unknown> {
  try {
    return JSON.parse(await textOf(file, progress));
  } catch (error) {
    throw new Error(`${file}: cannot be read as JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Answers for a dump; what it prints goes through `print`, the bar to standard error. Throws an Error whose message is for the reader. */
export async function main(words: readonly string[], print: (line: string) => void): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) return print(USAGE);
  const { file, pod: name, config, changes } = readArguments(words);
  const progress = progressOn(process.stderr);
  const dump = readDump(await parsed(file, progress));
  const configuration = config === undefined ? {} : readConfiguration(await readFile(config, 'utf8'));
  const wanted = ({ metadata }: Pod): boolean => name === undefined || name === metadata.name || name === `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`;
  const total = dump.pending.filter(wanted).length;
  if (name !== undefined && total === 0) throw new Error(`${file}: has no Pending Pod "${name}"; those are ${shortList(dump.pending.map((pod) => pod.metadata.name ?? ''))}`);
  const results: WhyPending[] = [];
  for (const one of explainPending(dump, wanted, { configuration, parts: DEVICE_PARTS })) {
    results.push(one);
    progress.tell('Working out', results.length, total);
  }
  progress.clear();
  print(`${dump.cluster.nodes.length} nodes, ${dump.cluster.pods?.length ?? 0} Pods on them, ${dump.pending.length} Pending`);
  for (const group of groupAlike(results)) groupLines(group, name !== undefined).forEach(print);
  if (changes.length > 0) whatIfLines(whatIf(dump, changes, wanted, { configuration, parts: DEVICE_PARTS })).forEach(print);
  absentLines(dump.absent).forEach(print);
}
