import type { PathRule } from '@site/src/simulation/network/http/ingress-path';

/** Five rules of one host such that each path type, a tie and a near miss show. */
export const RULES: readonly (PathRule & { backend: string })[] = [
  { path: '/', pathType: 'Prefix', backend: 'web' },
  { path: '/cart', pathType: 'Prefix', backend: 'cart' },
  { path: '/cart', pathType: 'Exact', backend: 'cart-home' },
  { path: '/cart/pay', pathType: 'Prefix', backend: 'pay' },
  { path: '/api/', pathType: 'Exact', backend: 'api' },
];

export const EXAMPLES = ['/cartoon', '/cart', '/cart/7', '/cart/pay/card', '/api', '/api/'] as const;

export interface PathState {
  target: string;
}

export const initialState: PathState = { target: EXAMPLES[0] };
export const LONGEST = 120;

export function parseState(raw: unknown): PathState | undefined {
  const target = typeof raw === 'object' && raw !== null ? (raw as { target?: unknown }).target : undefined;
  return typeof target === 'string' && target.length <= LONGEST ? { target } : undefined;
}
