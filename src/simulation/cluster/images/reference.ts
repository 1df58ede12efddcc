/** Names of images (github.com/distribution/reference v0.6.0: ParseNormalizedNamed, as pkg/util/parsers uses it). */

export interface ImageReference {
  /** `docker.io/library/nginx`. */
  readonly repository: string;
  readonly tag: string;
  /** Empty where the image is named by its tag. */
  readonly digest: string;
}

const DOMAIN = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[(?:[a-fA-F0-9:]+)\])(?::[0-9]+)?$/;
const PATH = /^[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*)*$/;
const TAG = /^[\w][\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

function splitDomain(name: string): readonly [domain: string, rest: string] {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  const [domain, rest] = isDomain ? [first === 'index.docker.io' ? 'docker.io' : first, name.slice(slash + 1)] : ['docker.io', name];
  return [domain, domain === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest];
}

const FAULT = 'invalid reference format';

/** The parts of an image's name, or what is wrong with it as the kubelet says it. */
export function parseImage(image: string): ImageReference | { readonly error: string } {
  const fault = (why: string): { readonly error: string } => ({ error: `couldn't parse image name "${image}": ${why}` });
  if (/^[a-f0-9]{64}$/.test(image)) return fault(`invalid repository name (${image}), cannot specify 64-byte hexadecimal strings`);
  const [domain, rest] = splitDomain(image);
  const mark = rest.search(/[:@]/);
  const path = mark < 0 ? rest : rest.slice(0, mark);
  if (path.toLowerCase() !== path) return fault(`${FAULT}: repository name (${path}) must be lowercase`);
  const at = rest.indexOf('@');
  const [named, digest] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)];
  const colon = named.indexOf(':');
  const [repository, tag] = colon < 0 ? [named, ''] : [named.slice(0, colon), named.slice(colon + 1)];
  const good = DOMAIN.test(domain) && PATH.test(repository) && (colon < 0 || TAG.test(tag)) && (at < 0 || DIGEST.test(digest));
  if (!good) return fault(FAULT);
  if (`${domain}/${repository}`.length > 255) return fault('repository name must not be more than 255 characters');
  return { repository: `${domain}/${repository}`, tag: tag === '' && digest === '' ? 'latest' : tag, digest };
}

/** The name as containerd keeps it: `docker.io/library/nginx:1.30`. */
export const fullName = ({ repository, tag, digest }: ImageReference): string => `${repository}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
