import { join } from 'node:path';
import type { Plugin } from '@docusaurus/types';

/**
 * Runs before the first paint. A page that opens at its beginning may leave most of its layout for later; one that opens in its midst (a
 * reload, a way back, an address with a place) is laid out at once, so that the reader finds the place where it was; a reader who moves before
 * the scripts are there is not taken back (`places/keepPlace.ts` reads the mark).
 */
const atTop = `var n=performance.getEntriesByType('navigation')[0],d=document.documentElement.dataset;if(n&&n.type==='navigate'&&!location.hash)d.opensAtTop='';else['wheel','touchmove','keydown'].forEach(function(e){addEventListener(e,function(){d.moved=''},{once:true,passive:true})})`;

/** Passages: what stands between two headings of a page (see README.md of this folder). */
export default function passages(): Plugin {
  return {
    name: 'passages',
    configureWebpack: (config, isServer) => (isServer || config.mode !== 'production' ? {} : { module: { rules: [{ resource: /\.mdx$/, enforce: 'post', loader: join(__dirname, 'late', 'loader.cjs') }] } }),
    getClientModules: () => [join(__dirname, 'firstPage.ts')],
    injectHtmlTags: () => ({ headTags: [{ tagName: 'script', innerHTML: atTop }] }),
  };
}
