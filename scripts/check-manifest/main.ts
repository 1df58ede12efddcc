import { readFile } from 'node:fs/promises';
import { ruleObjectErrors } from '../../src/simulation/api/custom/rules/check-object';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { checkManifest } from '../../src/simulation/tools/manifest-check/check';
import { readArguments, USAGE } from './arguments';
import { reportLines } from './print';

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function textOf(file: string): Promise<string> {
  try {
    return file === '-' ? await standardInput() : await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)}); check the path, or use - for standard input`);
  }
}

/** Checks the files and prints what is to be said of each; gives the exit code. Throws an Error whose message is for the reader. */
export async function main(words: readonly string[], print: (line: string) => void): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    print(USAGE);
    return 0;
  }
  const { files, lang, output, stored } = readArguments(words);
  let refused = false;
  for (const file of files) {
    const check = checkManifest(await textOf(file), { kinds: ALL_KINDS, evaluate: ruleObjectErrors });
    refused ||= check.answer.exit !== 0 && check.problems.some(({ severity }) => severity === 'error');
    if (output === 'json') print(JSON.stringify({ file, problems: check.problems, objects: check.objects, answer: check.answer }));
    else reportLines(file, check, lang, stored).forEach((line) => print(line));
  }
  return refused ? 1 : 0;
}
