/** The course has one version. */
export default function DocVersionBadge() {
  return null;
}
