import { printYaml } from '../print';
import type { Printable } from '../print';

/** `printYaml` of a value that is JSON, whatever its type says. */
export const writeYaml = (value: unknown): string => printYaml(value as Printable);
