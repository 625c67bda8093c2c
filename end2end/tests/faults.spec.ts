import { expect, test } from '../fixtures';
import { chocolate, totalOf } from '../shop/catalogue';
import { amount } from '../shop/money';
import { Shopper } from '../shop/shopper';

const language = 'en';
const total = totalOf([chocolate, 1]);

test.afterEach(async ({ sandbox }) => sandbox.noFaults());

async function fillCheckout(shopper: Shopper, email: string) {
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('Mollie is down while ordering: the order stands and can be paid later', async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await fillCheckout(shopper, email);
      await sandbox.faults({ mollie_status: 503 });
      await shopper.submitOrder();
      await shopper.expectUnpaid('not started');
      const number = await shopper.orderNumber();
      expect(amount(await shopper.total.innerText())).toBe(total);

      await sandbox.noFaults();
      await shopper.tryAgain();
      await shopper.decide('paid');
      await shopper.expectPaid();
      expect(await shopper.orderNumber()).toBe(number);
      expect(await sandbox.paymentsOf(number)).toHaveLength(1);
      await sandbox.mailTo(email);
    });
  });
}

test('Mollie answers nothing though it made the payment: there is one payment', async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await fillCheckout(shopper, email);
  await sandbox.faults({ mollie_drop: { value: 1, times: 1 } });
  await shopper.placeOrder();
  await shopper.decide('paid');
  await shopper.expectPaid();
  expect(await sandbox.paymentsOf(await shopper.orderNumber())).toHaveLength(1);
  await sandbox.mailTo(email);
});

test('the webhook never comes: the return page settles', async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await fillCheckout(shopper, email);
  await sandbox.faults({ webhook_never: 1 });
  await shopper.placeOrder();
  await shopper.decide('paid');
  await shopper.expectPaid();
  await sandbox.mailTo(email);
});

test('the webhook comes twice: one mail', async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await fillCheckout(shopper, email);
  await sandbox.faults({ webhook_duplicate: 1 });
  await shopper.placeOrder();
  await shopper.decide('paid');
  await shopper.expectPaid();
  await sandbox.mailTo(email);
});

test('Mollie is down when the buyer comes back: the page says so and settles later', async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await fillCheckout(shopper, email);
  await shopper.placeOrder();
  await sandbox.faults({ mollie_status: 503, webhook_never: 1 });
  await shopper.decide('paid');
  await shopper.expectOpen();
  await sandbox.noFaults();
  await shopper.expectPaid();
  await sandbox.mailTo(email);
});

test('Resend is down: the mail comes later', async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await fillCheckout(shopper, email);
  await sandbox.faults({ resend_status: { value: 503, times: 1 } });
  await shopper.placeOrder();
  await shopper.decide('paid');
  await shopper.expectPaid();
  await sandbox.mailTo(email);
});
