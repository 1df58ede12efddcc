import type { ReactNode } from 'react';
import { still } from '@site/src/islands/still';

const Code = still(() => import('@site/src/components/CodeBlock/Highlighted'));

interface CodeBlockProps {
  children: ReactNode;
  className?: string;
  /** What stands after the fence's language. */
  metastring?: string;
}

/** Highlighted on the server, so that no page loads a highlighter, and in both themes' colours at once. */
export default function CodeBlock({ children, className, metastring }: CodeBlockProps) {
  const language = /language-(\S+)/.exec(className ?? '')?.[1] ?? 'text';
  const title = /(?:^|\s)title="([^"]*)"/.exec(metastring ?? '')?.[1];
  return <Code language={language} title={title}>{String(children)}</Code>;
}
