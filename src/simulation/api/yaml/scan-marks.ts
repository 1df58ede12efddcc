import { scannerError } from './error';
import type { Mark } from './error';
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isWord } from './reader';
import type { Reader } from './reader';
import type { Token } from './tokens';

function word(reader: Reader): string {
  const from = reader.index;
  while (isWord(reader.peek())) reader.skip();
  return reader.text.slice(from, reader.index);
}

function blanks(reader: Reader): void {
  while (isBlank(reader.peek())) reader.skip();
}

/** `&name` or `*name` (go-yaml scannerc.go yaml_parser_scan_anchor). */
export function scanAnchor(reader: Reader, type: 'anchor' | 'alias'): Token {
  const start = reader.mark;
  reader.skip();
  const value = word(reader);
  const next = reader.peek();
  if (value === '' || !(isBlankOrEnd(next) || '?:,]}%@`'.includes(next))) throw scannerError('did not find expected alphabetic or numeric character', reader.mark, start);
  return { type, start, end: reader.mark, value };
}

function tagHandle(reader: Reader, directive: boolean, start: Mark): string {
  if (reader.peek() !== '!') throw scannerError("did not find expected '!'", reader.mark, start);
  let handle = reader.read() + word(reader);
  if (reader.peek() === '!') handle += reader.read();
  else if (directive && handle !== '!') throw scannerError("did not find expected '!'", reader.mark, start);
  return handle;
}

const URI_MARKS = ";/?:@&=+$,.!~*'()[]%";

function tagUri(reader: Reader, head: string, start: Mark): string {
  let uri = head.slice(1);
  let found = head !== '';
  for (;;) {
    const char = reader.peek();
    if (char === '' || !(isWord(char) || URI_MARKS.includes(char))) break;
    uri += char === '%' ? uriEscape(reader, start) : reader.read();
    found = true;
  }
  if (!found) throw scannerError('did not find expected tag URI', reader.mark, start);
  return uri;
}

function uriEscape(reader: Reader, start: Mark): string {
  const octets: number[] = [];
  let width = 1;
  for (let i = 0; i < width; i += 1) {
    const digits = /^%([0-9A-Fa-f]{2})/.exec(reader.text.slice(reader.index, reader.index + 3));
    if (digits === null) throw scannerError('did not find URI escaped octet', reader.mark, start);
    const octet = Number.parseInt(digits[1] ?? '', 16);
    if (i === 0) {
      width = octet < 0x80 ? 1 : (octet & 0xe0) === 0xc0 ? 2 : (octet & 0xf0) === 0xe0 ? 3 : (octet & 0xf8) === 0xf0 ? 4 : 0;
      if (width === 0) throw scannerError('found an incorrect leading UTF-8 octet', reader.mark, start);
    } else if ((octet & 0xc0) !== 0x80) {
      throw scannerError('found an incorrect trailing UTF-8 octet', reader.mark, start);
    }
    octets.push(octet);
    for (let k = 0; k < 3; k += 1) reader.skip();
  }
  return new TextDecoder().decode(new Uint8Array(octets));
}

/** `!name`, `!!name`, `!handle!name`, `!<uri>` (yaml_parser_scan_tag). */
export function scanTag(reader: Reader): Token {
  const start = reader.mark;
  let handle = '';
  let suffix: string;
  if (reader.peek(1) === '<') {
    reader.skip();
    reader.skip();
    suffix = tagUri(reader, '', start);
    if (reader.peek() !== '>') throw scannerError("did not find the expected '>'", reader.mark, start);
    reader.skip();
  } else {
    handle = tagHandle(reader, false, start);
    if (handle.length > 1 && handle.endsWith('!')) {
      suffix = tagUri(reader, '', start);
    } else {
      suffix = tagUri(reader, handle, start);
      // A lone "!" is a suffix without a handle.
      [handle, suffix] = suffix === '' ? ['', '!'] : ['!', suffix];
    }
  }
  if (!isBlankOrEnd(reader.peek())) throw scannerError('did not find expected whitespace or line break', reader.mark, start);
  return { type: 'tag', start, end: reader.mark, value: handle, suffix };
}

function versionNumber(reader: Reader, start: Mark): number {
  let digits = '';
  while (isDigit(reader.peek())) {
    if (digits.length === 2) throw scannerError('found extremely long version number', reader.mark, start);
    digits += reader.read();
  }
  if (digits === '') throw scannerError('did not find expected version number', reader.mark, start);
  return Number(digits);
}

/** `%YAML 1.1` or `%TAG ! prefix` (yaml_parser_scan_directive). */
export function scanDirective(reader: Reader): Token {
  const start = reader.mark;
  reader.skip();
  const name = word(reader);
  if (name === '') throw scannerError('could not find expected directive name', reader.mark, start);
  if (!isBlankOrEnd(reader.peek())) throw scannerError('found unexpected non-alphabetical character', reader.mark, start);
  let token: Token;
  if (name === 'YAML') {
    blanks(reader);
    const major = versionNumber(reader, start);
    if (reader.peek() !== '.') throw scannerError("did not find expected digit or '.' character", reader.mark, start);
    reader.skip();
    const minor = versionNumber(reader, start);
    token = { type: 'version', start, end: reader.mark, value: `${major}.${minor}` };
  } else if (name === 'TAG') {
    blanks(reader);
    const handle = tagHandle(reader, true, start);
    if (!isBlank(reader.peek())) throw scannerError('did not find expected whitespace', reader.mark, start);
    blanks(reader);
    const prefix = tagUri(reader, '', start);
    if (!isBlankOrEnd(reader.peek())) throw scannerError('did not find expected whitespace or line break', reader.mark, start);
    token = { type: 'tagDirective', start, end: reader.mark, value: handle, suffix: prefix };
  } else {
    throw scannerError('found unknown directive name', reader.mark, start);
  }
  blanks(reader);
  reader.skipComment();
  if (!isBreakOrEnd(reader.peek())) throw scannerError('did not find expected comment or line break', reader.mark, start);
  if (isBreak(reader.peek())) reader.readBreak();
  return token;
}
