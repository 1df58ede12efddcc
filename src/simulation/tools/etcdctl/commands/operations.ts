/** The requests that get, put and del stand for, alone or as lines of a transaction. */
import { quote } from '../../../base/go/quote';
import { prefixEnd } from '../../../cluster/etcd/mvcc';
import type { DeleteRequest, PutRequest, RangeRequest } from '../../../cluster/etcd/requests';
import type { Call } from '../../cobra/find';
import { EXIT, fail } from '../client';
import type { EtcdctlMachine, Steps } from '../client';

/** strconv.ParseInt and ParseUint; hexadecimal where the base is 16. */
export function integer(text: string, base: 10 | 16, signed = true): { readonly value: bigint } | { readonly error: string } {
  const name = signed ? 'ParseInt' : 'ParseUint';
  const wrong = (why: string): { readonly error: string } => ({ error: `strconv.${name}: parsing ${quote(text)}: ${why}` });
  const match = (base === 16 ? /^([+-]?)([0-9a-fA-F]+)$/ : /^([+-]?)([0-9]+)$/).exec(text);
  if (match === null || (!signed && match[1] !== '')) return wrong('invalid syntax');
  const size = BigInt(base === 16 ? `0x${match[2]}` : match[2]!);
  const limit = signed ? 2n ** 63n - (match[1] === '-' ? 0n : 1n) : 2n ** 64n - 1n;
  return size > limit ? wrong('value out of range') : { value: match[1] === '-' ? -size : size };
}

export const leaseText = (value: bigint): string => BigInt.asUintN(64, value).toString(16).padStart(16, '0');

const BOTH = '`--prefix` and `--from-key` cannot be set at the same time, choose one';
const TOO_MANY = 'too many arguments, only accept one argument when `--prefix` or `--from-key` is set';

/** A key with --prefix or --from-key as a range; empty keys stand for all. */
function rangeOf(key: string, end: string | undefined, prefix: boolean, fromKey: boolean): { readonly key: string; readonly end: string } {
  if (prefix) return key === '' ? { key: '\0', end: '\0' } : { key, end: prefixEnd(key) };
  if (fromKey) return { key: key === '' ? '\0' : key, end: '\0' };
  return { key, end: end ?? '' };
}

const ORDERS: Readonly<Record<string, RangeRequest['order']>> = { '': 'none', ASCEND: 'ascend', DESCEND: 'descend' };
const TARGETS: Readonly<Record<string, RangeRequest['target']>> = { '': 'key', CREATE: 'create', KEY: 'key', MODIFY: 'mod', VALUE: 'value', VERSION: 'version' };

/** getGetOp. */
export function getRequest(machine: EtcdctlMachine, { flags, args }: Call): RangeRequest {
  const bad = (message: string, code: number = EXIT.badArgs): never => fail(machine, code, message);
  const [key, end] = args;
  if (key === undefined) return bad('get command needs one argument as key and an optional argument as range_end');
  const [prefix, fromKey] = [flags.bool('prefix'), flags.bool('from-key')];
  if (prefix && fromKey) bad(BOTH);
  if (flags.bool('keys-only') && flags.bool('count-only')) bad('`--keys-only` and `--count-only` cannot be set at the same time, choose one');
  const consistency = flags.text('consistency');
  if (consistency !== 's' && consistency !== 'l') bad(`unknown consistency flag ${quote(consistency)}`, EXIT.badFeature);
  if (end !== undefined && (prefix || fromKey)) bad(TOO_MANY);
  const order = ORDERS[flags.text('order').toUpperCase()] ?? bad(`bad sort order ${flags.text('order')}`, EXIT.badFeature);
  const target = TARGETS[flags.text('sort-by').toUpperCase()] ?? bad(`bad sort target ${flags.text('sort-by')}`, EXIT.badFeature);
  const bounds = (what: string, least: number, most: number): void => {
    if (most > 0 && least > most) bad(`getMin${what}Rev(=${least}) > getMax${what}Rev(=${most})`, EXIT.badFeature);
  };
  const number = (name: string): number => Math.max(0, flags.int(name));
  const [minCreateRevision, maxCreateRevision, minModRevision, maxModRevision] = [number('min-create-rev'), number('max-create-rev'), number('min-mod-rev'), number('max-mod-rev')];
  bounds('Create', minCreateRevision, maxCreateRevision);
  bounds('Mod', minModRevision, maxModRevision);
  return {
    ...rangeOf(key, end, prefix, fromKey), limit: flags.int('limit'), revision: number('rev'), order, target, keysOnly: flags.bool('keys-only'), countOnly: flags.bool('count-only'), serializable: consistency === 's',
    minCreateRevision, maxCreateRevision, minModRevision, maxModRevision,
  };
}

/** getPutOp. */
export function putRequest(machine: EtcdctlMachine, { flags, args }: Call): PutRequest {
  const bad = (message: string): never => fail(machine, EXIT.badArgs, message);
  const NEEDS = 'put command needs 1 argument and input from stdin or 2 arguments';
  const [key, given] = args;
  if (key === undefined) return bad(NEEDS);
  const ignoreValue = flags.bool('ignore-value');
  if (ignoreValue && given !== undefined) bad("put command needs only 1 argument when 'ignore-value' is set");
  const value = ignoreValue ? '' : (given ?? machine.stdin);
  if (!ignoreValue && given === undefined && value === '') bad(NEEDS);
  const lease = integer(flags.text('lease'), 16);
  if ('error' in lease) return bad(`bad lease ID (${lease.error}), expecting ID in Hex`);
  return { key, value, lease: lease.value === 0n ? '' : leaseText(lease.value), previous: flags.bool('prev-kv'), ignoreValue, ignoreLease: flags.bool('ignore-lease') };
}

/** getDelOp: a range is only deleted after two seconds in which it may be thought over. */
export function* deleteRequest(machine: EtcdctlMachine, { flags, args }: Call): Steps<DeleteRequest> {
  const bad = (message: string): never => fail(machine, EXIT.badArgs, message);
  const [key, end] = args;
  if (key === undefined || args.length > 2) return bad('del command needs one argument as key and an optional argument as range_end');
  const [prefix, fromKey] = [flags.bool('prefix'), flags.bool('from-key')];
  if (prefix && fromKey) bad(BOTH);
  if (end !== undefined) {
    if (prefix || fromKey) bad(TOO_MANY);
    if (!flags.bool('range')) {
      machine.err(`Warning: Keys between ${quote(key)} and ${quote(end)} will be deleted. Please interrupt the command within next 2 seconds to cancel. You can provide \`--range\` flag to avoid the delay.\n`);
      yield { do: 'sleep', micros: 2_000_000 };
    }
  }
  return { ...rangeOf(key, end, prefix, fromKey), previous: flags.bool('prev-kv') };
}
