/** Image references as the API server reads them for the pull policy (pkg/util/parsers ParseImageName, github.com/distribution/reference). */

const DOMAIN = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const IDENTIFIER = /^[a-f0-9]{64}$/;
const MAX_NAME = 255;

/** Where the domain ends: the first part names a registry when it has a dot, a port, an upper-case letter, or is `localhost`. */
function splitDomain(name: string): readonly [domain: string, path: string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const registry = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  return registry ? [first, name.slice(slash + 1)] : ['docker.io', slash < 0 ? `library/${name}` : name];
}

/** The tag of an image: `latest` where neither tag nor digest is given, empty for a digest without a tag and for what is no reference. */
export function imageTag(image: string): string {
  const at = image.indexOf('@');
  const digest = at < 0 ? undefined : image.slice(at + 1);
  const named = at < 0 ? image : image.slice(0, at);
  const [domain, rest] = splitDomain(named);
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const path = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? undefined : rest.slice(colon + 1);
  const good =
    DOMAIN.test(domain) &&
    path.split('/').every((part) => COMPONENT.test(part)) &&
    path.length <= MAX_NAME &&
    !IDENTIFIER.test(image) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!good) return '';
  return tag ?? (digest === undefined ? 'latest' : '');
}

/** What is pulled each time: the tag `latest`. */
export const pullPolicyOf = (image: string): string => (imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent');
