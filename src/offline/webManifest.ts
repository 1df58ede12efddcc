const names = {
  ko: { name: '쿠버네티스 익스플로러', short_name: '쿠버네티스', description: '직접 실행하며 배우는 쿠버네티스' },
  en: { name: 'Kubernetes Explorer', short_name: 'K8s Explorer', description: 'The Kubernetes course you can run' },
};

/** The web app manifest in one language. Both languages describe one app: same id, same scope, another first page. */
export function webManifest(locale: 'ko' | 'en', siteBase: string, localeBase: string) {
  const icon = (file: string, sizes: string, purpose: string) => ({ src: `${siteBase}img/icons/${file}`, sizes, type: 'image/png', purpose });
  return {
    ...names[locale],
    lang: locale,
    dir: 'ltr',
    id: siteBase,
    scope: siteBase,
    start_url: localeBase,
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    categories: ['education'],
    icons: [icon('icon-192.png', '192x192', 'any'), icon('icon-512.png', '512x512', 'any'), icon('maskable-512.png', '512x512', 'maskable')],
  };
}
