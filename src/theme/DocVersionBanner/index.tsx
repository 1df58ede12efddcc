/** The course has one version. */
export default function DocVersionBanner() {
  return null;
}
