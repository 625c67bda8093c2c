import { expect, test } from '../fixtures';
import { chocolate, notebooks } from '../shop/catalogue';
import { Member } from '../shop/member';
import { Shopper } from '../shop/shopper';

const language = 'en';
const postal = { name: 'Anna Meier-Rossi', street: 'Weggisgasse 12', postal_code: '6004', city: 'Luzern' };

async function addAddress(member: Member, entries: Partial<typeof postal>) {
  await member.open('/addresses/new');
  for (const [name, value] of Object.entries({ ...postal, ...entries })) await member.field(`checkout.${name}`).fill(value);
  await member.press('account.save');
  await member.arrive('/addresses');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { tag: javaScriptEnabled ? [] : '@once' }, () => {
    test.use({ javaScriptEnabled });

    test('what a guest has put in comes along, and follows to another device', async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/401/);
      const shopper = new Shopper(page, language, javaScriptEnabled);
      const member = new Member(shopper, sandbox, email);
      await member.register();
      await shopper.putInto(notebooks);
      await member.logOut();
      await expect(shopper.cartCount).toHaveCount(0);
      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await member.main.getByRole('link', { name: member.words('login.title') }).click();
      await member.arrive('/log-in');
      await member.enter();
      await page.waitForURL(new RegExp(`/${language}/checkout$`));
      await expect(shopper.field('email')).toHaveValue(email);
      await expect(shopper.cartCount).toHaveText('2');

      const context = await browser.newContext({ javaScriptEnabled });
      const elsewhere = new Member(new Shopper(await context.newPage(), language, javaScriptEnabled), sandbox, email);
      await elsewhere.logIn();
      await elsewhere.arrive();
      await elsewhere.shopper.openCart();
      await expect(elsewhere.shopper.line(notebooks)).toBeVisible();
      await expect(elsewhere.shopper.line(chocolate)).toBeVisible();
      await context.close();
    });

    test('an order is in the account, and ordered again', async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      const member = new Member(shopper, sandbox, email);
      await member.register();
      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await shopper.fillIn({ email });
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      const number = await shopper.orderNumber();

      await member.open();
      const order = page.getByTestId('orders').getByRole('listitem').filter({ hasText: number });
      await expect(order).toHaveAttribute('data-state', 'paid');
      await order.getByRole('button', { name: member.words('order.again') }).click();
      await page.waitForURL(new RegExp(`/${language}/cart$`));
      await expect(shopper.quantity(chocolate)).toHaveText('1');
      await member.open();
      await order.getByRole('link').click();
      await shopper.expectPaid();
    });

    test('what was ordered as a guest is in the account that is opened later', { tag: '@once' }, async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await shopper.fillIn({ email });
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      const number = await shopper.orderNumber();
      await new Member(shopper, sandbox, email).register();
      await expect(page.getByTestId('orders')).toContainText(number);
    });

    test('the checkout begins with the address book', async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      const member = new Member(shopper, sandbox, email);
      await member.register();
      await addAddress(member, {});
      await addAddress(member, { name: 'Beat Rossi', street: 'Seeweg 1', postal_code: '6003' });
      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await expect(shopper.field('email')).toHaveValue(email);
      await expect(shopper.field('street')).toHaveValue(postal.street);
      await shopper.ready();
      await shopper.priority.check();
      await page.getByTestId('address-book').getByRole('button', { name: /Seeweg 1/ }).click();
      await expect(shopper.field('street')).toHaveValue('Seeweg 1');
      await expect(shopper.field('name')).toHaveValue('Beat Rossi');
      // What else was entered stays.
      await expect(shopper.priority).toBeChecked();
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      await expect(page.getByRole('main')).toContainText('Seeweg 1');
    });
  });
}
