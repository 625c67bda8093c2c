import { expect, test } from '../fixtures';
import { Member, otherPassword, password } from '../shop/member';
import { Shopper } from '../shop/shopper';
import { languages, plain } from '../shop/texts';

const language = 'fr';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { tag: javaScriptEnabled ? [] : '@once' }, () => {
    test.use({ javaScriptEnabled });

    test('an account is opened by a mail, left, and entered again', async ({ page, sandbox, email, watch }) => {
      // Who is not in, a wrong password, a link that was used.
      watch.expect(/401|409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      const used = await member.link('register');
      await member.logOut();
      await member.expectOut();
      await member.visit(used);
      await member.expectLinkInvalid();

      await member.logIn('not the password');
      await member.expectRefused('account.wrong_credentials');
      await member.enter();
      await member.arrive();
      await member.expectIn();
    });

    test('the account page asks who comes, and is there after that', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/401/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.logOut();
      await member.open('/devices');
      await member.enter();
      await member.arrive('/devices');
      await expect(page.getByTestId('sessions').getByRole('listitem')).toHaveCount(1);
    });

    test('a password that is easy to guess is not taken, and the link stays good', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/409|422/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.open('/register');
      await member.field('checkout.email').fill(email);
      await member.press('login.send_link');
      await member.arrive('/sent');
      await member.follow('register');

      await member.field('login.new_password').fill('short');
      await member.main.getByRole('checkbox', { name: member.words('login.terms') }).check();
      await member.press('login.register_title');
      await expect(member.shopper.errorSummary).toBeVisible();
      await expect(member.field('login.new_password')).toHaveAttribute('aria-invalid', 'true');

      await member.field('login.new_password').fill('motdepasse123');
      if (!javaScriptEnabled) await member.main.getByRole('checkbox', { name: member.words('login.terms') }).check();
      await member.press('login.register_title');
      await expect(member.main.getByTestId('failed')).toBeVisible();

      // Without the terms there is no account.
      await member.field('login.new_password').fill(password);
      await member.main.getByRole('checkbox', { name: member.words('login.terms') }).uncheck();
      await member.press('login.register_title');
      await expect(member.main.getByRole('checkbox', { name: member.words('login.terms') })).toHaveAttribute('aria-invalid', 'true');

      await member.field('login.new_password').fill(password);
      await member.main.getByRole('checkbox', { name: member.words('login.terms') }).check();
      await member.press('login.register_title');
      await member.arrive();
      await member.expectIn();
    });

    test('a forgotten password is chosen anew, once, and everybody is out', async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/401|409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();

      const elsewhere = await browser.newContext({ javaScriptEnabled });
      const owner = new Member(new Shopper(await elsewhere.newPage(), language, javaScriptEnabled), sandbox, email);
      await owner.open('/forgotten');
      await owner.field('checkout.email').fill(email);
      await owner.press('login.send_link');
      await owner.arrive('/sent');
      const used = await owner.follow('reset');
      await owner.field('login.new_password').fill(otherPassword);
      await owner.press('login.reset_submit');
      await owner.arrive('/log-in');
      await owner.expectDone('reset');
      await owner.enter(email, otherPassword);
      await owner.arrive();
      await owner.expectIn();
      await owner.visit(used);
      await owner.expectLinkInvalid();
      await elsewhere.close();

      await member.expectOut();
      await member.enter();
      await member.expectRefused('account.wrong_credentials');
    });

    test('nobody learns who has an account', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/401|409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.logOut();
      const answers: string[][] = [];
      for (const address of [email, `nobody-${email}`]) {
        const seen: string[] = [];
        for (const [path, button] of [['/register', 'login.send_link'], ['/forgotten', 'login.send_link']]) {
          await member.open(path);
          await member.field('checkout.email').fill(address);
          await member.press(button);
          await member.arrive('/sent');
          seen.push(await member.main.innerText());
        }
        await member.open('/log-in');
        await member.enter(address, 'not the password');
        await expect(member.main.getByTestId('failed')).toBeVisible();
        seen.push(await member.main.innerText());
        answers.push(seen);
      }
      expect(answers[1]).toEqual(answers[0]);
      // The one who asked in vain gets a link to make an account and nothing about a password.
      await member.link('register', `nobody-${email}`);
      for (const mail of await sandbox.mailsTo(`nobody-${email}`)) expect(mail.text).not.toContain('/account/reset/');
    });

    test('what is no address is said at the field', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/422/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      for (const path of ['/register', '/forgotten']) {
        await member.open(path);
        await member.field('checkout.email').fill('no address');
        await member.press('login.send_link');
        await expect(member.shopper.errorSummary).toBeVisible();
        await expect(member.field('checkout.email')).toHaveAttribute('aria-invalid', 'true');
      }
    });

    test('a log-in that is not filled in is said at the fields', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/422/);
      for (const spoken of languages) {
        const member = new Member(new Shopper(page, spoken, javaScriptEnabled), sandbox, email);
        const [address, secret] = [member.field('checkout.email'), member.field('login.password')];
        await member.open('/log-in');
        await member.press('login.submit');
        await expect(member.shopper.errorSummary.getByRole('link')).toHaveCount(2);
        for (const [field, key] of [[address, 'checkout.email'], [secret, 'login.password']] as const) {
          await expect(field).toHaveAttribute('aria-invalid', 'true');
          await expect(field).toHaveAccessibleDescription(plain(spoken, 'field.required').replace('{field}', plain(spoken, key)));
        }
        await expect(member.main.getByTestId('failed')).toHaveCount(0);

        // The field that is filled in is not complained of.
        await address.fill(email);
        await member.press('login.submit');
        await expect(member.shopper.errorSummary.getByRole('link')).toHaveCount(1);
        await expect(secret).toHaveAttribute('aria-invalid', 'true');
        await expect(address).not.toHaveAttribute('aria-invalid');
      }
    });

    test('links that never were say what to do', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
      watch.expect(/409/);
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      for (const kind of ['register', 'verify', 'reset', 'email-revert', 'invitation', 'first-admin']) {
        await member.open(`/${kind}/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`);
        await member.expectLinkInvalid();
      }
    });

    test('a log-in leads to pages of the shop alone', { tag: '@once' }, async ({ page, sandbox, email }) => {
      const member = new Member(new Shopper(page, language, javaScriptEnabled), sandbox, email);
      await member.register();
      await member.logOut();
      await member.open('/log-in?to=https://evil.example/');
      await member.enter();
      await member.arrive();
      await member.expectIn();
    });
  });
}

test('a password is judged while it is typed', { tag: '@once' }, async ({ page, sandbox, email }) => {
  const member = new Member(new Shopper(page, language), sandbox, email);
  await member.open('/register');
  await member.field('checkout.email').fill(email);
  await member.press('login.send_link');
  await member.arrive('/sent');
  await member.follow('register');
  const strength = page.getByTestId('strength');
  await member.field('login.new_password').pressSequentially('qwertzuiop');
  await expect(strength).toContainText(plain(language, 'login.strength_weak'));
  await member.field('login.new_password').fill('velo zitrone gletscher');
  await expect(strength).toHaveText(new RegExp(`${member.words('login.strength_good').source}|${member.words('login.strength_great').source}`));
  await member.field('login.new_password').fill('');
  await expect(strength).toBeEmpty();
});

test('the header leads to the log-in, and to the account', async ({ page, sandbox, email, isMobile }) => {
  const member = new Member(new Shopper(page, language), sandbox, email);
  const banner = page.getByRole('banner');
  const link = async (key: string) => {
    if (isMobile) await banner.getByLabel(member.words('nav.menu')).click();
    return banner.getByRole('link', { name: member.words(key) });
  };
  await member.shopper.open();
  await (await link('login.title')).click();
  await expect(page).toHaveURL(new RegExp(`/${language}/account/log-in$`));
  await member.register();
  await member.shopper.open();
  await (await link('account.title')).click();
  await expect(page).toHaveURL(new RegExp(`/${language}/account$`));
  await member.expectIn();
});
