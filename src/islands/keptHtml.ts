/** Props of an element that keeps what the server wrote into it: an empty `__html` under `suppressHydrationWarning` makes React leave it alone. */
export const keptHtml = { suppressHydrationWarning: true, dangerouslySetInnerHTML: { __html: '' } } as const;
