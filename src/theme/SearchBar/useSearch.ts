import { useEffect, useState } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { usePluginData } from '@docusaurus/useGlobalData';
import { openSearch, type SearchClient } from '@site/src/search/client';
import type { SearchAnswer } from '@site/src/search/types';

/** One index for the life of the page, loaded when search is first opened. */
let shared: { url: string; client: SearchClient } | null = null;

export type SearchState = { status: 'idle' } | { status: 'loading' } | { status: 'failed' } | { status: 'answered'; answer: SearchAnswer };

/** The answer to the latest query; older answers that come late are dropped. The last answer stays until the next one is there. */
export function useSearch(query: string): { state: SearchState; retry: () => void } {
  const data = usePluginData('search-index') as { hash?: string } | undefined;
  const path = useBaseUrl('/search-index.json');
  const url = typeof window === 'undefined' ? path : new URL(data?.hash ? `${path}?v=${data.hash}` : path, window.location.href).href;
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const wanted = query.trim();

  useEffect(() => {
    let stale = false;
    if (shared?.url !== url) shared = { url, client: openSearch(url) };
    const { client } = shared;
    const hear = (found: SearchAnswer) => {
      if (!stale) setAnswer(found);
    };
    client.ask(wanted, hear).catch(() => {
      if (shared?.client === client) shared = null;
      if (!stale) setFailed(true);
    });
    return () => {
      stale = true;
    };
  }, [url, wanted, attempt]);

  const retry = () => {
    setFailed(false);
    setAttempt((n) => n + 1);
  };
  if (failed) return { state: { status: 'failed' }, retry };
  if (wanted === '') return { state: { status: 'idle' }, retry };
  return { state: answer && answer.query !== '' ? { status: 'answered', answer } : { status: 'loading' }, retry };
}
