import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague, bought } from '../shop/colleague';
import { Member } from '../shop/member';
import { canOperate } from '../shop/operator';
import { Shopper } from '../shop/shopper';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a guest is found by the address and shown with their order', async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email);
      const colleague = await Colleague.onDuty(page, sandbox, 'support', 'de', javaScriptEnabled);
      await colleague.open('/customers');
      const field = colleague.main.getByRole('searchbox', { name: colleague.words('customer.search') });
      await field.fill(email);
      await field.press('Enter');
      await expect(page).toHaveURL(/[?&]q=/);
      await colleague.ready();
      const row = colleague.main.getByTestId('customers').locator('tbody tr').filter({ hasText: email });
      await expect(row).toHaveAttribute('data-kind', 'guest');
      await row.getByRole('link').click();
      await expect(colleague.panel.getByTestId('orders')).toContainText(number);
      await expect(colleague.panel.getByTestId('requests')).toHaveCount(0);
    });

    test('an administrator sees who logged in, and gives a role and takes it', { tag: '@once' }, async ({ page, sandbox, browser }) => {
      const context = await browser.newContext();
      const other = await Colleague.join(await context.newPage(), sandbox, 'catalogue', 'de', javaScriptEnabled);
      const colleague = await Colleague.join(page, sandbox, 'admin', 'de', javaScriptEnabled);
      await colleague.open(`/customers?kind=staff&q=${encodeURIComponent(other.email)}`);
      await colleague.main.getByTestId('customers').locator('tbody tr').getByRole('link').click();
      await expect(colleague.panel.getByTestId('log-ins').getByRole('listitem').first()).toBeVisible();
      await expect(colleague.panel.getByTestId('sessions').getByRole('listitem')).toHaveCount(1);
      await colleague.ready();
      const held = colleague.panel.getByTestId('roles-held');
      for (const [give, role] of [[true, 'orders'], [false, 'orders']] as const) {
        const roles = await colleague.action('roles');
        await roles.locator(`li[data-role="${role}"]`).getByRole('button').click();
        await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('customer.done_role'));
        await colleague.ready();
        await expect(held.locator(`[data-role="${role}"]`)).toHaveCount(give ? 1 : 0);
      }
      await expect(colleague.panel.getByTestId('sessions').getByRole('listitem')).toHaveCount(0);
      await context.close();
    });

    test('two accounts of one person become one, after a look', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/422/);
      const second = `second-${email}`;
      for (const address of [email, second]) {
        const context = await browser.newContext({ javaScriptEnabled: false });
        await new Member(new Shopper(await context.newPage(), 'de', false), sandbox, address).register();
        await context.close();
      }
      const colleague = await Colleague.onDuty(page, sandbox, 'admin', 'de', javaScriptEnabled);
      const { panel } = colleague;
      await colleague.open(`/customers?kind=account&q=${encodeURIComponent(email)}`);
      const row = colleague.main.getByTestId('customers').locator('tbody tr').filter({ hasNotText: second });
      await row.getByRole('link').click();
      const look = async (other: string) => {
        await panel.getByLabel(colleague.label('customer.other')).fill(other);
        await colleague.press(panel, 'customer.merge_look');
        await expect(page).toHaveURL(/\/merge\?/);
        await colleague.ready();
      };
      await colleague.action('merge');
      await look(`nobody-${email}`);
      await expect(panel.getByLabel(colleague.label('customer.other'))).toHaveAttribute('aria-invalid', 'true');
      await look(second);
      await expect(panel.getByTestId('goes')).toContainText(second);
      if (javaScriptEnabled) await expectAccessible(page);
      await colleague.press(panel, 'customer.merge_submit');
      await expect(panel.getByTestId('failed'), 'why is asked').toBeVisible();
      await panel.getByLabel(colleague.label('customer.reason')).fill('Anruf vom 3. Mai');
      await colleague.press(panel, 'customer.merge_submit');
      await expect(panel.getByTestId('done')).toHaveText(colleague.words('customer.done_merged'));
      await expect(panel.getByRole('heading', { name: email, exact: true })).toBeVisible();
      await colleague.open(`/customers?kind=account&q=${encodeURIComponent(second)}`);
      await expect(colleague.main.getByTestId('customers')).toHaveCount(0);
    });

    test('nobody decides about their own account', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'admin', 'de', javaScriptEnabled);
      await colleague.open(`/customers?kind=staff&q=${encodeURIComponent(colleague.email)}`);
      await colleague.main.getByTestId('customers').locator('tbody tr').getByRole('link').click();
      await expect(colleague.panel.getByTestId('log-ins')).toBeVisible();
      for (const form of ['roles', 'close', 'merge']) await expect(colleague.panel.getByTestId(form), form).toHaveCount(0);
    });
  });
}

test('an account is closed for erasure, with a reason', { tag: '@once' }, async ({ page, sandbox, browser, watch }) => {
  watch.expect(/422/);
  const context = await browser.newContext();
  const other = await Colleague.join(await context.newPage(), sandbox, 'catalogue', 'de');
  await context.close();
  const colleague = await Colleague.join(page, sandbox, 'admin', 'de');
  await colleague.open(`/customers?q=${encodeURIComponent(other.email)}`);
  await colleague.main.getByTestId('customers').locator('tbody tr').getByRole('link').click();
  await expect(colleague.panel.getByTestId('close'), 'staff hand their roles back first').toHaveCount(0);
  const roles = await colleague.action('roles');
  await roles.locator('li[data-role="catalogue"]').getByRole('button').click();
  await expect(colleague.panel.getByTestId('done')).toBeVisible();
  const close = await colleague.action('close');
  await colleague.press(close, 'customer.close_submit');
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await expect(close.getByLabel(colleague.label('customer.reason'))).toHaveAttribute('aria-invalid', 'true');
  await close.getByLabel(colleague.label('customer.reason')).fill('Brief vom 3. Mai');
  await colleague.press(close, 'customer.close_submit');
  await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('customer.done_closed'));
  await expect(colleague.panel.getByTestId('closed')).toBeVisible();
});

test('customers can be read by everybody', async ({ page, sandbox, email, browser }) => {
  await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'admin', 'fr');
  await colleague.open('/customers?q=xyzzy');
  await expectAccessible(page);
  await colleague.open(`/customers?kind=staff&q=${encodeURIComponent(colleague.email)}`);
  await expectAccessible(page);
  await colleague.main.getByTestId('customers').locator('tbody tr').getByRole('link').click();
  await expect(colleague.panel.getByTestId('log-ins')).toBeVisible();
  await expectAccessible(page);
});
