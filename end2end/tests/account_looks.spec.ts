import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Member } from '../shop/member';
import { Shopper } from '../shop/shopper';

// The longest texts are the French ones.
const language = 'fr';

test.use({ reducedMotion: 'reduce' });

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
