import type { ComponentProps } from 'react';
import MDXComponents from '@theme-original/MDXComponents';
import * as course from '@site/src/components/course';
import * as figures from '@site/src/components/figures';
import { Diagram } from '@site/src/diagrams/Diagram';
import { ScrollTable } from '@site/src/components/ScrollTable';
import * as widgets from '@site/src/widgets';

/** What a page may use without importing it. */
export default {
  ...MDXComponents,
  ...course,
  ...figures,
  ...widgets,
  Diagram,
  table: (props: ComponentProps<'table'>) => <ScrollTable {...props} />,
};
