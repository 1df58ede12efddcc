/** One group and version of the API as `npm run generate:api` writes it. `parse.ts` reads `types`. */
export interface GroupSchema {
  /** The short name its types go by: `core.v1`, `apps.v1`. */
  readonly name: string;
  /** `v1`, `apps/v1`; empty for what all groups share. */
  readonly apiVersion: string;
  /** Names of the types that are kinds, separated by blanks. */
  readonly kinds: string;
  /** The groups whose types these types mention. */
  readonly uses: readonly GroupSchema[];
  /** Tables that hold some of its types, for pages that need these alone. */
  readonly parts?: readonly GroupSchema[];
  /** One line a type. */
  readonly types: string;
}
