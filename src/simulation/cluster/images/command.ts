/** What ordinary commands do, in the words of the images: `sleep 3600`, `sh -c 'echo hi; sleep 5; exit 1'`. */

const SHELLS: readonly string[] = ['sh', 'bash', 'ash'];
const SIMPLE: readonly string[] = ['sleep', 'true', 'false', 'echo', 'exit', 'date', 'printf'];

const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Seconds of a `sleep`; undefined for one without end. */
function sleepSeconds(text: string | undefined): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text ?? '');
  if (parts === null) return undefined;
  return Number(parts[1]) * { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }[parts[2] as '' | 's' | 'm' | 'h' | 'd'];
}

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2');

/** The commands of a script one after another; a loop lasts for ever. */
function wordsOfScript(script: string): string[] {
  const words: string[] = [];
  let seconds = 0;
  let code = 0;
  if (/\b(while|until)\b/.test(script)) return words;
  for (const line of script.split(/;|&&|\n/)) {
    const [command = '', ...rest] = line.trim().split(/\s+/);
    if (command === '') continue;
    const name = base(command);
    if (name === 'exec' || name === 'tail' || name === 'wait') return words;
    code = 0;
    if (name === 'sleep') {
      const lasts = sleepSeconds(rest[0]);
      if (lasts === undefined) return words;
      seconds += lasts;
    } else if (name === 'echo' || name === 'printf') words.push(`log=${unquoted(rest.join(' '))}@${seconds}s`);
    else if (name === 'exit') return [...words, `exit=${rest[0] ?? 0}@${seconds}s`];
    else if (name === 'false') code = 1;
    else if (name !== 'true' && name !== 'date' && name !== 'set' && name !== 'trap' && !name.includes('=')) code = 0;
  }
  return [...words, `exit=${code}@${seconds}s`];
}

/** Tools that use the network: what they do is not known before they run. */
const TOOLS: readonly string[] = ['curl', 'wget', 'nslookup', 'dig', 'host', 'getent', 'nc', 'ping'];

/** Whether a command line with an open standard input is played by whoever attaches to it: a shell, a tool of the network, or what leads into the node's own tree. */
export const waitsForInput = ([first = '']: readonly string[]): boolean => SHELLS.includes(base(first)) || TOOLS.includes(base(first)) || base(first) === 'chroot';

/** Whether it reads an open standard input. */
export const readsInput = (argv: readonly string[]): boolean => waitsForInput(argv) || argv.slice(1).every((word) => word.startsWith('-'));

/** stress(1): workers that spin, and workers that take memory and keep it. */
function wordsOfStress(args: readonly string[]): readonly string[] {
  const value = (...names: readonly string[]): string | undefined => {
    const at = args.findIndex((one) => names.includes(one));
    const joined = args.find((one) => names.some((name) => one.startsWith(`${name}=`)));
    return at >= 0 ? args[at + 1] : joined?.slice(joined.indexOf('=') + 1);
  };
  const spinning = Number(value('-c', '--cpu') ?? 0);
  const taking = Number(value('-m', '--vm') ?? 0);
  const [, number = '256', unit = 'M'] = /^(\d+)([BKMG]?)$/i.exec(value('--vm-bytes') ?? '256M') ?? [];
  const bytes = Number(number) * { B: 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[(unit === '' ? 'B' : unit.toUpperCase()) as 'B' | 'K' | 'M' | 'G'] * taking;
  // Without --vm-hang a worker writes its memory again and again.
  const busy = spinning + (taking > 0 && value('--vm-hang') === undefined ? taking : 0);
  const lasts = sleepSeconds(value('-t', '--timeout'));
  return [
    `log=stress: info: [1] dispatching hogs: ${spinning} cpu, 0 io, ${taking} vm, 0 hdd`, ...(busy > 0 ? [`busy=${busy}`] : []), ...(bytes > 0 ? [`holds=${bytes}@1s`] : []),
    ...(lasts === undefined ? [] : [`exit=0@${lasts}s`]), 'ignore-term',
  ];
}

/** How many loops of a script spin without ever waiting. */
export const spinningLoops = (script: string): number => (script.match(/\bwhile\s+(?::|true)\s*;\s*do\s+(?::|true)\s*;?\s*done\b|\byes\s*>\s*\/dev\/null/g) ?? []).length;

/** A script that does nothing but call a URL in a loop: `while sleep 0.01; do wget -q -O- http://web; done`. As a word of the images' language. */
export function callsWord(argv: readonly string[]): string | undefined {
  const script = SHELLS.includes(base(argv[0] ?? '')) ? (argv[argv.findIndex((one) => /^-[a-z]*c$/.test(one)) + 1] ?? '') : '';
  const line = script.trim().replace(/\s*\n\s*/g, '; ').replace(/\b(do|then);/g, '$1').replace(/;(?:\s*;)+/g, ';');
  const [, rests, calls = '', naps] = /^while\s+(?:sleep\s+(\S+)|true|:)\s*;\s*do\s+((?:wget|curl)\b[^;|&]*)(?:;\s*sleep\s+([^\s;]+)\s*)?;\s*done\s*;?$/.exec(line) ?? [];
  const url = /\bhttp:\/\/[^\s'"]+/.exec(calls)?.[0];
  return url === undefined ? undefined : `calls=${url}@${(sleepSeconds(rests) ?? 0) + (sleepSeconds(naps) ?? 0)}s`;
}

/** The words of a container's command line where it is one of an ordinary system; undefined where it is words of the images' own language. */
export function wordsOfCommand(argv: readonly string[]): readonly string[] | undefined {
  const [first = '', ...rest] = argv;
  const name = base(first);
  if (name === 'stress') return wordsOfStress(rest);
  // build/pause/linux/pause.c: it says its version and ends.
  if (argv.length === 1 && first === '-v') return ['log=pause.c', 'exit=0'];
  const script = SHELLS.includes(name) ? rest[rest.findIndex((one) => one.endsWith('c') && one.startsWith('-')) + 1] : SIMPLE.includes(name) ? argv.join(' ') : undefined;
  // A process without a handler that is the first of its container does not hear SIGTERM.
  return script === undefined ? undefined : [...wordsOfScript(script), 'ignore-term'];
}

/** What a script does at SIGTERM: nothing without a trap, as it is the first process of its container; with one, as soon as the `sleep` is over that it is in. */
export function signalWord(script: string): string {
  const [, single, double, plain = ''] = /\btrap\s+(?:'([^']*)'|"([^"]*)"|(\S+))\s[^;&|\n]*\b(?:TERM|SIGTERM|15)\b/.exec(script) ?? [];
  const handler = single ?? double ?? plain;
  const [, code] = /\bexit\b\s*(\d*)/.exec(handler) ?? [];
  if (code === undefined) return 'ignore-term';
  const naps = [...script.matchAll(/\bsleep\s+(\S+?)(?=[\s;&|)'"]|$)/g)].flatMap(([, text]) => sleepSeconds(text) ?? []);
  const delay = /\bwait\b/.test(script) || naps.length === 0 ? 0 : Math.min(...naps);
  return `term=${delay}s:${code === '' ? 0 : code}`;
}

/** A bare word that a shell in the image finds as a program; a URL or an option is none. */
const isProgram = (word: string): boolean => /^(?:\/[\w/.-]+|[a-z][\w-]*)$/.test(word);

/**
 * The command line of a container's first process: `command` takes the place of the image's ENTRYPOINT, and `args` follow either. The entrypoint.sh of curlimages/curl puts `curl` before what is
 * an option or no program (curl/curl-container, etc/entrypoint.sh); the other images of the course have none that changes its arguments.
 */
export function argvOf(image: string, { command = [], args = [] }: { readonly command?: readonly string[] | undefined; readonly args?: readonly string[] | undefined }): readonly string[] {
  const [first] = args;
  const through = command.length === 0 && first !== undefined && /(?:^|\/)curlimages\/curl(?::|@|$)/.test(image) && !isProgram(first);
  return [...(through ? ['curl'] : []), ...command, ...args];
}
