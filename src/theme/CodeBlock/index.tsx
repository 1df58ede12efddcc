import type { ReactNode } from 'react';
import { still } from '@site/src/islands/still';

const Code = still(() => import('@site/src/components/CodeBlock/Highlighted'));

interface CodeBlockProps {
  children: ReactNode;
  className?: string;
}

/** Highlighted on the server, so that no page loads a highlighter, and in both themes' colours at once. */
export default function CodeBlock({ children, className }: CodeBlockProps) {
  const language = /language-(\S+)/.exec(className ?? '')?.[1] ?? 'text';
  return <Code language={language}>{String(children)}</Code>;
}
