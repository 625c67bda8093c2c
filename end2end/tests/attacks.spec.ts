import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { chocolate } from '../shop/catalogue';
import { Member } from '../shop/member';
import { Shopper } from '../shop/shopper';

const language = 'en';

/** Each leaves a mark where a page takes it for more than a text. What the policy refuses fails the test as well, since nothing of it may be tried. */
const attacks = [
  '"><img src=x onerror="window.ran=1">',
  "'><svg onload=window.ran=1>",
  '</title><script>window.ran=1</script>',
  '</script><script>window.ran=1</script>',
  '</textarea><img src=x onerror=window.ran=1>',
];

async function expectHarmless(page: Page) {
  expect(await page.evaluate(() => 'ran' in window), page.url()).toBe(false);
  await expect(page.locator('img[src="x"], svg[onload]')).toHaveCount(0);
}

test.describe('a text that attacks is a text', { tag: '@once' }, () => {
  for (const attack of attacks) {
    test(`in the account, the order and the mails: ${attack}`, async ({ page, sandbox, email, browser }) => {
      const shopper = new Shopper(page, language);
      const member = new Member(shopper, sandbox, email);
      await member.register();
      await member.open('/addresses/new');
      for (const name of ['name', 'street', 'city']) await member.field(`checkout.${name}`).fill(attack);
      await member.field('checkout.postal_code').fill('6004');
      await member.press('account.save');
      await member.arrive('/addresses');
      await expect(page.getByTestId('addresses')).toContainText(attack);
      await expectHarmless(page);

      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await expect(shopper.field('name')).toHaveValue(attack);
      await expectHarmless(page);
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      await expect(member.main).toContainText(attack);
      await expectHarmless(page);
      for (const path of ['', '/addresses', '/devices', '/data']) {
        await member.open(path);
        await expectHarmless(page);
      }

      await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBeGreaterThan(1);
      // As a program for mails shows it: without the shop's policy, and with styles of its own.
      const reader = await browser.newPage();
      for (const mail of await sandbox.mailsTo(email)) {
        await reader.setContent(mail.html ?? '');
        await expectHarmless(reader);
      }
      await reader.close();
    });
  }

  test('in addresses of pages', async ({ page, watch }) => {
    watch.expect(/401|404|409/);
    const shopper = new Shopper(page, language);
    for (const attack of attacks) {
      const text = encodeURIComponent(attack);
      await shopper.open(`/search?q=${text}`);
      expect(await page.title()).toContain(attack);
      await expectHarmless(page);
      for (const path of ['log-in', 'register', 'forgotten', 'sent', 'devices', 'reset/x']) {
        await shopper.open(`/account/${path}?told=${text}&to=${text}&done=${text}&before=${text}&email=${text}`);
        await expectHarmless(page);
      }
    }
  });
});
