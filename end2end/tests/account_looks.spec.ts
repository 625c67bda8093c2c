import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Member } from '../shop/member';
import { Shopper } from '../shop/shopper';

// The longest texts are the French ones.
const language = 'fr';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'nothing is wider than the page').toBeLessThanOrEqual(0);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('the ways in', async ({ page, watch }) => {
      watch.expect(/401|409|422/);
      const shopper = new Shopper(page, language);
      for (const path of ['/log-in', '/register', '/forgotten', '/sent', '/second-factor', '/devices', '/reset/none']) {
        await shopper.open(`/account${path}`);
        await expectAccessible(page);
      }
    });

    test('the account', async ({ page, sandbox, email, watch }) => {
      watch.expect(/422/);
      const member = new Member(new Shopper(page, language), sandbox, email);
      await member.register();
      await expectAccessible(page);
      for (const path of ['/addresses', '/addresses/new', '/preferences', '/credentials', '/second-factors', '/second-factors/codes', '/devices', '/data']) {
        await member.open(path);
        await expectAccessible(page);
      }
      await member.open('/addresses/new');
      await member.press('account.save');
      await expect(member.shopper.errorSummary).toBeVisible();
      await expectAccessible(page);
    });
  });
}
