import { describe, expect, it } from 'vitest';
import { printList, quote, quoteList } from './quote';

// What Go 1.24 prints for fmt.Printf("%q").
describe('strconv.Quote', () => {
  it.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['say "hi" \\ there', '"say \\"hi\\" \\\\ there"'],
    ['tab\tnew\nbell\u0007', '"tab\\tnew\\nbell\\a"'],
    ['\u0000\u007f', '"\\x00\\x7f"'],
    ['\u200b\u00a0', '"\\u200b\\u00a0"'],
    ['쿠버 é ☃ 😀', '"쿠버 é ☃ 😀"'],
    ['\u{e0001}', '"\\U000e0001"'],
  ])('%j', (text, printed) => {
    expect(quote(text)).toBe(printed);
  });

  it('prints lists with spaces between', () => {
    expect(quoteList(['get', 'list'])).toBe('["get" "list"]');
    expect(quoteList([])).toBe('[]');
    expect(printList(['get', 'list'])).toBe('[get list]');
  });
});
