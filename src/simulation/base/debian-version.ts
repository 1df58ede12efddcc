/** Versions as dpkg compares them (deb-version(7); dpkg lib/dpkg/version.c verrevcmp). Without epochs. */

/** Letters before anything else, and `~` before even the end. */
const order = (char: string | undefined): number => (char === undefined || /\d/.test(char) ? 0 : char === '~' ? -1 : /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256);

function part(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !/\d/.test(a[i]!)) || (j < b.length && !/\d/.test(b[j]!))) {
      const difference = order(a[i]) - order(b[j]);
      if (difference !== 0) return difference;
      i += 1;
      j += 1;
    }
    const [x, y] = [/^\d*/.exec(a.slice(i))![0], /^\d*/.exec(b.slice(j))![0]];
    const difference = Number(x) - Number(y);
    if (difference !== 0) return difference;
    i += x.length;
    j += y.length;
  }
  return 0;
}

const split = (version: string): readonly [string, string] => {
  const at = version.lastIndexOf('-');
  return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1)];
};

/** Less than 0: `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [[upstream, revision], [other, otherRevision]] = [split(a), split(b)];
  return part(upstream, other) || part(revision, otherRevision);
}
