/** Images whose process looks at its command line, and at files, as it begins; by their word `serves=`. */
import { agnhost } from './agnhost';
import type { Beginning } from './behaviour';

export const BEGINNINGS: Readonly<Record<string, Beginning>> = { agnhost };
