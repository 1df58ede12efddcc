/** Pages have no tags, edit links or dates. */
export default function DocItemFooter() {
  return null;
}
