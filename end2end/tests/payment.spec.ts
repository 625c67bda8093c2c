import { expect, test } from '../fixtures';
import { chocolate, totalOf } from '../shop/catalogue';
import { amount } from '../shop/money';
import { Shopper } from '../shop/shopper';

const language = 'en';
const transfer = 'Prepayment by QR-bill';
const total = totalOf([chocolate, 1]);

/** An order that waits on the provider's page for the buyer's decision. */
async function order(shopper: Shopper, email: string) {
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
  await shopper.placeOrder();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    for (const outcome of ['failed', 'canceled', 'expired'] as const) {
      test(`${outcome}, then tried again and paid`, { tag: '@once' }, async ({ page, sandbox, email }) => {
        const shopper = new Shopper(page, language, javaScriptEnabled);
        await order(shopper, email);
        await shopper.decide(outcome);
        await shopper.expectUnpaid(outcome);
        expect(await sandbox.mailsTo(email)).toEqual([]);
        const number = await shopper.orderNumber();

        await shopper.tryAgain();
        await shopper.decide('paid');
        await shopper.expectPaid();
        expect(await shopper.orderNumber()).toBe(number);
        expect(amount(await shopper.total.innerText())).toBe(total);
        const payments = await sandbox.paymentsOf(number);
        expect(payments.map(({ status }) => status)).toEqual(['paid', outcome]);
        await sandbox.mailTo(email);
      });
    }

    test('failed, then paid by transfer instead', { tag: '@once' }, async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await order(shopper, email);
      await shopper.decide('failed');
      await shopper.expectUnpaid('failed');
      await shopper.retryWith(transfer);
      await shopper.expectTransfer();
      const mail = await sandbox.mailTo(email);
      expect(mail.attachments).toHaveLength(1);
    });

    test('a guest buys by transfer', { tag: '@once' }, async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await shopper.fillIn({ email });
      await shopper.payment(transfer).check();
      await shopper.submitOrder();
      await shopper.expectTransfer();
      expect(amount(await shopper.total.innerText())).toBe(total);
      await sandbox.mailTo(email);
    });
  });
}

test('a payment without an answer is told so, and its page changes by itself', async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await order(shopper, email);
  await shopper.decide('open');
  await shopper.expectOpen();
  expect(await sandbox.mailsTo(email)).toEqual([]);

  const [payment] = await sandbox.paymentsOf(await shopper.orderNumber());
  await sandbox.setStatus(payment.id, 'paid');
  await shopper.expectPaid();
  await sandbox.mailTo(email);
});

test('the order page belongs to whoever has its address, and to nobody else', { tag: '@once' }, async ({ page, browser, email, watch }) => {
  const shopper = new Shopper(page, language);
  await order(shopper, email);
  await shopper.decide('paid');
  await shopper.expectPaid();

  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto(page.url());
  await expect(stranger.getByRole('main')).toContainText(await shopper.orderNumber());
  await other.close();

  watch.expect(/404/);
  const last = page.url().at(-1) === 'A' ? 'B' : 'A';
  const response = await page.goto(page.url().replace(/.$/, last));
  expect(response?.status()).toBe(404);
});

test('coming back to the return address of a paid order shows the order', { tag: '@once' }, async ({ page, email, sandbox }) => {
  const shopper = new Shopper(page, language);
  await order(shopper, email);
  await shopper.decide('paid');
  await shopper.expectPaid();
  const orderPage = page.url();
  await page.goto(`${orderPage}/return`);
  await expect(page).toHaveURL(orderPage);
  await shopper.expectPaid();
  await sandbox.mailTo(email);
});
