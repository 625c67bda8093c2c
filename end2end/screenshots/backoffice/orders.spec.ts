import { bottle, notebooks } from '../../shop/catalogue';
import { bought } from '../../shop/colleague';
import { album } from './album';

const shown = {
  home: ['1440', '390'],
  orders: ['390', '1440-dark'],
  board: ['1440'],
  order: ['1440', '390'],
  mail: ['1440'],
  delivery: ['1440'],
  fees: ['1440', '390'],
  palette: ['1440'],
} as const;

album('orders', 'leo', shown, async (album) => {
  const { colleague, browser } = album;
  const { page } = colleague;
  await bought(browser, 'beat.keller@astris.example', { outcome: 'failed', choice: notebooks });
  await bought(browser, 'chiara.rossi@astris.example', { method: 'Prepayment by QR-bill' });
  const number = await bought(browser, 'anna.meier@astris.example', { pieces: 3, choice: bottle });
  await album.open('home', '');
  await album.open('orders', '/orders');
  await album.open('board', '/orders?view=board');
  if (album.has('order')) {
    await colleague.openOrder(number);
    await colleague.ship({ pieces: 1, carrier: 'swiss_post', number: '99.34.123456.12345678' });
    await colleague.expectDone('shipped');
    await colleague.note('Called: the rest may come on Monday.');
    await colleague.expectDone('noted');
    await album.keep('order');
  }
  if (album.has('mail')) {
    await colleague.panel.getByRole('link', { name: colleague.words('parcel.notify') }).click();
    await colleague.panel.getByTestId('mail').waitFor();
    await album.keep('mail');
  }
  await album.open('delivery', '/delivery');
  if (album.has('fees')) {
    await colleague.open('/delivery');
    await colleague.main.getByTestId('methods').getByRole('link').first().click();
    await colleague.main.getByTestId('rates').waitFor();
    await album.keep('fees');
  }
  if (album.has('palette')) {
    await colleague.open('/orders');
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette').waitFor();
    await album.keep('palette');
  }
});
