import { useState } from 'react';

const KEY = 'kx.search.recent';
const MOST = 6;
const LONGEST = 80;

function read(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(queries: readonly string[]): void {
  try {
    if (queries.length > 0) localStorage.setItem(KEY, JSON.stringify(queries));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is full or forbidden: the list lives as long as the page.
  }
}

/** The reader's last searches, newest first; kept in this browser only. */
export function useRecent() {
  const [queries, setQueries] = useState(read);
  const change = (next: string[]) => {
    setQueries(next);
    write(next);
  };
  return {
    queries,
    remember: (query: string) => {
      const text = query.trim().slice(0, LONGEST);
      if (text) change([text, ...queries.filter((entry) => entry !== text)].slice(0, MOST));
    },
    forget: (query: string) => change(queries.filter((entry) => entry !== query)),
    clear: () => change([]),
  };
}
