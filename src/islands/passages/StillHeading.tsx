import type { ComponentProps } from 'react';
import MDXHeading from '@theme/MDXComponents/Heading';
import { keptHtml } from '../keptHtml';
import { useKeptHtml } from './useKeptHtml';

type StillHeadingProps = ComponentProps<'h2'> & { as: 'h2' | 'h3' | 'h4' };

/** A heading of a page. Its link to itself is the browser's own affair, so it keeps the server's HTML as still passages do. */
export function StillHeading(props: StillHeadingProps) {
  const [ref, kept] = useKeptHtml<HTMLHeadingElement>(true);
  if (!kept) return <MDXHeading key="rendered" {...props} />;
  const { as: As, id } = props;
  return <As key="kept" ref={ref} id={id} className="anchor" {...keptHtml} />;
}
