import { formatQuantity, parseQuantity, quantityOf, ZERO_QUANTITY } from '../../../api/quantity';
import { objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { KubectlError } from '../../runtime/errors';

/** resource.ExtractContainerResourceValue: `limits.cpu` in whole units of the divisor, rounded up. */
export function resourceValue(container: JsonObject, { resource, divisor }: JsonObject): string {
  const [field = '', name = ''] = textOf(resource).split('.');
  if (!['limits', 'requests'].includes(field) || !/^(cpu|memory|ephemeral-storage|hugepages-.*)$/.test(name)) throw new KubectlError(`Unsupported container resource : ${textOf(resource)}`);
  const text = textOf(objectOf(objectOf(container.resources)[field])[name]);
  const value = text === '' ? ZERO_QUANTITY : quantityOf(text);
  const parsed = parseQuantity(textOf(divisor));
  const unit = parsed.ok && parsed.value.nano > 0n ? parsed.value.nano : 1_000_000_000n;
  const whole = (value.nano + unit - 1n) / unit;
  return formatQuantity({ nano: whole * 1_000_000_000n, format: 'DecimalSI' }).replace(/^(\d+)[a-zA-Z]+$/, () => String(whole));
}
