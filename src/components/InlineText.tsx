import { Fragment } from 'react';
import { breakable } from './breakable';

/** A text from a prop, where only `code` between backticks is markup. */
export function InlineText({ children }: { children: string }) {
  return children.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{breakable(piece)}</code> : <Fragment key={index}>{piece}</Fragment>));
}
