import type { ComponentProps } from 'react';
import { breakable } from '@site/src/components/breakable';

/** Code within a sentence or a table; long names break between their parts. */
export default function CodeInline({ children, ...props }: ComponentProps<'code'>) {
  return <code {...props}>{typeof children === 'string' ? breakable(children) : children}</code>;
}
