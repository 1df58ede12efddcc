/** What the operators of two values give. */
import { bounded, isFields, numberOf, textOf } from './values';

export function binary(sign: string, left: unknown, right: unknown, line: number): unknown {
  const both = typeof left === 'string' && typeof right === 'string';
  const loose = (value: unknown): unknown => (value === undefined ? null : value);
  switch (sign) {
    case '===': return left === right;
    case '!==': return left !== right;
    // Only undefined and null are alike; anything else is compared as it is.
    case '==': return loose(left) === loose(right);
    case '!=': return loose(left) !== loose(right);
    case '+': return typeof left === 'number' && typeof right === 'number' ? left + right : typeof left === 'string' || typeof right === 'string' || isFields(left) || isFields(right) ? bounded(textOf(left) + textOf(right), line) : numberOf(left) + numberOf(right);
    case '<': return both ? left < right : numberOf(left) < numberOf(right);
    case '>': return both ? left > right : numberOf(left) > numberOf(right);
    case '<=': return both ? left <= right : numberOf(left) <= numberOf(right);
    case '>=': return both ? left >= right : numberOf(left) >= numberOf(right);
    case '-': return numberOf(left) - numberOf(right);
    case '*': return numberOf(left) * numberOf(right);
    case '/': return numberOf(left) / numberOf(right);
    case '%': return numberOf(left) % numberOf(right);
    case '**': return numberOf(left) ** numberOf(right);
    case 'in': return isFields(right) && Object.hasOwn(right, textOf(left));
    default: return right;
  }
}
