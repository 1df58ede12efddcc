/**
 * What `kubectl top pods --containers` prints (k8s.io/kubectl/pkg/metricsutil: PrintPodMetrics): columns apart by spaces, CPU in whole thousandths, memory in
 * whole Mi. Several outputs may follow one another, as from a loop; with `-A` the namespace comes first; `--no-headers` and `--sum` are understood.
 */
import { cpuAmount, memoryAmount } from './amount';
import type { ReadUsage, UsageProblem, UsageSample } from './types';

interface Columns {
  readonly namespace: number;
  readonly pod: number;
  readonly container: number;
  readonly cpu: number;
  readonly memory: number;
  readonly count: number;
}

const WORDS = /^(NAMESPACE|POD|NAME|CPU\(cores\)|MEMORY\(bytes\)|SWAP\(bytes\))$/;

export const isTopHeader = (line: string): boolean => /\bCPU\(cores\)/.test(line);

function columnsOf(words: readonly string[]): Columns {
  const at = (name: string): number => words.findIndex((word) => (name.endsWith('(') ? word.startsWith(name) : word === name));
  return { namespace: at('NAMESPACE'), pod: at('POD'), container: at('NAME'), cpu: at('CPU('), memory: at('MEMORY('), count: words.length };
}

const amountLike = (text: string | undefined): boolean => text !== undefined && /^\d+m$/.test(text);

/** Lines of `--no-headers`: the columns from their number. */
function guessed(words: readonly string[]): Columns | null {
  const offset = words.length - 4;
  if ((offset !== 0 && offset !== 1) || !amountLike(words[offset + 2])) return null;
  return { namespace: offset - 1, pod: offset, container: offset + 1, cpu: offset + 2, memory: offset + 3, count: words.length };
}

export const looksLikeTop = (line: string): boolean => isTopHeader(line) || guessed(line.trim().split(/\s+/)) !== null || (line.trim().split(/\s+/).length === 3 && amountLike(line.trim().split(/\s+/)[1]));

export function readTop(text: string): ReadUsage {
  const samples: UsageSample[] = [];
  const problems: UsageProblem[] = [];
  let columns: Columns | null = null;
  let summing = false;
  text.split(/\r?\n/).forEach((line, index) => {
    const at = index + 1;
    const words = line.trim().split(/\s+/);
    const problem = (code: UsageProblem['code'], params: UsageProblem['params'] = {}, severity: UsageProblem['severity'] = 'error'): void => {
      problems.push({ line: at, severity, code, params });
    };
    // A prompt with its command, or an empty line.
    if (line.trim() === '' || /^[$#]\s|^\S*[$#]\s*kubectl/.test(line.trim())) return;
    if (isTopHeader(line)) {
      summing = false;
      if (!words.every((word) => WORDS.test(word))) {
        columns = null;
        problem('nodes');
        return;
      }
      columns = columnsOf(words);
      if (columns.pod < 0) problem('wholePods');
      return;
    }
    // With --sum a line of dashes comes before the total.
    if (/^[_\s]+$/.test(line)) {
      summing = true;
      return;
    }
    if (summing) return;
    columns ??= guessed(words);
    if (columns === null) {
      problem(words.length === 3 && amountLike(words[1]) ? 'wholePods' : 'noHeader');
      return;
    }
    if (columns.pod < 0) return;
    if (words.length !== columns.count) {
      problem('columnCount', { found: words.length, expected: columns.count });
      return;
    }
    const [cpuText, memoryText] = [words[columns.cpu], words[columns.memory]];
    if (/unknown/.test(cpuText) || /unknown/.test(memoryText)) {
      problem('unavailable', { pod: words[columns.pod] }, 'warning');
      return;
    }
    const cpu = cpuAmount(cpuText);
    const memory = memoryAmount(memoryText);
    if (cpu === null || memory === null) {
      problem('quantity', { text: cpu === null ? cpuText : memoryText, column: cpu === null ? 'CPU(cores)' : 'MEMORY(bytes)' });
      return;
    }
    if (cpu < 0 || memory < 0) {
      problem('negative', { text: cpu < 0 ? cpuText : memoryText });
      return;
    }
    samples.push({ namespace: columns.namespace < 0 ? '' : words[columns.namespace], pod: words[columns.pod], container: words[columns.container], at: null, cpu, memory });
  });
  return { format: 'top', samples, problems: firstOfKind(problems) };
}

/** The same complaint about a thousand lines is one complaint: the first twenty of each kind. */
export function firstOfKind(problems: readonly UsageProblem[]): readonly UsageProblem[] {
  const seen = new Map<string, number>();
  return problems.filter(({ code }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return count <= 20;
  });
}
