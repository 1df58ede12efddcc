import { describe, expect, it } from 'vitest';
import { alignColumns, KUBECTL_COLUMNS } from './tabwriter';

// Go's text/tabwriter prints these.
describe('text/tabwriter', () => {
  it('gives each column the width of its widest cell and some room', () => {
    expect(alignColumns('NAME\tREADY\nweb-0\t1/1\n', KUBECTL_COLUMNS)).toBe('NAME    READY\nweb-0   1/1\n');
  });

  it('a line without a cell ends the column', () => {
    expect(alignColumns('aaaaaaaa\tx\n\nb\ty\n', KUBECTL_COLUMNS)).toBe('aaaaaaaa   x\n\nb     y\n');
  });

  it('counts characters, not bytes', () => {
    expect(alignColumns('한글한글\tx\nabcd\ty\n', { minWidth: 0, padding: 1 })).toBe('한글한글 x\nabcd y\n');
  });

  it('a column inside a column has its own width', () => {
    expect(alignColumns('a\tbbb\tc\nd\te\nf\tg\th\n', { minWidth: 0, padding: 1 })).toBe('a bbb c\nd e\nf g h\n');
  });
});
