import type { ReactNode } from 'react';
import { ThemeClassNames } from '@docusaurus/theme-common';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Heading from '@theme/Heading';
import MDXContent from '@theme/MDXContent';
import { ReadMark } from '@site/src/components/ProgressPanel/ReadMark';
import { PagePlace } from '@site/src/components/PagePlace';

/** A page's body below its place in the course and its title. */
export default function DocItemContent({ children }: { children: ReactNode }) {
  const { metadata, frontMatter } = useDoc();
  const { part, reading, doing } = frontMatter as { part?: number; reading?: number; doing?: number };
  return (
    <div className={`${ThemeClassNames.docs.docMarkdown} markdown`}>
      <header>
        <PagePlace part={part} reading={reading} doing={doing} />
        <Heading as="h1">{metadata.title}</Heading>
      </header>
      <MDXContent>{children}</MDXContent>
      {reading && <ReadMark page={metadata.id} />}
    </div>
  );
}
