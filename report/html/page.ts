import { type Fragment, html, trustMarkup } from './html.ts';
import { STYLE } from './style.ts';

/** A page and its content. */
export interface PageOptions {
  title: string;
  body: Fragment;
  /** Seconds after which a browser loads the page again. */
  refreshSeconds?: number;
}

/**
 * A whole page that needs nothing from elsewhere. The policy forbids scripts and requests outright: data
 * that got past the escaping could still do nothing.
 */
export function renderPage({ title, body, refreshSeconds }: PageOptions): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${title}</title>
<style>${trustMarkup(STYLE)}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`.toString();
}
