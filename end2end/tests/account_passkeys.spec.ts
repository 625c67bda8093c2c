import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Member, password } from '../shop/member';
import { Shopper } from '../shop/shopper';

const language = 'de';

/** Gives the browser a device that makes passkeys and says yes to everything. */
async function device(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

test('a passkey is made, lets somebody in alone, and is removed', { tag: '@once' }, async ({ page, sandbox, email }) => {
  const standing = await (await page.request.get('/fn/account/standing')).json();
  expect(standing.passkeys, 'the shop is at an address with a name').toBe(true);
  await device(page);
  const member = new Member(new Shopper(page, language), sandbox, email);
  await member.register();
  await member.open('/second-factors');
  const form = page.getByTestId('new-passkey');
  await form.getByRole('textbox').first().fill('Telefon');
  await form.getByLabel(member.words('login.password')).fill(password);
  await form.getByRole('button', { name: member.words('factors.passkey_add') }).click();
  // The first second factor comes with recovery codes.
  await member.arrive('/second-factors/recovery');
  await expect(page.getByTestId('codes').getByRole('listitem')).toHaveCount(10);
  await member.press('factors.kept');
  await member.arrive('/second-factors');
  await expect(page.getByTestId('passkeys')).toContainText('Telefon');

  await test.step('alone', async () => {
    await member.logOut();
    await member.open('/log-in');
    await member.press('login.passkey');
    await member.arrive();
    await member.expectIn();
  });

  await test.step('after the password', async () => {
    await member.logOut();
    await member.logIn();
    await member.arrive('/second-factor');
    await member.press('login.passkey');
    await member.arrive();
    await member.expectIn();
  });

  await test.step('removed', async () => {
    await member.open('/second-factors');
    const row = page.getByTestId('passkeys').getByRole('listitem');
    await row.locator('summary').click();
    await row.getByLabel(member.words('login.password')).fill(password);
    await row.getByRole('button').click();
    await member.expectDone('removed');
    await member.logOut();
    await member.logIn();
    await member.arrive();
    await member.expectIn();
  });
});
