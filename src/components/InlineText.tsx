import { Fragment } from 'react';

/** A text from a prop, where only `code` between backticks is markup. */
export function InlineText({ children }: { children: string }) {
  return children.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : <Fragment key={index}>{piece}</Fragment>));
}
