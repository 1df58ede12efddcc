import type { Device } from '../../../api/generated/types/resource.v1';

/** What a selector says about a device, or why it cannot say it: upstream's words after `CEL compile error: ` or `CEL runtime error: `. */
export type Verdict = { readonly matches: boolean } | { readonly error: 'compile' | 'runtime'; readonly text: string };

/** Asks the CEL expression of a selector about a device of a driver. It comes from outside, so that only who needs it pays for CEL. */
export type AskSelector = (expression: string, driver: string, device: Device) => Verdict;
