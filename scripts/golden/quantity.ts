/** Replays the `quantity` suite: amounts read, counted with, compared and written. */
import {
  addQuantity, canonicalQuantity, compareQuantity, formatQuantity, milliValueBig, negateQuantity, parseQuantity, QUANTITY_ERRORS, quantityOf, subtractQuantity, unitValueBig,
} from '../../src/simulation/api/quantity';
import type { Quantity, QuantityFormat } from '../../src/simulation/api/quantity';
import type { GoldenCase, Replay } from './types';

const MAX_INT64 = 2n ** 63n - 1n;

/** As recorded: numbers up to 2⁵³, text beyond, nothing where it does not fit in 64 bits. */
function integer(name: string, value: bigint): Record<string, number | string> {
  if (value > MAX_INT64 || value < -MAX_INT64 - 1n) return {};
  return { [name]: value > 2n ** 53n || value < -(2n ** 53n) ? String(value) : Number(value) };
}

const values = (quantity: Quantity): object => ({ ...integer('value', unitValueBig(quantity)), ...integer('milliValue', milliValueBig(quantity)) });

function replayParse({ text }: { text: string }): unknown {
  const result = parseQuantity(text);
  if (!result.ok) return { error: QUANTITY_ERRORS[result.error] };
  const { value } = result;
  return { string: formatQuantity(value), canonical: formatQuantity(canonicalQuantity(value)), format: value.format, sign: compareQuantity(value, quantityOf('0')), ...values(value) };
}

function replayArithmetic({ start, steps }: { start: string; steps: [string, string?][] }): unknown {
  let quantity = quantityOf(start);
  const after = steps.map(([step, operand]) => {
    if (step === 'neg') quantity = negateQuantity(quantity);
    else quantity = (step === 'add' ? addQuantity : subtractQuantity)(quantity, quantityOf(operand));
    return { string: formatQuantity(quantity), format: quantity.format, ...values(quantity) };
  });
  return { after };
}

function replayCompare({ a, b }: { a: string; b: string }): unknown {
  const cmp = compareQuantity(quantityOf(a), quantityOf(b));
  return { cmp, equal: cmp === 0 };
}

function replayMade(input: { constructor: string; number: number | string; format: QuantityFormat }): unknown {
  const unit = input.constructor === 'NewMilliQuantity' ? 1_000_000n : 1_000_000_000n;
  const quantity: Quantity = { nano: BigInt(input.number) * unit, format: input.format };
  return { string: formatQuantity(quantity), ...values(quantity) };
}

const KINDS = new Map<string, (input: never) => unknown>([['parse', replayParse], ['arithmetic', replayArithmetic], ['compare', replayCompare], ['made', replayMade]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
