import { bottle } from '../../shop/catalogue';
import { bought } from '../../shop/colleague';
import { album } from './album';

const shown = {
  customers: ['1440-dark'],
  customer: ['1440', '390'],
  outbox: ['1440-dark'],
  'sent-mail': ['1440'],
  templates: ['1440'],
} as const;

album('support', 'sara', shown, async (album) => {
  const { colleague, browser } = album;
  await bought(browser, 'anna.meier@astris.example', { pieces: 3, choice: bottle });
  await album.open('customers', '/customers');
  if (album.has('customer')) {
    await colleague.open('/customers');
    await colleague.main.getByTestId('customers').locator('tbody tr').filter({ hasText: 'anna.meier' }).getByRole('link').click();
    await colleague.panel.getByTestId('orders').waitFor();
    await album.keep('customer');
  }
  await album.open('outbox', '/mail');
  if (album.has('sent-mail')) {
    await colleague.open('/mail');
    await colleague.main.getByTestId('mails').locator('tbody tr').filter({ hasText: 'anna.meier' }).first().getByRole('link').first().click();
    await colleague.panel.getByTestId('mail-state').waitFor();
    await album.keep('sent-mail');
  }
  await album.open('templates', '/mail/templates');
});
