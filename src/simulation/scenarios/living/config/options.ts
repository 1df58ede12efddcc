/** `configMapAndSecretChangeDetectionStrategy`; the age that `Cache` allows is that of a node in a cluster of 1,500. */
export const STRATEGIES = ['Watch', 'Cache'] as const;
export interface ConfigOptions {
  readonly strategy: (typeof STRATEGIES)[number];
}

/** Seconds: `node.alpha.kubernetes.io/ttl` from 1,001 to 2,000 nodes (pkg/controller/ttl: ttlBoundaries). */
export const CACHE_TTL = 60;
export const CONFIG_DEFAULT: ConfigOptions = { strategy: 'Watch' };

/** Options as somebody stored or shared them. */
export function parseConfigOptions(raw: unknown): ConfigOptions | undefined {
  const strategy = typeof raw === 'object' && raw !== null ? (raw as { readonly strategy?: unknown }).strategy : undefined;
  const found = STRATEGIES.find((one) => one === strategy);
  return found === undefined ? undefined : { strategy: found };
}
