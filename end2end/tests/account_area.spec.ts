import { expect, test } from '../fixtures';
import { Member, otherPassword, password } from '../shop/member';
import { Shopper } from '../shop/shopper';
import { plain } from '../shop/texts';

const language = 'de';
const postal = { name: 'Anna Meier-Rossi', street: 'Weggisgasse 12', postal_code: '6004', city: 'Luzern' };

async function fillAddress(member: Member, entries: Partial<typeof postal>) {
  for (const [name, value] of Object.entries({ ...postal, ...entries })) await member.field(`checkout.${name}`).fill(value);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { tag: javaScriptEnabled ? [] : '@once' }, () => {
    test.use({ javaScriptEnabled });

    test('the address book is filled, changed and emptied', async ({ page, sandbox, email, watch }) => {
      watch.expect(/422/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      const entries = page.getByTestId('addresses').getByRole('listitem');

      await test.step('what is wrong is said, and what was entered stays', async () => {
        await member.open('/addresses');
        await member.main.getByRole('link', { name: member.words('account.add_address') }).click();
        await member.arrive('/addresses/new');
        await fillAddress(member, { postal_code: '12' });
        await member.press('account.save');
        await expect(member.shopper.errorSummary).toBeVisible();
        await expect(member.field('checkout.postal_code')).toHaveAttribute('aria-invalid', 'true');
        await expect(member.field('checkout.street')).toHaveValue(postal.street);
        await member.field('checkout.postal_code').fill(postal.postal_code);
        await member.press('account.save');
        await member.arrive('/addresses');
        await member.expectDone('saved');
        await expect(entries).toHaveCount(1);
        await expect(entries.first()).toContainText(plain(language, 'account.is_default'));
      });

      await test.step('a second one becomes the default', async () => {
        await member.open('/addresses/new');
        await fillAddress(member, { name: 'Beat Rossi', street: 'Seeweg 1' });
        await member.press('account.save');
        await member.arrive('/addresses');
        await expect(entries).toHaveCount(2);
        await entries.filter({ hasText: 'Beat Rossi' }).getByRole('button', { name: /Als Standard/ }).click();
        await expect(entries.first()).toContainText('Beat Rossi');
        await member.shopper.ready();
      });

      await test.step('changed and deleted', async () => {
        await entries.filter({ hasText: 'Beat Rossi' }).getByRole('link').click();
        await expect(member.field('checkout.street')).toHaveValue('Seeweg 1');
        await member.shopper.ready();
        await member.field('checkout.street').fill('Seeweg 2');
        await member.press('account.save');
        await member.arrive('/addresses');
        await expect(entries.filter({ hasText: 'Seeweg 2' })).toHaveCount(1);
        await entries.filter({ hasText: 'Seeweg 2' }).getByRole('button', { name: /Löschen/ }).click();
        await expect(entries).toHaveCount(1);
        await member.expectDone('removed');
      });
    });

    test('language and news are kept', { tag: '@once' }, async ({ page, sandbox, email }) => {
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.open('/preferences');
      await member.field('account.mail_language').selectOption('it');
      await member.main.getByRole('checkbox', { name: member.words('login.newsletter') }).check();
      await member.press('account.save');
      await member.expectDone('saved');
      await member.open('/preferences');
      await expect(member.field('account.mail_language')).toHaveValue('it');
      await expect(member.main.getByRole('checkbox')).toBeChecked();
    });

    test('another password', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.open('/credentials');
      await member.field('account.current_password').fill('not the password');
      await member.field('login.new_password').fill(otherPassword);
      await member.press('account.change_password');
      await member.expectRefused('account.wrong_password');
      await member.field('account.current_password').fill(password);
      await member.field('login.new_password').fill(otherPassword);
      await member.press('account.change_password');
      await member.expectDone('password');
      await member.logOut();
      await member.logIn(otherPassword);
      await member.arrive();
      await member.expectIn();
    });

    test('another address, and back again by the old one', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/401|409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      const moved = `moved-${email}`;
      await member.register();
      await member.open('/credentials');
      await member.field('account.new_email').fill(moved);
      await member.field('login.password').fill(password);
      await member.press('account.change_email');
      await member.expectDone('email_asked');
      await member.follow('email-change', moved);
      await expect(member.main).toContainText(moved);
      await member.press('login.code_submit');
      await member.arrive('/credentials');
      await member.expectDone('email');
      await member.open();
      await member.expectIn(moved);

      await member.follow('email-revert');
      await member.press('login.revert_submit');
      await page.waitForURL(new RegExp(`/${language}/account/reset/`));
      await member.expectDone('reverted');
      await member.shopper.ready();
      await member.field('login.new_password').fill(otherPassword);
      await member.press('login.reset_submit');
      await member.arrive('/log-in');
      await member.enter(moved, password);
      await member.expectRefused('account.wrong_credentials');
      await member.enter(email, otherPassword);
      await member.arrive();
      await member.expectIn();
    });

    test('a device is logged out from another one', async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/401/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      const contexts = [await browser.newContext({ javaScriptEnabled }), await browser.newContext({ javaScriptEnabled })];
      const others: Member[] = [];
      for (const context of contexts) {
        const other = new Member(new Shopper(await context.newPage(), language, javaScriptEnabled), sandbox, email);
        await other.logIn();
        await other.arrive();
        others.push(other);
      }
      await member.open('/devices');
      const sessions = page.getByTestId('sessions').getByRole('listitem');
      await expect(sessions).toHaveCount(3);
      await expect(sessions.filter({ has: page.getByRole('button') })).toHaveCount(2);
      await expect(page.getByTestId('log-ins').getByRole('listitem')).toHaveCount(3);
      await sessions.getByRole('button').first().click();
      await member.expectDone('ended');
      await expect(sessions).toHaveCount(2);
      await member.shopper.ready();
      await member.press('account.end_others');
      await member.expectDone('others_ended');
      await expect(sessions).toHaveCount(1);
      for (const other of others) await other.expectOut();
      await member.open();
      await member.expectIn();
      for (const context of contexts) await context.close();
    });

    test('all data as a file', { tag: '@once' }, async ({ page, sandbox, email }) => {
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.open('/data');
      const form = page.getByTestId('export');
      await form.getByLabel(member.words('login.password')).fill('not the password');
      await form.getByRole('button').click();
      await member.expectRefused('account.wrong_password');
      await form.getByLabel(member.words('login.password')).fill(password);
      const download = page.waitForEvent('download');
      await form.getByRole('button').click();
      expect((await download).suggestedFilename()).toMatch(/\.zip$/);
    });

    test('an account is closed, and opened by a new password', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/401|409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.open('/data');
      const close = page.getByTestId('close');
      await close.locator('summary').click();
      await close.getByLabel(member.words('login.password')).fill(password);
      await close.getByRole('button').click();
      await member.arrive('/log-in');
      await member.expectDone('closed');
      await member.enter();
      await member.expectRefused('account.wrong_credentials');
      await member.open('/forgotten');
      await member.field('checkout.email').fill(email);
      await member.press('login.send_link');
      await member.arrive('/sent');
      await member.follow('reset');
      await member.field('login.new_password').fill(otherPassword);
      await member.press('login.reset_submit');
      await member.arrive('/log-in');
      await member.enter(email, otherPassword);
      await member.arrive();
      await member.expectIn();
    });
  });
}
