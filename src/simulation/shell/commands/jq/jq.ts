import type { Run } from '../../shell';
import { inputsOf } from '../inputs';
import { optionsOf } from '../options';
import { JqFault, JqParser } from './parse';
import { Jq } from './run';
import { JqError, printed } from './values';
import type { Json } from './values';

/** The JSON texts that stand one after the other. */
function valuesIn(text: string): { readonly values: readonly Json[]; readonly wrong?: string } {
  const values: Json[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = endOf(rest);
    try {
      values.push(JSON.parse(rest.slice(0, end)) as Json);
    } catch {
      return { values, wrong: `jq: parse error: Invalid numeric literal at line ${text.slice(0, text.length - rest.length).split('\n').length}, column ${Math.min(end, rest.length)}` };
    }
    rest = rest.slice(end).trim();
  }
  return { values };
}

function endOf(text: string): number {
  if (!/^[[{"]/.test(text)) return /^[^\s[{"]+/.exec(text)?.[0].length ?? text.length;
  let [depth, inText] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inText && char === '\\') at += 1;
    else if (char === '"') inText = !inText;
    else if (!inText && (char === '{' || char === '[')) depth += 1;
    else if (!inText && (char === '}' || char === ']')) depth -= 1;
    if (depth === 0 && !inText) return at + 1;
  }
  return text.length;
}

const sorted = (value: Json): Json => (Array.isArray(value) ? (value as readonly Json[]).map(sorted) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value);

/** jq(1): `-r -c -e -s -n -j -S --arg --argjson` */
export const jq: Run = function* jq(process) {
  const scope = new Map<string, Json>([['$ENV', Object.fromEntries([...process.shell.exported].map((name) => [name, process.shell.get(name)]))]]);
  const args: string[] = [];
  for (let at = 0; at < process.args.length; at += 1) {
    const word = process.args[at]!;
    if (word !== '--arg' && word !== '--argjson') {
      args.push(word);
      continue;
    }
    const [name = '', value = ''] = process.args.slice(at + 1, at + 3);
    at += 2;
    const { values, wrong } = word === '--arg' ? { values: [value] } : { wrong: undefined, ...valuesIn(value) };
    if (wrong !== undefined || values[0] === undefined) {
      process.err.write(`jq: Invalid JSON text passed to --argjson\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq\n`);
      return 2;
    }
    scope.set(`$${name}`, values[0]);
  }
  const options = optionsOf({ ...process, args }, { letters: 'rcesnjSCMa', long: { 'raw-output': 'r', 'compact-output': 'c', 'exit-status': 'e', slurp: 's', 'null-input': 'n', 'join-output': 'j', 'sort-keys': 'S', tab: 'a' }, fault: 2 });
  if (typeof options === 'number') return options;
  const [text, ...names] = options.rest;
  if (text === undefined) {
    process.err.write('Usage:\tjq [OPTIONS] FILTER [FILES...]\n');
    return 2;
  }
  const opened = inputsOf(process, names, (name, error) => `jq: error: Could not open file ${name}: ${error}`);
  let [status, last]: [number, Json | undefined] = [opened.failed ? 2 : 0, undefined];
  const say = (line: string, code: number): void => {
    process.err.write(`${line}\n`);
    status = code;
  };
  try {
    const filter = new JqParser(text).program();
    let [inputs, ends]: [readonly Json[], number] = [[null], 0];
    if (!options.has('n')) {
      let all = '';
      for (const { reader } of opened.inputs) all += yield* reader.all();
      const { values, wrong } = valuesIn(all);
      if (wrong !== undefined) say(wrong, 2);
      ends = all.split('\n').length - 1;
      inputs = options.has('s') ? [values] : values;
    }
    for (const input of inputs) {
      try {
        for (const value of new Jq().run(filter, input, scope)) {
          last = value;
          const shown = options.has('S') ? sorted(value) : value;
          const raw = (options.has('r') || options.has('j')) && typeof shown === 'string';
          process.out.write(`${raw ? printed(shown) : JSON.stringify(shown, null, options.has('c') ? 0 : options.has('a') ? '\t' : 2)}${options.has('j') ? '' : '\n'}`);
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        say(`jq: error (at ${options.has('n') ? '<unknown>' : `<stdin>:${ends}`}): ${error.message}`, 5);
      }
    }
  } catch (fault) {
    if (!(fault instanceof JqFault)) throw fault;
    say(`jq: error: ${fault.message}\njq: 1 compile error`, 3);
  }
  if (status === 0 && options.has('e')) return last === undefined ? 4 : Number(last === null || last === false);
  return status;
};
