import { Colleague } from '../../shop/colleague';
import { Member } from '../../shop/member';
import { Shopper } from '../../shop/shopper';
import { album } from './album';

const shown = { roles: ['1440'], merge: ['1440'], settings: ['1440', '390', '1440-dark'] } as const;

album('admin', 'ada', shown, async (album) => {
  const { colleague, browser, suffix } = album;
  const { main, panel } = colleague;
  await album.open('settings', '/settings');
  if (album.has('roles')) {
    const email = `lea.${suffix}@astris.example`;
    const context = await browser.newContext({ javaScriptEnabled: false });
    await Colleague.join(await context.newPage(), colleague.sandbox, 'orders', 'en', false, email);
    await context.close();
    await colleague.open(`/customers?kind=staff&q=${email}`);
    await main.getByTestId('customers').locator('tbody tr').first().getByRole('link').click();
    await colleague.action('roles');
    await album.keep('roles');
  }
  if (!album.has('merge')) return;
  const [first, second] = ['reto.graf@astris.example', 'reto@astris.example'];
  for (const address of [first, second]) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    await new Member(new Shopper(await context.newPage(), 'en', false), colleague.sandbox, address).register();
    await context.close();
  }
  await colleague.open(`/customers?q=${first}`);
  await main.getByTestId('customers').locator('tbody tr').first().getByRole('link').click();
  await colleague.action('merge');
  await panel.getByLabel(colleague.label('customer.other')).fill(second);
  await colleague.press(panel, 'customer.merge_look');
  await panel.getByTestId('goes').waitFor();
  await album.keep('merge');
});
