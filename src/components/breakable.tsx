import { Fragment, type ReactNode } from 'react';

/** Where a name may go on in the next line: before a capital in the middle (`Create|Container`) and after what separates (`apps/|v1`, `kube-|proxy`); not within a number. */
const BEFORE_A_PLACE = /[a-z0-9](?=[A-Z])|\p{L}[/._:=,@-](?=[\p{L}\p{N}])|\p{N}[/._:=,@-](?=\p{L})/gu;
/** A short name stays whole. */
const SHORT = 10;

/** A name with the places where a narrow column may break it; nowhere else, so that no word is cut. */
export function breakable(text: string): ReactNode {
  const pieces = text.length > SHORT ? text.replace(BEFORE_A_PLACE, '$&\n').split('\n') : [text];
  if (pieces.length === 1) return text;
  return pieces.map((piece, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
