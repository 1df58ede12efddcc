/** path.Join. */
export function joined(...elements: readonly string[]): string {
  const text = elements.filter((one) => one !== '').join('/');
  if (text === '') return '';
  const kept: string[] = [];
  const rooted = text.startsWith('/');
  for (const part of text.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  return `${rooted ? '/' : ''}${kept.join('/')}` || '.';
}

/** utilnet.JoinPreservingTrailingSlash. */
export function joinedWithSlash(...elements: readonly string[]): string {
  const result = joined(...elements);
  const last = elements.filter((one) => one !== '').at(-1);
  return last?.endsWith('/') === true && !result.endsWith('/') ? `${result}/` : result;
}
