import type { ComponentProps } from 'react';
import A from '@theme/MDXComponents/A';
import Code from '@theme/MDXComponents/Code';
import Li from '@theme/MDXComponents/Li';
import Pre from '@theme/MDXComponents/Pre';
import Ul from '@theme/MDXComponents/Ul';
import * as course from '@site/src/course';
import * as figures from '@site/src/components/figures';
import { Diagram } from '@site/src/diagrams/Diagram';
import { Passage } from '@site/src/islands/passages/Passage';
import { StillHeading } from '@site/src/islands/passages/StillHeading';
import { ScrollTable } from '@site/src/components/ScrollTable';
import * as widgets from '@site/src/widgets';

/**
 * What a page may use without importing it. The theme's own list is not spread in: it would load admonitions, details and images,
 * for which the course has parts of its own.
 */
export default {
  a: A,
  code: Code,
  pre: Pre,
  ul: Ul,
  li: Li,
  h2: (props: ComponentProps<'h2'>) => <StillHeading as="h2" {...props} />,
  h3: (props: ComponentProps<'h3'>) => <StillHeading as="h3" {...props} />,
  h4: (props: ComponentProps<'h4'>) => <StillHeading as="h4" {...props} />,
  ...course,
  ...figures,
  ...widgets,
  Diagram,
  Passage,
  table: (props: ComponentProps<'table'>) => <ScrollTable {...props} />,
};
