import { parseQuantity } from '../../src/simulation/api';
import type { Taint } from '../../src/simulation/api';
import type { Change } from '../../src/simulation/scheduler/why-pending';

export interface Arguments {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** `name` or `namespace/name`; all Pending Pods without it. */
  readonly pod: string | undefined;
  /** A KubeSchedulerConfiguration. */
  readonly config: string | undefined;
  /** What-ifs, tried all together. */
  readonly changes: readonly Change[];
}

export const USAGE = `Why the Pending Pods of a cluster wait, node by node, and the smallest changes that would place them.
Nothing leaves the machine.

  kubectl get nodes,pods,pv,pvc,sc,csinode,pdb,priorityclass,ns,deploy,rs -A -o json > dump.json
  why-pending dump.json [[namespace/]pod] [options]

  --config FILE            the scheduler's KubeSchedulerConfiguration (default: the default profile)
What if (together; those of Pods on the Pod named, else on all that wait):
  --more-nodes NODE[=N]    N more nodes like NODE (default: 1)
  --without-node NODE      NODE goes; its Pods look for another one
  --uncordon NODE
  --label NODE:KEY=VALUE   a label on NODE
  --request RESOURCE=AMOUNT  each container requests so much
  --tolerate KEY[=VALUE]:EFFECT
  --priority N`;

/** What cannot be understood on the command line; its message says what to write instead. */
export class UsageError extends Error {}

const wrong = (option: string, given: string, form: string): never => {
  throw new UsageError(`${option} ${given}: write ${option} ${form}`);
};

function taint(text: string): Taint {
  const match = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(text);
  if (match === null) return wrong('--tolerate', text, 'KEY[=VALUE]:NoSchedule (or NoExecute, PreferNoSchedule)');
  return { key: match[1] ?? '', value: match[2] ?? '', effect: match[3] ?? '' };
}

const CHANGES: Readonly<Record<string, (value: string) => Change>> = {
  '--more-nodes': (value) => {
    const [like = '', count = '1'] = value.split('=');
    return /^[1-9]\d{0,3}$/.test(count) && like !== '' ? { kind: 'moreNodes', like, count: Number(count) } : wrong('--more-nodes', value, 'NODE=N with N from 1 to 9999');
  },
  '--without-node': (node) => ({ kind: 'withoutNode', node }),
  '--uncordon': (node) => ({ kind: 'uncordon', node }),
  '--label': (value) => {
    const match = /^([^:]+):([^=]+)=(.*)$/.exec(value);
    return match === null ? wrong('--label', value, 'NODE:KEY=VALUE') : { kind: 'nodeLabel', node: match[1] ?? '', label: match[2] ?? '', value: match[3] ?? '' };
  },
  '--request': (value) => {
    const [resource = '', amount = ''] = value.split('=');
    const parsed = parseQuantity(amount);
    return resource !== '' && parsed.ok && parsed.value.nano >= 0n ? { kind: 'request', resource, amount } : wrong('--request', value, 'RESOURCE=AMOUNT, as cpu=500m or memory=1Gi');
  },
  '--tolerate': (value) => ({ kind: 'toleration', taint: taint(value) }),
  '--priority': (value) => (/^-?\d{1,10}$/.test(value) ? { kind: 'priority', priority: Number(value) } : wrong('--priority', value, 'N, a whole number')),
};

/** The command line, without `node` and the script. Throws a UsageError. */
export function readArguments(words: readonly string[]): Arguments {
  const plain: string[] = [];
  const changes: Change[] = [];
  let config: string | undefined;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (word === '-' || !word.startsWith('-')) {
      plain.push(word);
      continue;
    }
    const make = Object.hasOwn(CHANGES, word) ? CHANGES[word] : undefined;
    if (make === undefined && word !== '--config') throw new UsageError(`${word} is no option\n\n${USAGE}`);
    const value = words[(i += 1)];
    if (value === undefined) throw new UsageError(`${word} needs a value\n\n${USAGE}`);
    if (make === undefined) config = value;
    else changes.push(make(value));
  }
  const [file, pod, ...more] = plain;
  if (file === undefined || more.length > 0) throw new UsageError(USAGE);
  return { file, pod, config, changes };
}
