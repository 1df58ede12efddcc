import type { Mark } from './error';
import type { ScalarStyle } from './tokens';

interface Properties {
  readonly start: Mark;
  readonly end: Mark;
  readonly anchor?: string;
  /** The whole tag (`tag:yaml.org,2002:str`), or empty. */
  readonly tag: string;
}

export type YamlEvent =
  | { readonly type: 'documentStart' | 'documentEnd' | 'collectionEnd' | 'streamEnd'; readonly start: Mark; readonly end: Mark }
  | { readonly type: 'alias'; readonly start: Mark; readonly end: Mark; readonly name: string }
  | (Properties & {
      readonly type: 'scalar';
      readonly value: string;
      readonly style: ScalarStyle;
      /** A plain scalar, or one with the tag `!`: what it means follows from its text. */
      readonly implicit: boolean;
    })
  | (Properties & { readonly type: 'sequence' | 'mapping' });
