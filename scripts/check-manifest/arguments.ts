import type { Locale } from '../../src/i18n/messages';

export interface Arguments {
  /** Paths, or `-` for standard input. */
  readonly files: readonly string[];
  readonly lang: Locale;
  readonly output: 'text' | 'json';
  /** Print the objects as they are stored, too. */
  readonly stored: boolean;
}

export const USAGE = `What the Kubernetes 1.36 API server and kubectl say of manifests: errors at their line, in their words and explained. Asks no cluster; nothing
leaves the machine.

  npm run -s check-manifest -- FILE… [options]
  helm template web ./chart | npm run -s check-manifest -- -

  FILE            YAML or JSON, several documents; - is standard input
  --lang ko|en    language of the explanations (default: en)
  --stored        also print each good object as it is stored, with who wrote each line
  --output json   one JSON object per line and file: {file, problems, objects, answer}

Exit code: 0 nothing is refused (there may be warnings), 1 something is, 2 a file or an option cannot be read.`;

/** What cannot be understood on the command line; its message says what to write instead. */
export class UsageError extends Error {}

/** The command line, without `node` and the script. Throws a UsageError. */
export function readArguments(words: readonly string[]): Arguments {
  const files: string[] = [];
  let lang: Locale = 'en';
  let output: Arguments['output'] = 'text';
  let stored = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    // `--lang=ko` and `--lang ko` alike.
    const [option = '', joined] = word.startsWith('--') ? word.split('=', 2) : [word];
    const value = (): string => joined ?? words[(i += 1)] ?? '';
    if (!word.startsWith('-') || word === '-') files.push(word);
    else if (option === '--stored') stored = true;
    else if (option === '--lang') {
      const given = value();
      if (given !== 'ko' && given !== 'en') throw new UsageError(`--lang ${given}: write --lang ko or --lang en`);
      lang = given;
    } else if (option === '--output' || option === '-o') {
      const given = value();
      if (given !== 'json' && given !== 'text') throw new UsageError(`${option} ${given}: write ${option} json or ${option} text`);
      output = given;
    } else throw new UsageError(`${word} is no option\n\n${USAGE}`);
  }
  if (files.length === 0) throw new UsageError(USAGE);
  return { files, lang, output, stored };
}
