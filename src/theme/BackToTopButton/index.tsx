/** The table of contents follows the reader; nothing floats over the text. */
export default function BackToTopButton() {
  return null;
}
