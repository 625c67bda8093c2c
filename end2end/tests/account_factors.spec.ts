import { expect, test } from '../fixtures';
import { Member, password } from '../shop/member';
import { Shopper } from '../shop/shopper';
import { canOperate, firstLink, invite } from '../shop/operator';
import { code } from '../shop/totp';

const language = 'it';

/** Sets up an app on the page for it; gives its secret and the recovery codes. */
async function setUpApp(member: Member): Promise<{ secret: string; codes: string[] }> {
  const { page } = member.shopper;
  await expect(page.getByRole('img', { name: member.words('factors.picture') })).toBeVisible();
  const secret = await page.getByTestId('secret').innerText();
  await member.field('login.code').fill(code(secret));
  await member.field('login.password').fill(password);
  await member.press('factors.confirm');
  await member.arrive('/second-factors/recovery');
  const codes = await page.getByTestId('codes').getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  return { secret, codes };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { tag: '@once' }, () => {
    test.use({ javaScriptEnabled });

    test('an app is set up and asked for, replaced by a recovery code, and removed', async ({ page, sandbox, email, watch }) => {
      watch.expect(/409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.open('/second-factors');
      await member.main.getByRole('link', { name: member.words('factors.set_up') }).click();
      await member.arrive('/second-factors/codes');

      // A wrong code keeps the secret: nobody scans twice.
      const before = await page.getByTestId('secret').innerText();
      await member.field('login.code').fill('000000');
      await member.field('login.password').fill(password);
      await member.press('factors.confirm');
      await member.expectRefused('account.wrong_code');
      expect(await page.getByTestId('secret').innerText()).toBe(before);

      const { secret, codes } = await setUpApp(member);
      // A page loaded twice shows them still; once they are put away it does not.
      await page.reload();
      await expect(page.getByTestId('codes').getByRole('listitem')).toHaveText(codes);
      await member.shopper.ready();
      await member.press('factors.kept');
      await member.arrive('/second-factors');
      await expect(page.getByTestId('enrolled')).toBeVisible();
      await member.open('/second-factors/recovery');
      await expect(page.getByTestId('codes')).toHaveCount(0);

      await test.step('the next log-in asks for a code', async () => {
        await member.logOut();
        await member.logIn();
        await member.arrive('/second-factor');
        await member.field('login.code').fill('000000');
        await member.press('login.code_submit');
        await member.expectRefused('account.wrong_code');
        await member.field('login.code').fill(code(secret, 1));
        await member.press('login.code_submit');
        await member.arrive();
        await member.expectIn();
      });

      await test.step('a recovery code does it once', async () => {
        for (const works of [true, false]) {
          await member.logOut();
          await member.logIn();
          await member.arrive('/second-factor');
          await member.field('login.code').fill(codes[0].toLowerCase());
          await member.press('login.code_submit');
          if (!works) await member.expectRefused('account.wrong_code');
          else await member.arrive();
          if (!works) {
            await member.field('login.code').fill(codes[1]);
            await member.press('login.code_submit');
            await member.arrive();
          }
        }
      });

      await test.step('all data is there without the password, since a second factor was shown just now', async () => {
        await member.open('/data');
        const form = page.getByTestId('export');
        await expect(form.getByLabel(member.words('login.password'))).toHaveCount(0);
        const download = page.waitForEvent('download');
        await form.getByRole('button').click();
        expect((await download).suggestedFilename()).toMatch(/\.zip$/);
      });

      await test.step('removed, and the password is enough again', async () => {
        await member.open('/second-factors');
        await page.getByTestId('remove-app').locator('summary').click();
        await page.getByTestId('remove-app').getByLabel(member.words('login.password')).fill(password);
        await page.getByTestId('remove-app').getByRole('button', { name: member.words('factors.remove') }).click();
        await member.expectDone('codes_removed');
        await member.logOut();
        await member.logIn();
        await member.arrive();
        await member.expectIn();
      });
    });

    test('the code page without a password leads nowhere', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.open('/second-factor');
      await member.field('login.code').fill('123456');
      await member.press('login.code_submit');
      await member.expectRefused('account.wrong_credentials');
    });

    test('who is invited chooses a password and sets up an app first', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      test.skip(!canOperate, 'the shop under test was started by hand');
      watch.expect(/409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await invite(email, 'support', language);
      await member.follow('invitation');
      await member.field('login.new_password').fill(password);
      await member.main.getByRole('checkbox', { name: member.words('login.terms') }).check();
      await member.press('login.invitation_submit');
      await member.arrive('/second-factors/codes');
      await setUpApp(member);
      await member.press('factors.kept');
      await member.arrive('/second-factors');
      // Staff are never without.
      await page.getByTestId('remove-app').locator('summary').click();
      await page.getByTestId('remove-app').getByLabel(member.words('login.password')).fill(password);
      await page.getByTestId('remove-app').getByRole('button', { name: member.words('factors.remove') }).click();
      await member.expectRefused('account.second_factor_needed');
    });

    test('who has an account accepts an invitation and logs in', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      test.skip(!canOperate, 'the shop under test was started by hand');
      watch.expect(/401|409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.logOut();
      await invite(email, 'catalogue', language);
      const used = await member.follow('invitation');
      await expect(member.field('login.new_password')).toHaveCount(0);
      await member.press('login.invitation_submit');
      await member.arrive('/log-in');
      await member.expectDone('accepted');
      await member.enter();
      await member.arrive('/second-factors/codes');
      await member.visit(used);
      await member.expectLinkInvalid();
    });
  });
}

test('the first administrator is made by a printed link, once', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
  test.skip(!canOperate, 'the shop under test was started by hand');
  watch.expect(/409/);
  const first = await firstLink();
  test.skip(first === undefined, 'this shop has an administrator already');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = new Member(new Shopper(await context.newPage(), language, false), sandbox, email);
  const inOurs = (link: string) => link.replace(/^\/[a-z]{2}\//, `/${language}/`);
  await plain.visit(inOurs(first!));
  await expect(plain.field('login.new_password')).toBeVisible();

  // A second link ends the first one.
  const second = await firstLink();
  await plain.visit(inOurs(first!));
  await plain.expectLinkInvalid();
  await context.close();

  const member = new Member(new Shopper(page, language), sandbox, email);
  await member.visit(inOurs(second!));
  await member.field('checkout.email').fill(email);
  await member.field('login.new_password').fill(password);
  await member.main.getByRole('checkbox', { name: member.words('login.terms') }).check();
  await member.press('login.register_title');
  await member.arrive('/second-factors/codes');
  await setUpApp(member);
  expect(await firstLink()).toBeUndefined();

  // The mail came when it could; its link confirms the address.
  const verify = await member.link('verify');
  await member.visit(inOurs(verify));
  await member.press('login.code_submit');
  await member.arrive();
  await member.expectDone('verified');
});
