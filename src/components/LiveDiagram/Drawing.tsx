import { useEffect, useMemo, useRef } from 'react';
import { useColorMode } from '@docusaurus/theme-common';
import { useMermaidRenderResult } from '@docusaurus/theme-mermaid/client';
import styles from './LiveDiagram.module.css';

/** The site's own colours as Mermaid wants them: written out, as it computes others from them. */
function themeVariables(): Record<string, string> {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  return {
    background: token('--kx-surface'),
    primaryColor: token('--kx-accent-soft'),
    primaryTextColor: token('--kx-ink'),
    primaryBorderColor: token('--kx-accent'),
    clusterBkg: token('--kx-sunken'),
    clusterBorder: token('--kx-line-strong'),
    titleColor: token('--kx-ink'),
    lineColor: token('--kx-ink-muted'),
    textColor: token('--kx-ink'),
    edgeLabelBackground: token('--kx-surface'),
    fontSize: '14px',
  };
}

interface DrawingProps {
  source: string;
  label: string;
  onDrawn: (svg: string) => void;
}

/** Mermaid takes the last picture of an id away while it draws the next one: what is shown bears another, so that it stays until then. */
function renamed(svg: string): string {
  const id = /<svg[^>]*? id="([^"]+)"/.exec(svg)?.[1];
  return id === undefined ? svg : svg.replaceAll(id, `${id}-shown`);
}

/** Mermaid itself, which no page carries: this module loads with the first drawing. Throws while rendering on text that Mermaid cannot read. */
export default function Drawing({ source, label, onDrawn }: DrawingProps) {
  const { colorMode } = useColorMode();
  const box = useRef<HTMLDivElement>(null);
  const config = useMemo(
    () => ({
      startOnLoad: false,
      securityLevel: 'strict' as const,
      theme: 'base' as const,
      darkMode: colorMode === 'dark',
      themeVariables: themeVariables(),
      // Labels as SVG text, so that the picture is whole outside of a browser too.
      htmlLabels: false,
      // Close together, for phones.
      flowchart: { htmlLabels: false, useMaxWidth: false, nodeSpacing: 24, rankSpacing: 40, diagramPadding: 4 },
      // What a step is called stands on its line, not behind it.
      themeCSS: '.edgeLabel rect, .edgeLabel .background { opacity: 1 !important; }',
    }),
    [colorMode],
  );
  const result = useMermaidRenderResult({ text: source, config });
  const svg = useMemo(() => (result ? renamed(result.svg) : null), [result]);
  useEffect(() => {
    if (svg !== null) onDrawn(svg);
  }, [svg, onDrawn]);
  if (svg === null) return null;
  return <div ref={box} role="img" aria-label={label} className={styles.drawing} dangerouslySetInnerHTML={{ __html: svg }} />;
}
