import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../platform/config.ts';

/** Where distributions put the browser. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; undefined where there is none: tests that need it are then skipped by name. */
export const CHROMIUM = PLACES.find(existsSync);

const PATIENCE_MILLIS = 120_000;

/** A page in a real browser, and pictures of it that stay as output of the test. */
export interface OpenedPage {
  page: Page;
  /** Keep what is to be seen now as `test-output/<folder>/<name>.png`. */
  keep(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Open a page in the browser. */
export async function openPage(folder: string): Promise<OpenedPage> {
  const output = join(PROJECT_ROOT, 'test-output', folder);
  mkdirSync(output, { recursive: true });
  const browser: Browser = await chromium.launch({
    ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
    // Tests also run as root, which its sandbox refuses.
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
  // A limit for what hangs, not for what is slow.
  page.setDefaultTimeout(PATIENCE_MILLIS);
  return {
    page,
    async keep(name) {
      await page.screenshot({ path: join(output, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}
