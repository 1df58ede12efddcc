// The package as a page gets it: its modules import folders, which Node does not.
export { BaseImage, Cluster } from '@ngrok/webernetes';
