/** `PagePlace` says where the reader is. */
export default function DocBreadcrumbs() {
  return null;
}
