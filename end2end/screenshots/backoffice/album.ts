import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { test } from '../../fixtures';
import { desktop, phone } from '../../settings';
import { Colleague, type Role } from '../../shop/colleague';

const folder = join(__dirname, '../../../docs/screenshots');

/** How a screen is looked at: its width in pixels, and whether in the dark. */
const looks = [
  { suffix: '1440', viewport: desktop, colorScheme: 'light' },
  { suffix: '390', viewport: phone, colorScheme: 'light' },
  { suffix: '1440-dark', viewport: desktop, colorScheme: 'dark' },
] as const;
type Suffix = (typeof looks)[number]['suffix'];

/** The screens of one role, in one look. */
export class Album {
  constructor(
    readonly colleague: Colleague,
    readonly browser: Browser,
    /** Differs from look to look. */
    readonly suffix: Suffix,
    private readonly shown: Readonly<Record<string, readonly Suffix[]>>,
  ) {}

  /** Whether a screen is shown in this look. */
  has(name: string): boolean {
    return this.shown[name]?.includes(this.suffix) ?? false;
  }

  /** Keeps what is on the screen, where it is shown in this look. */
  async keep(name: string) {
    if (!this.has(name)) return;
    const { page } = this.colleague;
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.screenshot({ path: join(folder, `backoffice-${name}-${this.suffix}.png`), animations: 'disabled', caret: 'hide' });
  }

  /** Opens a screen that needs nothing else, and keeps it. */
  async open(name: string, path: string) {
    if (!this.has(name)) return;
    await this.colleague.open(path);
    await this.keep(name);
  }

  /** Opens the first row of a table, and keeps it once a part of its panel is there. */
  async openFirst(name: string, path: string, table: string, part: string) {
    if (!this.has(name)) return;
    const { colleague } = this;
    await colleague.open(path);
    await colleague.main.getByTestId(table).locator('tbody tr').first().getByRole('link').first().click();
    await colleague.panel.getByTestId(part).waitFor();
    await this.keep(name);
  }
}

/** What docs/backoffice.md shows of a role, and how its screens are come to. Pictures weigh, and a repository keeps them for ever: not all in all looks. */
export function album(
  role: Role,
  name: string,
  shown: Readonly<Record<string, readonly Suffix[]>>,
  take: (album: Album) => Promise<void>,
) {
  for (const { suffix, viewport, colorScheme } of looks) {
    const options: BrowserContextOptions = { viewport, colorScheme, isMobile: viewport === phone, hasTouch: viewport === phone };

    test.describe(`${role} ${suffix}`, () => {
      test.use(options);

      test(`screens at ${suffix}`, async ({ page, sandbox, browser }) => {
        const colleague = await Colleague.join(page, sandbox, role, 'en', true, `${name}.${suffix}@astris.example`);
        await take(new Album(colleague, browser, suffix, shown));
      });
    });
  }
}
