import type { Mark } from './error';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export type TokenType =
  | 'streamEnd'
  | 'version'
  | 'tagDirective'
  | 'documentStart'
  | 'documentEnd'
  | 'blockSequenceStart'
  | 'blockMappingStart'
  | 'blockEnd'
  | 'flowSequenceStart'
  | 'flowSequenceEnd'
  | 'flowMappingStart'
  | 'flowMappingEnd'
  | 'blockEntry'
  | 'flowEntry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  readonly end: Mark;
  /** A scalar's text, an anchor's name, a directive's version (`1.1`), a tag's handle. */
  readonly value?: string;
  /** A tag's suffix, a %TAG directive's prefix. */
  readonly suffix?: string;
  readonly style?: ScalarStyle;
}
