import type { Verb } from '../runtime/session';
import { get } from './get';

/** What each command does, by its path without `kubectl`. A command that is not here answers with help or with what it is not. */
export const VERBS: Readonly<Record<string, Verb>> = {
  get,
};
