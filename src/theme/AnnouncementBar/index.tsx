/** No banners. */
export default function AnnouncementBar() {
  return null;
}
