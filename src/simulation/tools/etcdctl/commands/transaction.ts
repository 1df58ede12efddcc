/** `etcdctl txn`: comparisons, what to do where they hold, what else (ctlv3/command/txn_command.go). */
import { quote } from '../../../base/go/quote';
import { unquote } from '../../../base/go/unquote';
import type { Compare, Operation, TxnRequest } from '../../../cluster/etcd/requests';
import { callOf } from '../../cobra/find';
import { COMMANDS } from '../generated/commands';
import { EXIT, fail } from '../client';
import type { EtcdctlMachine, Steps } from '../client';
import { deleteRequest, getRequest, integer, putRequest } from './operations';

const QUOTED = /^\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/;

/** fmt.Sscanf with `%q) %s %q`: as much as could be read. */
function scan(text: string): { readonly key: string; readonly op: string; readonly value: string; readonly read: number } {
  const key = QUOTED.exec(text);
  if (key === null) return { key: '', op: '', value: '', read: 0 };
  const [afterKey, name] = [text.slice(key[0].length), unquote(key[1]!)];
  if (!afterKey.startsWith(')')) return { key: name, op: '', value: '', read: 1 };
  const op = /^\s*(\S+)/.exec(afterKey.slice(1));
  if (op === null) return { key: name, op: '', value: '', read: 1 };
  const value = QUOTED.exec(afterKey.slice(1 + op[0].length));
  return value === null ? { key: name, op: op[1]!, value: '', read: 2 } : { key: name, op: op[1]!, value: unquote(value[1]!), read: 3 };
}

const TARGETS: Readonly<Record<string, Compare['target']>> = { ver: 'version', version: 'version', c: 'create', create: 'create', m: 'mod', mod: 'mod', val: 'value', value: 'value', lease: 'lease' };

/** ParseCompare. */
export function parseCompare(line: string): Compare | { readonly error: string } {
  const at = line.indexOf('(');
  if (at < 0) return { error: `malformed comparison: ${line}` };
  const name = line.slice(0, at);
  const { key, op, value, read } = scan(line.slice(at + 1));
  if (read !== 3) return { error: `malformed comparison: ${line}; got ${name}(${quote(key)}) ${op} ${quote(value)}` };
  const target = Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined;
  if (target === undefined) return { error: `malformed comparison: ${line} (unknown target ${name})` };
  if (op !== '=' && op !== '!=' && op !== '<' && op !== '>') return { error: `malformed comparison: ${line} (Unknown result op)` };
  if (target === 'value' || target === 'lease') return { target, key, result: op, value };
  const number = integer(value, 10);
  return 'error' in number ? { error: `invalid txn compare request: ${line}` } : { target, key, result: op, value: Number(number.value) };
}

const WORDS = /"(?:[^"\\]|\\.)*"|'[^']*'|[^'"\s]\S*[^'"\s]?/g;

/** Argify. */
const argify = (line: string): readonly string[] => (line.match(WORDS) ?? []).map((word) => (word.startsWith("'") ? word.slice(1, -1) : word.startsWith('"') ? unquote(word) : word));

const OPERATIONS = { ...COMMANDS, use: 'txn', flags: [], commands: (COMMANDS.commands ?? []).filter(({ use }) => /^(?:get|put|del) /.test(use)) };

function* parseOperation(machine: EtcdctlMachine, line: string): Steps<Operation> {
  const words = argify(line);
  if (words.length < 2) fail(machine, EXIT.invalidInput, `invalid txn compare request: ${line}`);
  const asked = callOf(OPERATIONS, words, { prefixes: true });
  if (!('call' in asked)) return fail(machine, EXIT.invalidInput, `invalid txn request: ${line}`);
  const { call } = asked;
  if (call.path === 'get') return { get: getRequest(machine, call) };
  return call.path === 'put' ? { put: putRequest({ ...machine, stdin: '' }, call) } : { delete: yield* deleteRequest(machine, call) };
}

/** Three blocks of lines, each ended by an empty one. */
export function* readTransaction(machine: EtcdctlMachine, interactive: boolean): Steps<TxnRequest> {
  const lines = machine.stdin.split('\n');
  const block = function* <T>(prompt: string, parse: (line: string) => Steps<T>): Steps<T[]> {
    if (interactive) machine.out(`${prompt}\n`);
    const found: T[] = [];
    for (;;) {
      // What has no end of line is no line.
      if (lines.length < 2) fail(machine, EXIT.invalidInput, 'EOF');
      const line = lines.shift()!.trim();
      if (line === '') return found;
      found.push(yield* parse(line));
    }
  };
  const compare = yield* block('compares:', function* (line): Steps<Compare> {
    const one = parseCompare(line);
    return 'error' in one ? fail(machine, EXIT.invalidInput, one.error) : one;
  });
  const operation = (line: string): Steps<Operation> => parseOperation(machine, line);
  const success = yield* block('success requests (get, put, del):', operation);
  const failure = yield* block('failure requests (get, put, del):', operation);
  return { compare, success, failure };
}
