import { PEOPLE } from '@site/src/simulation/scenarios/living/secret-readers/people';
import type { Person } from '@site/src/simulation/scenarios/living/secret-readers/people';

export interface ReadersState {
  readonly person: Person;
}

export const initialState: ReadersState = { person: 'createPods' };

export function parseState(raw: unknown): ReadersState | undefined {
  const asked = typeof raw === 'object' && raw !== null ? (raw as { readonly person?: unknown }).person : undefined;
  const person = PEOPLE.find((one) => one === asked);
  return person === undefined ? undefined : { person };
}
