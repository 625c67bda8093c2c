import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { notebooks } from '../shop/catalogue';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';
import { Shopper } from '../shop/shopper';
import { text } from '../shop/texts';

const language = 'de';

test.skip(!canOperate, 'the shop under test was started by hand');

/** Opens the form for a new card by the button above the table. */
async function begin(colleague: Colleague): Promise<Locator> {
  await colleague.open('/gift-cards');
  await colleague.main.getByRole('link', { name: colleague.words('cards.new') }).click();
  const form = colleague.panel.getByTestId('new-card');
  await expect(form).toBeVisible();
  await colleague.ready();
  return form;
}

/** Issues a card over fifty francs; its code. */
async function issue(colleague: Colleague, recipient = ''): Promise<string> {
  const form = await begin(colleague);
  await form.getByLabel(colleague.label('cards.amount')).fill('50');
  await form.getByLabel(colleague.label('cards.reason')).fill('Geste');
  if (recipient) {
    await form.getByLabel(colleague.label('cards.recipient')).fill(recipient);
    await form.getByLabel(colleague.label('cards.language')).selectOption('fr');
  }
  await colleague.press(form, 'cards.issue');
  await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('cards.done_issued'));
  await colleague.ready();
  const code = await colleague.panel.getByTestId('code').innerText();
  expect(code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);
  return code;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a card is issued, its code is shown once and sent by mail', async ({ page, sandbox, email }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      const code = await issue(colleague, email);
      await expect(colleague.panel.getByTestId('figure-balance')).toHaveText('50.00');
      await page.reload();
      await colleague.ready();
      await expect(colleague.panel.getByTestId('figure-balance')).toHaveText('50.00');
      await expect(colleague.panel.getByTestId('card-code')).toHaveCount(0);
      await expect(page.getByText(code)).toHaveCount(0);
      const mail = await sandbox.mailTo(email);
      expect(mail.text).toContain(code);
      expect(mail.subject).toContain('carte-cadeau');
    });

    test('a blocked card pays for nothing until it is free again', { tag: '@once' }, async ({ page, sandbox, browser, watch }) => {
      watch.expect(/409|422/);
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      const code = await issue(colleague);
      const context = await browser.newContext({ javaScriptEnabled: false });
      const shopper = new Shopper(await context.newPage(), language, false);
      await shopper.putInto(notebooks);

      let form = await colleague.action('block-card');
      await colleague.press(form, 'cards.block_submit');
      await expect(colleague.panel.getByTestId('failed')).toBeVisible();
      await colleague.ready();
      await expect(form.getByLabel(colleague.label('cards.reason'))).toHaveAttribute('aria-invalid', 'true');
      await form.getByLabel(colleague.label('cards.reason')).fill('verloren');
      await colleague.press(form, 'cards.block_submit');
      await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('cards.done_blocked'));
      await colleague.ready();
      await expect(colleague.panel.getByTestId('card-state')).toHaveAttribute('data-state', 'blocked');
      await expect(colleague.panel.getByTestId('blocked')).toContainText('verloren');
      await shopper.enterCode(code);
      await expect(shopper.codeField).toHaveAccessibleDescription(text(language, 'code.unknown'));

      form = await colleague.action('block-card');
      await form.getByLabel(colleague.label('cards.reason')).fill('gefunden');
      await colleague.press(form, 'cards.unblock_submit');
      await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('cards.done_unblocked'));
      for (const done of ['cards.done_blocked', 'cards.done_unblocked']) {
        await colleague.ready();
        await colleague.press(colleague.panel.getByTestId('toast'), 'frame.undo');
        await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words(done));
      }
      await shopper.enterCode(code);
      await expect(shopper.codeField).not.toHaveAttribute('aria-invalid', 'true');
      await context.close();
    });

    test('what is on it is corrected by a booking, never below nothing', { tag: '@once' }, async ({ page, sandbox, watch }) => {
      watch.expect(/409|422/);
      // Joins by themselves: what was proved has to be fresh.
      const colleague = await Colleague.join(page, sandbox, 'accounting', language, javaScriptEnabled);
      const code = await issue(colleague);
      const correct = async (amount: string) => {
        const form = await colleague.action('correct-card');
        await form.getByLabel(colleague.label('cards.amount')).fill(amount);
        await form.getByLabel(colleague.label('cards.reason')).fill('verrechnet');
        await colleague.press(form, 'cards.correct_submit');
      };
      await correct('50.05');
      await expect(colleague.panel.getByTestId('failed')).toHaveText(colleague.words('failure.card_below_zero'));
      await colleague.ready();
      await correct('20');
      await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('cards.done_corrected'));
      await colleague.ready();
      await expect(colleague.panel.getByTestId('figure-balance')).toHaveText('30.00');
      const newest = colleague.panel.getByTestId('movements').getByRole('listitem').first();
      await expect(newest).toHaveAttribute('data-kind', 'correct');
      await expect(newest).toContainText('verrechnet');

      await colleague.open('/gift-cards');
      const field = colleague.main.getByRole('searchbox', { name: colleague.words('cards.search') });
      await field.fill(code.slice(-4));
      await field.press('Enter');
      await expect(page).toHaveURL(/[?&]q=/);
      await colleague.ready();
      const row = colleague.main.getByTestId('gift-cards').locator(`tr[data-card="${code.slice(-4)}"]`).first();
      await expect(row.getByTestId('balance')).toHaveText('30.00');
    });

    test('support blocks cards, and neither issues nor corrects them', { tag: '@once' }, async ({ page, sandbox, browser }) => {
      const context = await browser.newContext();
      const issuer = await Colleague.onDuty(await context.newPage(), sandbox, 'accounting', language, javaScriptEnabled);
      await issue(issuer);
      const colleague = await Colleague.onDuty(page, sandbox, 'support', language, javaScriptEnabled);
      await page.goto(issuer.page.url());
      await colleague.ready();
      await expect(colleague.panel.getByTestId('block-card')).toHaveCount(1);
      await expect(colleague.panel.getByTestId('correct-card')).toHaveCount(0);
      await expect(colleague.panel.getByTestId('card-code')).toHaveCount(0);
      await colleague.open('/gift-cards');
      await expect(colleague.main.getByRole('link', { name: colleague.words('cards.new') })).toHaveCount(0);
      await context.close();
    });
  });
}

test('by keyboard', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'support', language);
  await colleague.open();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/\/backoffice\/gift-cards$/);
});

test('it can be read by everybody', async ({ page, sandbox, watch }) => {
  watch.expect(/422/);
  // The longest texts are the French ones.
  const colleague = await Colleague.join(page, sandbox, 'accounting', 'fr');
  await issue(colleague);
  await expectAccessible(page);
  const form = await colleague.action('block-card');
  await colleague.press(form, 'cards.block_submit');
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await colleague.ready();
  await colleague.action('correct-card');
  await expectAccessible(page);
  await begin(colleague);
  await expectAccessible(page);
  await colleague.open('/gift-cards?q=ZZZZ&state=blocked');
  await expectAccessible(page);
});
